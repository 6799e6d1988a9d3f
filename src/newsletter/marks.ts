import { escapeHtml } from '#hub/escape-html.ts';

/**
 * What differs between the mails of one issue. Marks stand for it in the composed mail, so that the mail is composed
 * and encoded once and each recipient's own words are put in their place. The list is closed: nothing that an editor or a reader writes can become a mark.
 */
export const markNames = ['unsubscribe', 'preferences', 'reason', 'reader'] as const;

export type MarkName = (typeof markNames)[number];

/**
 * The words of one recipient: the tokens of their links, the sentence that says why they get the mail (plain text),
 * and what stands behind a link to the hub: empty but for who agreed to measurement (`follow-token.ts`).
 */
export type RecipientWords = Readonly<Record<MarkName, string>>;

/** As many characters as a token of 32 bytes has in base64url. */
const markLength = 43;

/** What no composed text may hold but as a mark. */
export const markBeginning = 'freehold-mark-';

/**
 * What stands in a composed mail for `name`: as long as a token, of letters, digits, `-` and `_` only, so that it
 * may stand in an address and no encoding changes it.
 */
export function markOf(name: MarkName): string {
  return `${markBeginning}${name}`.padEnd(markLength, '_');
}

/** A stretch of a composed mail that all recipients share, or the place of a mark. */
export type Piece = { readonly text: string } | { readonly mark: MarkName };

/** `composed` cut at its marks, to be encoded piece by piece. */
export function piecesOf(composed: string): Piece[] {
  return composed
    .split(anyMark)
    .filter((part) => part !== '')
    .map((part) => {
      const mark = markNames.find((name) => markOf(name) === part);
      return mark === undefined ? { text: part } : { mark };
    });
}

const anyMark = new RegExp(`(${markNames.map(markOf).join('|')})`);

/** `words` as they are put into each part of the mail. */
export function wordsIn(part: 'html' | 'text', words: RecipientWords): RecipientWords {
  return part === 'text' ? words : { ...words, reason: escapeHtml(words.reason) };
}

/** `composed` with `words` in the place of its marks; see {@link wordsIn}. */
export function fillMarks(composed: string, words: RecipientWords): string {
  return piecesOf(composed)
    .map((piece) => ('mark' in piece ? words[piece.mark] : piece.text))
    .join('');
}
