/** Elements in which a browser reads no tags. */
const rawText = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes)\b/i;

/**
 * Where in `html` a comment or tag begins that never ends, so that a browser shows nothing of it; its length where
 * none does. What stands in comments, in quotes and in scripts begins nothing.
 */
export function unendedAt(html: string): number {
  const unclosed = new Set<string>();
  const opening = /<(?=[a-z/!?])/gi;
  const inside = /(?:[^<>"']|"[^"]*(?:"|$)|'[^']*(?:'|$))*/y;
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const { index } = found;
    if (html.startsWith('<!--', index)) {
      // A browser takes <!--> for a whole comment.
      const end = html.indexOf('-->', index + 2);
      if (end < 0) return index;
      opening.lastIndex = end;
      continue;
    }
    inside.lastIndex = index + 1;
    const tag = inside.exec(html)?.[0] ?? '';
    const end = index + 1 + tag.length;
    if (end === html.length) return index;
    opening.lastIndex = end;
    const name = rawText.exec(tag)?.[0].toLowerCase();
    if (name === undefined || html[end] === '<' || unclosed.has(name)) continue;
    const closing = new RegExp(`</${name}`, 'gi');
    closing.lastIndex = end;
    const close = closing.exec(html);
    if (close) opening.lastIndex = close.index;
    else unclosed.add(name);
  }
  return html.length;
}
