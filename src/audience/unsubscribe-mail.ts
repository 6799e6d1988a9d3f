import type { OutgoingMail } from './mail.ts';
import { isToken } from './tokens.ts';

// RFC 5321 §4.5.3.1.1: a local part has at most 64 octets, of which `+` and a token take 44
const addressPattern = /^[\w.-]{1,20}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+$/i;

/** Whether there is room for a token in `address`, as in `leave+<token>@brand.example`. */
export function isMailboxForTokens(address: string): boolean {
  return addressPattern.test(address);
}

/**
 * Lets the recipient of `mail` unsubscribe also by a mail to `mailbox` (RFC 8058 §3.1 allows both in one header).
 * The token stands in the address and in the subject, since some servers change either. A mail that offers no
 * unsubscribing stays as it is.
 */
export function withUnsubscribeMail(mail: OutgoingMail, mailbox: string): OutgoingMail {
  const url = mail.unsubscribeUrl === null ? null : URL.parse(mail.unsubscribeUrl);
  const token = url?.searchParams.get('token') ?? '';
  if (!isToken(token)) return mail;
  return { ...mail, unsubscribeMailto: unsubscribeMailto(mailbox, token) };
}

/** Where a mail to `mailbox` ends the subscription of `token`. */
export function unsubscribeMailto(mailbox: string, token: string): string {
  const [local = '', domain = ''] = mailbox.split('@');
  return `mailto:${local}+${token}@${domain}?subject=unsubscribe%20${token}`;
}

/** What is read of a mail that came to the unsubscribe mailbox. Its sender is not: anyone can write any. */
export interface LeavingMail {
  /** Every address that the mail was sent or delivered to. */
  readonly recipients: readonly string[];
  readonly subject: string;
}

/** The tokens that a mail to `mailbox` presents, without repeats. */
export function tokensIn({ recipients, subject }: LeavingMail, mailbox: string): string[] {
  const [local = '', domain = ''] = mailbox.toLowerCase().split('@');
  const inAddresses = recipients.flatMap((recipient) => {
    const [, name = '', token = '', host = ''] = /^([^+@]*)\+([^@]*)@(.*)$/.exec(recipient) ?? [];
    return name.toLowerCase() === local && host.toLowerCase() === domain ? [token] : [];
  });
  const inSubject = subject.split(/[^\w-]+/);
  return [...new Set([...inAddresses, ...inSubject].filter(isToken))];
}
