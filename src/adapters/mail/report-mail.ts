import PostalMime, { type Attachment, type Email, type Header } from 'postal-mime';

import type { IncomingMail, IncomingReport } from '#newsletter/bounces/incoming-mail.ts';

/** More than a report needs, which brings back a header at least and a whole issue at most. */
export const maxMailBytes = 512 * 1024;

/** Reads a mail that came in, of any bytes; `null` when it is none that can be read. */
export async function readIncomingMail(bytes: Uint8Array): Promise<IncomingMail | null> {
  const mail = await parsed(bytes);
  if (mail === null) return null;
  const headers = firstOfEach(mail.headers);
  const report = isReport(headers) ? reportOf(mail.attachments) : null;
  const returned = report && (await returnedHeaders(mail.attachments));
  return { recipients: recipientsOf(mail.headers), headers, report, returned };
}

// What senders write (RFC 5322 §3.6.3) and what servers add on delivery (Delivered-To: RFC 9228; X-Original-To: Postfix)
const recipientHeaders = new Set(['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to']);

/** The addresses that a mail with these headers was sent or delivered to. */
export function recipientsOf(headers: readonly Header[]): string[] {
  return headers
    .filter(({ key }) => recipientHeaders.has(key))
    .flatMap(({ value }) => value.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? []);
}

async function parsed(bytes: Uint8Array): Promise<Email | null> {
  const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 };
  try {
    return await PostalMime.parse(bytes, { ...limits, forceRfc822Attachments: true });
  } catch {
    return null;
  }
}

/** RFC 6522 §3: the mail itself is the report, not something that somebody forwards. */
function isReport(headers: ReadonlyMap<string, string>): boolean {
  return /^\s*multipart\/report\s*(;|$)/i.test(headers.get('content-type') ?? '');
}

function reportOf(attachments: readonly Attachment[]): IncomingReport | null {
  for (const { mimeType, content } of attachments) {
    if (mimeType === 'message/delivery-status' || mimeType === 'message/global-delivery-status') {
      // The first group of fields is about the report itself (RFC 3464 §2.1).
      const [, ...recipients] = fieldGroups(textOf(content));
      return { kind: 'delivery-status', recipients };
    }
    if (mimeType === 'message/feedback-report') {
      const [fields = new Map<string, string>()] = fieldGroups(textOf(content));
      return { kind: 'feedback', fields };
    }
  }
  return null;
}

const returnedTypes = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
]);

async function returnedHeaders(
  attachments: readonly Attachment[],
): Promise<ReadonlyMap<string, string> | null> {
  const returned = attachments.find(({ mimeType }) => returnedTypes.has(mimeType));
  if (!returned) return null;
  const [head = ''] = textOf(returned.content).split(/\r?\n\r?\n/, 1);
  const mail = await parsed(Buffer.from(`${head}\r\n\r\n`, 'latin1'));
  return mail && firstOfEach(mail.headers);
}

/** At most so many recipients are looked at: our mails have one. */
const maxGroups = 50;

/** The groups of `Name: value` lines in `text`, which empty lines part; a line that begins with space goes on. */
function fieldGroups(text: string): Map<string, string>[] {
  const blocks = text.split(/(?:\r?\n[ \t]*){2,}/).filter((block) => block.trim() !== '');
  return blocks.slice(0, maxGroups).map((block) => {
    const lines = block.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
    const fields = new Map<string, string>();
    for (const line of lines) {
      const [, name, value] = /^([!-9;-~]{1,100}):[ \t]*(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      if (!fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
    }
    return fields;
  });
}

function firstOfEach(headers: readonly Header[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { key, value } of headers) if (!found.has(key)) found.set(key, value);
  return found;
}

function textOf(content: Attachment['content']): string {
  if (typeof content === 'string') return content;
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
  return Buffer.from(bytes).toString('latin1');
}
