const blocks =
  'address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|noscript|ol|p|pre|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul|video|audio';
const beginsWithBlock = new RegExp(`^\\s*</?(?:${blocks})\\b`, 'i');
const verbatim = /<(pre|script|style|textarea)\b[\s\S]*?<\/\1>/gi;

/** What stands alone on a line is shown by WordPress as what it leads to (wordpress.org/documentation/article/embeds). */
const bareAddress = /^[ \t]*(https?:\/\/[^\s<>"]+)[ \t]*$/gm;

function linkOf(_: string, url: string): string {
  return `<a href="${url}">${url}</a>`;
}

/** Paragraphs and line breaks as WordPress's classic editor shows them: it stores neither. Lines stay where they are. */
export function paragraphsOf(text: string): string {
  const held: string[] = [];
  const hold = (whole: string) => `\uE000${held.push(whole) - 1}\uE001`;
  const open = text
    .replaceAll(verbatim, hold)
    // A block stands on its own, whether or not its author left a line free.
    .replaceAll(new RegExp(`(</(?:${blocks})>)[ \\t]*(?=[^\\s<])`, 'gi'), '$1\n\n');
  const parts = open.split(/(\n[ \t]*\n\s*)/);
  const written = parts.map((part, index) => {
    if (index % 2 === 1 || part.trim() === '') return part;
    if (beginsWithBlock.test(part) || /^\s*\uE000\d+\uE001\s*$/.test(part)) return part;
    const linked = part.replaceAll(bareAddress, linkOf);
    return `<p>${linked.replaceAll(/(?<!<br ?\/?>)\n/g, '<br>\n')}</p>`;
  });
  return written
    .join('')
    .replaceAll(/\uE000(\d+)\uE001/g, (_, index: string) => held[Number(index)] ?? '');
}
