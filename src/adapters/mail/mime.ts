import MailComposer from 'nodemailer/lib/mail-composer';

import type { OutgoingMail } from '#audience/mail.ts';

/** Who hands a mail over and who gets it, as SMTP says it: never taken from the headers. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly [string];
}

export function envelopeOf({ from, to, returnPath }: OutgoingMail): Envelope {
  return { from: returnPath ?? from.address, to: [to] };
}

/** The mail as RFC 5322 bytes. Throws on what must never come this far: a line break in a header, a strange recipient. */
export async function mimeOf(mail: OutgoingMail): Promise<Buffer> {
  refuseInjection(mail);
  const composer = new MailComposer({
    messageId: `<${messageIdOf(mail)}>`,
    date: mail.createdAt,
    from: mail.from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === null ? {} : { html: mail.html }),
    ...(mail.replyTo === null ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    textEncoding: 'quoted-printable',
    headers: headersOf(mail),
    // Nothing in a mail is ever fetched or read from disk.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  });
  return composer.compile().build();
}

function headersOf({
  language,
  unsubscribeUrl,
  unsubscribeMailto,
}: OutgoingMail): Record<string, string> {
  return {
    // RFC 3834 §5.1: automatic responders stay silent
    'Auto-Submitted': 'auto-generated',
    'Content-Language': language,
    // RFC 8058 §2
    ...(unsubscribeUrl === null
      ? {}
      : {
          'List-Unsubscribe': [unsubscribeUrl, unsubscribeMailto]
            .filter((address) => address !== undefined)
            .map((address) => `<${address}>`)
            .join(', '),
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
  };
}

/** The same for every try, so that a mail sent twice is recognised as one. */
function messageIdOf({ id, from }: OutgoingMail): string {
  return `${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`;
}

// Also what readAddress refuses: the last guard stands where the bytes are made.
const plainAddress = /^[\w!#$%&'*+/=?^`{|}~.-]+@[A-Za-z0-9.-]+$/;

function refuseInjection(mail: OutgoingMail): void {
  const values = [
    mail.id,
    mail.subject,
    mail.from.name,
    mail.from.address,
    mail.to,
    mail.replyTo ?? '',
    mail.unsubscribeUrl ?? '',
    mail.unsubscribeMailto ?? '',
  ];
  if (values.some((value) => /[\u0000-\u001f\u007f]/.test(value))) {
    throw new TypeError('a header of this mail holds a control character');
  }
  const { to, from, replyTo, returnPath } = mail;
  const addresses = [to, from.address, replyTo ?? to, returnPath ?? to];
  if (!addresses.every((address) => plainAddress.test(address))) {
    throw new TypeError('a mail goes from one plain address to one plain address');
  }
}
