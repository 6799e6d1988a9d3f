import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';

import sign from 'nodemailer/lib/dkim/sign';

import { type DkimKey, signedFields } from './dkim.ts';
import type { IssueTemplate } from './issue-template.ts';

/**
 * The `DKIM-Signature` header, with its end, for a mail with these headers and this body, given in the pieces of its
 * template with the recipient's words among them. What all mails of a
 * template share is canonicalised once: words stand in lines of their own, so that pieces can be taken one by one.
 */
export function signatureOf(
  head: Buffer,
  { template, body, key }: { template: IssueTemplate; body: readonly Buffer[]; key: DkimKey },
): string {
  const hash = createHash('sha256');
  for (const piece of canonicalPieces(template, body)) hash.update(piece);
  const header = sign(headersIn(head), 'sha256', hash.digest('base64'), {
    domainName: key.domain,
    keySelector: key.selector,
    privateKey: privateKeyOf(key),
    headerFieldNames: signedFields.join(':'),
  } as unknown as Parameters<typeof sign>[3]);
  // With a key that cannot sign, nodemailer gives nothing.
  if (!header) throw new TypeError(`the DKIM key of ${key.domain} cannot sign`);
  return `${header}\r\n`;
}

const shared = new WeakMap<IssueTemplate, readonly (Buffer | null)[]>();

function canonicalPieces(template: IssueTemplate, body: readonly Buffer[]): Buffer[] {
  let known = shared.get(template);
  if (!known) {
    const last = template.pieces.length - 1;
    known = template.pieces.map((piece, index) =>
      Buffer.isBuffer(piece) ? canonical(piece, { isLast: index === last }) : null,
    );
    shared.set(template, known);
  }
  return body.map((piece, index) => known[index] ?? piece);
}

/**
 * RFC 6376 §3.4.4: spaces at the end of a line go, others become one; empty lines at the end of the body become one
 * line end.
 */
function canonical(piece: Buffer, { isLast }: { isLast: boolean }): Buffer {
  const text = piece
    .toString('latin1')
    .replaceAll(/[ \t]+\r\n/g, '\r\n')
    .replaceAll(/[ \t]+/g, ' ');
  return Buffer.from(isLast ? text.replace(/(?:\r\n)*$/, '\r\n') : text, 'latin1');
}

function headersIn(head: Buffer): { key: string; line: string }[] {
  return head
    .toString('latin1')
    .split(/\r\n(?![ \t])/)
    .filter((line) => line !== '')
    .map((line) => ({ key: line.slice(0, line.indexOf(':')).trim().toLowerCase(), line }));
}

/** Reading a key from PEM takes as long as a good part of a signature. */
const keys = new WeakMap<DkimKey, KeyObject>();

function privateKeyOf(key: DkimKey): KeyObject {
  let known = keys.get(key);
  if (!known) keys.set(key, (known = createPrivateKey(key.privateKey)));
  return known;
}
