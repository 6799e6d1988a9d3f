/** A box that is open where the lines are read. */
interface Open {
  readonly at: number;
  readonly indent: number;
  readonly head: string;
  /** How many boxes stand in one another within it. */
  height: number;
}

const opens = /^([ \t]*):{2,}([a-z][\w-]*)(\[[^\]\n]*\])?(?:\{(.*)\})?[ \t]*$/;
const closes = /^[ \t]*:{2,}[ \t]*$/;
const fence = /^[ \t]*(`{3,}|~{3,})/;

/**
 * Boxes of Nuxt Content, `::name` … `::` (content.nuxt.com/docs/files/markdown), as `:::name` … `:::`, where the outer
 * has the most colons. Every line stays on its line.
 */
export function withDirectives(body: string): string {
  if (!/^[ \t]*::[a-z]/m.test(body) || !/^[ \t]*::[ \t]*$/m.test(body)) return body;
  const source = body.split('\n');
  const lines = [...source];
  const stack: Open[] = [];
  let code: string | null = null;
  for (let at = 0; at < source.length; at += 1) {
    const line = source[at] ?? '';
    const indent = stack.at(-1)?.indent ?? 0;
    lines[at] = line.replace(new RegExp(`^[ \\t]{0,${indent}}`), '');
    const mark = fence.exec(line)?.[1];
    if (mark !== undefined && (code === null || mark.startsWith(code))) {
      code = code === null ? mark : null;
      continue;
    }
    if (code !== null) continue;
    const open = opens.exec(line);
    if (open) {
      const [, space = '', name = '', label = '', given = ''] = open;
      const said = fieldsBelow(source, at);
      const pairs = [...given.matchAll(/(?:^|\s)([\w-]+)="([^"]*)"/g)].map(
        ([, key, value]) => `${key ?? ''}="${value ?? ''}"`,
      );
      const all = [...pairs, ...said.pairs];
      const head = `${name}${label}${all.length > 0 ? `{${all.join(' ')}}` : ''}`;
      stack.push({ at, indent: space.length, head, height: 0 });
      for (let below = at + 1; below <= said.to; below += 1) lines[below] = '';
      at = Math.max(at, said.to);
    } else if (closes.test(line)) {
      const box = stack.pop();
      if (!box) continue;
      const colons = ':'.repeat(3 + box.height);
      lines[box.at] = colons + box.head;
      lines[at] = colons;
      const parent = stack.at(-1);
      if (parent) parent.height = Math.max(parent.height, box.height + 1);
    }
  }
  return lines.join('\n');
}

/** What stands between `---` below the opening of a box, and its last line. */
function fieldsBelow(source: readonly string[], at: number): { pairs: string[]; to: number } {
  if (source[at + 1]?.trim() !== '---') return { pairs: [], to: at };
  const end = source.findIndex((line, index) => index > at + 1 && line.trim() === '---');
  if (end < 0) return { pairs: [], to: at };
  const pairs = source.slice(at + 2, end).flatMap((line) => {
    const [, key, value = ''] = /^\s*:?([\w-]+):[ \t]*["']?(.*?)["']?\s*$/.exec(line) ?? [];
    return key === undefined || value === '' ? [] : [`${key}="${value.replaceAll('"', '&quot;')}"`];
  });
  return { pairs, to: end };
}
