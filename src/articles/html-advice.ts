/** Tags of HTML that end by themselves, which MDX wants written with a slash. */
export const voidTags =
  'area base br col embed hr img input link meta param source track wbr'.split(' ');

/** What to write instead of a tag of HTML; texts that come from elsewhere are full of them. */
const advice: Readonly<Record<string, string>> = {
  ...same('b strong', 'write **text**'),
  ...same('em i', 'write _text_'),
  ...same('del s strike', 'write ~~text~~'),
  ...same('code tt', 'write the text between backticks'),
  ...same('pre', 'write a line of three backticks before and after it'),
  ...same('h1', "the title is the page's only h1; write ## before a chapter"),
  ...same('h2', 'write ## before the text'),
  ...same('h3', 'write ### before the text'),
  ...same('h4 h5 h6', 'write #### before the text'),
  ...same('hr', 'write --- on a line of its own'),
  ...same('img', 'write ![what it shows](path)'),
  ...same('a', 'write [text](address)'),
  ...same('p', 'remove the tag and leave a blank line between paragraphs'),
  ...same('ul ol li', 'write - or 1. before each item'),
  ...same('table thead tbody tr th td', 'write a table with | between the cells'),
  ...same('blockquote', 'write > before each line, or <PullQuote>'),
  ...same('aside', 'write <Aside>, or <PullQuote> for what someone said'),
  ...same('details summary', 'write <Aside title="…">'),
  ...same('figure figcaption', 'write <Figure caption="…">'),
  ...same(
    'div section article center font small big u',
    'remove the tag; the style sheet decides how text looks',
  ),
  ...same('input label', 'write - [ ] before a thing to tick off'),
  ...same('form button select option textarea', 'remove it; a text holds no forms'),
  ...same('audio video', 'put the file in public/ and write <Download>, or link to where it plays'),
};

/** What to do about `<name>`, or `null` for a tag that nobody would expect in a text. */
export function adviceOn(name: string): string | null {
  return advice[name.toLowerCase()] ?? null;
}

function same(names: string, text: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, text]));
}
