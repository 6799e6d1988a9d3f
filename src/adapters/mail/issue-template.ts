import { createHash } from 'node:crypto';

import MailComposer from 'nodemailer/lib/mail-composer';
import { encode, wrap } from 'nodemailer/lib/qp';

import {
  type MarkName,
  markBeginning,
  markNames,
  markOf,
  type RecipientWords,
  wordsIn,
} from '#newsletter/marks.ts';
import type { IssueMessage } from '#newsletter/message.ts';

/** What all mails of an issue say in their headers. */
export interface IssueHeaders {
  readonly from: { readonly name: string; readonly address: string };
  /** Where an answer goes, when not to the sender. */
  readonly replyTo: string | null;
  readonly date: Date;
  /** `Name <id.domain>` (RFC 2919 §3). */
  readonly listId: string;
  /** For the statistics of Gmail: up to four names, of which the last is the sender. */
  readonly feedbackId: string;
}

/** A composed issue in the bytes of a mail, but for what is each recipient's own. */
export interface IssueTemplate {
  /** The headers that all share, each line with its end. */
  readonly head: Buffer;
  /** The body, cut where words come. Each piece of bytes ends and begins at the end of a line. */
  readonly pieces: readonly TemplatePiece[];
  /** Names what readers get: the same words give the same name, in every process. */
  readonly content: string;
}

export type TemplatePiece = Buffer | { readonly mark: MarkName; readonly part: 'html' | 'text' };

/** Encodes `message` once, for all its recipients. */
export async function templateOf(
  message: Pick<IssueMessage, 'subject' | 'text' | 'html' | 'language'>,
  { from, replyTo, date, listId, feedbackId }: IssueHeaders,
): Promise<IssueTemplate> {
  refuseControls([message.subject, from.name, from.address, replyTo ?? '', listId, feedbackId]);
  const composer = new MailComposer({
    messageId: '<set-for-each@recipient>',
    date,
    from,
    subject: message.subject,
    text: message.text,
    html: message.html.replaceAll(markBeginning, htmlMarkBeginning),
    ...(replyTo === null ? {} : { replyTo: { name: '', address: replyTo } }),
    textEncoding: 'quoted-printable',
    headers: {
      // RFC 3834 §5.1: automatic responders stay silent
      'Auto-Submitted': 'auto-generated',
      'Content-Language': message.language,
      'List-Id': listId,
      'Feedback-ID': feedbackId,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  });
  const mail = (await composer.compile().build()).toString('latin1');
  const end = mail.indexOf('\r\n\r\n');
  const head = mail.slice(0, end + 2).replace(/^Message-ID: .*\r\n/im, '');
  return {
    head: Buffer.from(head, 'latin1'),
    pieces: piecesOf(mail.slice(end + 4)),
    content: contentOf(message),
  };
}

/** A short name for the words of `message`: the same in every process. */
export function contentOf({
  subject,
  text,
  html,
}: Pick<IssueMessage, 'subject' | 'text' | 'html'>) {
  return createHash('sha256')
    .update(JSON.stringify([subject, text, html]))
    .digest('hex')
    .slice(0, 16);
}

/** The words of one recipient as they stand in the body: encoded as the rest, and in whole lines. */
export function encodedWords(
  { mark, part }: Exclude<TemplatePiece, Buffer>,
  words: RecipientWords,
): Buffer {
  const word = wordsIn(part, words)[mark].replaceAll(/\s+/g, ' ');
  // One character less than RFC 2045 §6.7 allows: the soft line break behind it belongs to the line.
  return Buffer.from(wrap(encode(word), 75), 'latin1');
}

/** The HTML part has marks of its own, as long as the others: there words are escaped. */
const htmlMarkBeginning = 'freehold-html-';

const places = (['text', 'html'] as const).flatMap((part) =>
  markNames.map((mark) => {
    const name = markOf(mark);
    return {
      mark,
      part,
      name: part === 'text' ? name : name.replace(markBeginning, htmlMarkBeginning),
    };
  }),
);

/** Any mark; the encoder may have broken a line within it. */
const anyMark = new RegExp(`(${places.map(({ name }) => [...name].join('(?:=\r\n)?')).join('|')})`);

/** `body` cut at its marks. Words get lines of their own, since they may be of any length. */
function piecesOf(body: string): TemplatePiece[] {
  const parts = body.split(anyMark);
  return parts.map((part, index) => {
    const place = places.find(({ name }) => name === part.replaceAll('=\r\n', ''));
    if (place) return { mark: place.mark, part: place.part };
    const begun = index === 0 || /^=?\r\n/.test(part) ? part : `=\r\n${part}`;
    const isLast = index === parts.length - 1;
    const ended = isLast || begun === '' || begun.endsWith('\r\n') ? begun : `${begun}=\r\n`;
    return Buffer.from(ended, 'latin1');
  });
}

function refuseControls(values: readonly string[]): void {
  if (values.some((value) => /[\u0000-\u001f\u007f]/.test(value))) {
    throw new TypeError('a header of this issue holds a control character');
  }
}
