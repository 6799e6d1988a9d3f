import type { MailText } from '#audience/mail.ts';
import type { Language } from '#hub/languages.ts';

import { fillMarks, type RecipientWords, wordsIn } from './marks.ts';

/**
 * A composed issue or digest, before any recipient: `html` and `text` hold marks where their words come. All who are
 * to get the same share one.
 */
export interface IssueMessage extends MailText {
  /** The issue's id, or one that names a digest by what it brings. */
  readonly id: string;
  readonly language: Language;
  /** Which articles it brings, whole or as teasers. */
  readonly articleIds: readonly string[];
  /** Where it can be read on the hub. */
  readonly onlineUrl: string;
}

/** The mail of one recipient: `message` with their words in the place of its marks. */
export function mailFor(message: IssueMessage, words: RecipientWords): MailText {
  return {
    subject: message.subject,
    html: fillMarks(message.html, wordsIn('html', words)),
    text: fillMarks(message.text, wordsIn('text', words)),
  };
}
