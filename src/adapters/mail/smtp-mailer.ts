import type { Mailer, SendOutcome } from '#audience/mail.ts';

import { type DkimKey, signed } from './dkim.ts';
import { envelopeOf, mimeOf } from './mime.ts';
import { type PoolOptions, smtpPool } from './smtp-pool.ts';
import { nameOf, parseSmtpUrl } from './smtp-server.ts';
import type { Transfer } from './smtp-session.ts';

export interface SmtpMailerOptions extends PoolOptions {
  /** Without it mails are not signed here: the relay may do it. */
  readonly dkim?: DkimKey | undefined;
}

/** Sends by SMTP: `smtp://user:password@host:587`, or `smtps://` where TLS begins at once. */
export function smtpMailer(url: string, { dkim, ...options }: SmtpMailerOptions = {}): Mailer {
  const server = parseSmtpUrl(url);
  const pool = smtpPool(server, options);
  return {
    async send(mail) {
      const bytes = await mimeOf(mail);
      const transfer = await pool.send(
        envelopeOf(mail),
        dkim === undefined ? bytes : await signed(bytes, dkim),
      );
      return outcomeOf(transfer, nameOf(server));
    },
    listKept: () => Promise.resolve([]),
    removeKept: () => Promise.resolve(),
    forgetAddress: () => Promise.resolve(),
    close() {
      pool.close();
      return Promise.resolve();
    },
  };
}

/** What the fate of a mail means for it. A refused sender is our own trouble, not the recipient's. */
function outcomeOf(transfer: Transfer, server: string): SendOutcome {
  if (transfer.kind === 'accepted') return { kind: 'sent', file: null };
  const reason = `${server}: ${transfer.reason}`;
  if (transfer.kind === 'unknown') return { kind: 'unknown', reason };
  if (transfer.kind === 'not-sent' || transfer.at === 'sender') {
    return { kind: 'unreachable', reason };
  }
  return { kind: transfer.code >= 500 ? 'refused' : 'deferred', reason };
}
