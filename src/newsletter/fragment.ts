import { convert, type Formatter, type Selector } from 'html-to-text';

import { inlineStyles } from './inline-styles.ts';

/**
 * A stretch of a mail, in both of its forms. In `text` a link stands as {@link noteMark} with its place in `links`;
 * the mail that takes the stretch numbers them all.
 */
export interface Fragment {
  /** Styles stand on the elements. */
  readonly html: string;
  readonly text: string;
  readonly links: readonly string[];
}

/** Characters in a line of a mail's plain text. RFC 3676 §4.2 asks for at most 78. */
export const textWidth = 72;

/** `html`, with classes of {@link mailCss}, as a stretch of a mail. */
export function fragmentOf(html: string, css: string): Fragment {
  return { html: inlineStyles(html, css), ...plainTextOf(html) };
}

/** Stands in a fragment's text for the number of a link. Private use characters: no editor types them. */
export function noteMark(index: number): string {
  return `\uE000${index}\uE001`;
}

export const noteMarks = /\uE000(\d+)\uE001/g;

/** The plain text of `html`, made for people: links are notes below the mail, pictures say what they show. */
function plainTextOf(html: string): Pick<Fragment, 'text' | 'links'> {
  const links: string[] = [];
  const note: Formatter = ({ attribs }, _walk, builder) => {
    const { href } = attribs;
    if (href === undefined) return;
    const known = links.indexOf(href);
    builder.addInline(` ${noteMark(known === -1 ? links.push(href) - 1 : known)}`);
  };
  const link: Formatter = (element, walk, builder) => {
    walk(element.children, builder);
    note(element, walk, builder);
  };
  const text = convert(html.replace(noteMarks, ''), {
    wordwrap: textWidth,
    formatters: { link, note, picture, plain, underlined },
    selectors,
  });
  return { text: text.trim(), links };
}

const picture: Formatter = ({ attribs }, _walk, builder) => {
  if (attribs['alt']) builder.addInline(`[${attribs['alt']}]`);
};

const plain: Formatter = ({ children }, walk, builder) => walk(children, builder);

/** A title of an article. */
const underlined: Formatter = ({ children }, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 });
  walk(children, builder);
  builder.closeBlock({
    trailingLineBreaks: 2,
    blockTransform: (text) => `${text}\n${'-'.repeat(Math.min(text.length, textWidth))}`,
  });
};

const selectors: readonly Selector[] = [
  { selector: 'a', format: 'link' },
  // The same address stands below, where the article goes on.
  { selector: 'a.m-title', format: 'plain' },
  { selector: 'a.m-cover', format: 'skip' },
  // The list of sources has numbers of its own, which would stand beside those of the notes.
  { selector: 'a.m-source', format: 'note' },
  { selector: 'img', format: 'picture' },
  { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
  { selector: 'table[role="presentation"]', format: 'block' },
  { selector: 'h2', format: 'underlined' },
  ...['h1', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
    selector,
    options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 },
  })),
];
