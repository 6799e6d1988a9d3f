import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { SMTPServer, type SMTPServerSession } from 'smtp-server';

import { localhostCertificate } from './localhost-certificate.ts';

/** A mail as the receiving server saw it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Buffer;
  readonly isEncrypted: boolean;
  /** Who logged in, if anyone. */
  readonly user: string | null;
}

export interface SinkOptions {
  /** Offers STARTTLS, with a certificate for localhost. */
  readonly tls?: boolean;
  /** Only who knows these may send. */
  readonly login?: { readonly user: string; readonly pass: string };
}

/** What the server answers instead of taking a mail. */
export interface Refusal {
  readonly at: 'MAIL' | 'RCPT' | 'DATA';
  readonly code: number;
  readonly text: string;
}

/** A real SMTP server on a free port: `await using sink = await openSmtpSink();`. */
export async function openSmtpSink({ tls = false, login }: SinkOptions = {}) {
  const received: ReceivedMail[] = [];
  let refusal: Refusal | null = null;
  const refuseAt = (at: Refusal['at']) =>
    refusal?.at === at
      ? Object.assign(new Error(refusal.text), { responseCode: refusal.code })
      : null;

  const server = new SMTPServer({
    authOptional: login === undefined,
    disabledCommands: tls ? [] : ['STARTTLS'],
    ...(tls ? localhostCertificate : {}),
    disableReverseLookup: true,
    // Who is still connected when a test ends is not waited for.
    closeTimeout: 50,
    onMailFrom: (_address, _session, callback) => callback(refuseAt('MAIL')),
    onRcptTo: (_address, _session, callback) => callback(refuseAt('RCPT')),
    onAuth: ({ username, password }, _session, callback) =>
      login && username === login.user && password === login.pass
        ? callback(null, { user: login.user })
        : callback(Object.assign(new Error('no'), { responseCode: 535 })),
    onData(stream, session: SMTPServerSession, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const error = refuseAt('DATA');
        if (!error) {
          const from = mailFrom === false ? '' : mailFrom.address;
          received.push({
            from,
            to: rcptTo.map(({ address }) => address),
            bytes: Buffer.concat(chunks),
            isEncrypted: session.secure,
            user: typeof session.user === 'string' ? session.user : null,
          });
        }
        callback(error);
      });
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** From now on the server answers so; `null` makes it take mails again. */
    refuse(next: Refusal | null) {
      refusal = next;
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
