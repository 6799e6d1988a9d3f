import type { RecipientWords } from '#newsletter/marks.ts';

import type { DkimKey } from './dkim.ts';
import { signatureOf } from './issue-signature.ts';
import { encodedWords, type IssueTemplate } from './issue-template.ts';

/** What one recipient's mail has for itself. */
export interface IssueRecipient {
  /** Becomes the Message-ID; the same however often it is sent. */
  readonly mailId: string;
  readonly to: string;
  readonly words: RecipientWords;
  readonly unsubscribeUrl: string;
  readonly unsubscribeMailto?: string | undefined;
}

export interface IssueSender {
  /** Behind the @ of each Message-ID. */
  readonly domain: string;
  readonly dkim?: DkimKey | undefined;
}

/**
 * The mail of one recipient as RFC 5322 bytes, in a buffer of its own: no byte of another recipient's can be in it.
 * Throws on what must never come this far: a line break in a header, a strange recipient.
 */
export function issueMail(
  template: IssueTemplate,
  recipient: IssueRecipient,
  { domain, dkim }: IssueSender,
): Buffer {
  const headers = ownHeaders(recipient, domain);
  const body = template.pieces.map((piece) =>
    Buffer.isBuffer(piece) ? piece : encodedWords(piece, recipient.words),
  );
  const head = Buffer.concat([Buffer.from(headers, 'latin1'), template.head]);
  const signature = dkim === undefined ? '' : signatureOf(head, { template, body, key: dkim });
  return Buffer.concat([Buffer.from(signature, 'latin1'), head, lineEnd, ...body]);
}

const lineEnd = Buffer.from('\r\n');

// Also what readAddress refuses: the last guard stands where the bytes are made.
const plainAddress = /^[\w!#$%&'*+/=?^`{|}~.-]+@[A-Za-z0-9.-]+$/;

function ownHeaders(
  { mailId, to, unsubscribeUrl, unsubscribeMailto }: IssueRecipient,
  domain: string,
): string {
  const values = [mailId, unsubscribeUrl, unsubscribeMailto ?? '', domain];
  if (!plainAddress.test(to) || values.some((value) => /[^\u0021-\u007e]/.test(value))) {
    throw new TypeError('an issue goes to one plain address');
  }
  const leave = [unsubscribeUrl, ...(unsubscribeMailto ? [unsubscribeMailto] : [])];
  return [
    `To: ${to}`,
    `Message-ID: <${mailId}@${domain}>`,
    // RFC 8058 §2; folded, since mail servers cut long lines
    `List-Unsubscribe: ${leave.map((address) => `<${address}>`).join(',\r\n ')}`,
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    '',
  ].join('\r\n');
}
