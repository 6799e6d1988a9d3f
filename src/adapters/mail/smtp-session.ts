import { Readable } from 'node:stream';

import SMTPConnection from 'nodemailer/lib/smtp-connection';

import type { Envelope } from './mime.ts';
import type { SmtpServer } from './smtp-server.ts';

/** What became of one mail on one connection. A reason is made of codes: replies may quote an address. */
export type Transfer =
  | { readonly kind: 'accepted' }
  /** The server answered no: to the sender, the recipient or the message. */
  | {
      readonly kind: 'rejected';
      readonly at: 'sender' | 'recipient' | 'message';
      readonly code: number;
      readonly reason: string;
    }
  /** The connection ended before the server can have taken the mail. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** The server has every byte, and its answer was lost: it may have taken the mail. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A connection that is greeted, encrypted and logged in. */
export interface SmtpSession {
  /** False once the other side or a fault has ended it. */
  readonly isOpen: boolean;
  /** Mails that this session has carried, taken or not. */
  readonly mails: number;
  readonly isEncrypted: boolean;
  /** Hands over one mail; never throws. One after the other. */
  send(envelope: Envelope, bytes: Buffer): Promise<Transfer>;
  /** Makes a used session ready for the next mail; false when it has ended meanwhile. */
  reset(): Promise<boolean>;
  /** Says goodbye; breaks off where that is not answered. */
  quit(): void;
  /** Ends it at once; a mail under way is then `not-sent` or `unknown`. */
  close(): void;
}

export interface SessionOptions {
  /** More certificates to trust than the system's, in PEM. */
  readonly trusted?: string;
}

/** Why no session came about, in codes. */
export class SmtpError extends Error {
  override readonly name = 'SmtpError';
}

const setupMs = 10_000;
/** A server that lets an idle connection die without a word is not waited for: a new one costs less. */
const resetMs = 5_000;
const quitMs = 1_000;

/** Connects, encrypts where the server can or must, and logs in. Throws an {@link SmtpError}. */
export async function openSession(
  server: SmtpServer,
  { trusted }: SessionOptions = {},
): Promise<SmtpSession> {
  const { host, port, isSecure, needsTls, login } = server;
  const connection = new SMTPConnection({
    host,
    port,
    secure: isSecure,
    requireTLS: needsTls,
    connectionTimeout: setupMs,
    greetingTimeout: setupMs,
    // RFC 5321 §4.5.3.2.6: a receiver may take 10 minutes over the end of the data
    socketTimeout: 10 * 60_000,
    ...(trusted === undefined ? {} : { tls: { ca: trusted } }),
  });
  connection.on('error', () => undefined);
  try {
    await orEnd(connection, (done) => connection.connect(done));
    // Also to a server that does not offer it: without its password a mail would leave as a stranger's.
    if (login) await orEnd(connection, (done) => connection.login({ credentials: login }, done));
  } catch (error) {
    connection.close();
    throw new SmtpError(reasonOf(error));
  }
  return sessionOn(connection);
}

function sessionOn(connection: SMTPConnection): SmtpSession {
  let mails = 0;
  return {
    get isOpen() {
      return !connection.destroyed;
    },
    get mails() {
      return mails;
    },
    get isEncrypted() {
      return connection.secure;
    },
    async send(envelope, bytes) {
      mails += 1;
      // Read only after the server's 354, and at its end just before the final dot is written.
      let isAllWritten = false;
      const message = Readable.from([bytes], { objectMode: false, highWaterMark: 0 });
      message.once('end', () => {
        isAllWritten = true;
      });
      const { from, to } = envelope;
      try {
        await orEnd(connection, (done) =>
          connection.send({ from, to: [...to] }, message, (error) => done(error)),
        );
        return { kind: 'accepted' };
      } catch (error) {
        return transferOf(error, { isAllWritten });
      }
    },
    async reset() {
      const patience = setTimeout(() => connection.close(), resetMs);
      try {
        await orEnd(connection, (done) => connection.reset(done));
        return true;
      } catch {
        connection.close();
        return false;
      } finally {
        clearTimeout(patience);
      }
    },
    quit() {
      if (connection.destroyed) return;
      connection.quit();
      const patience = setTimeout(() => connection.close(), quitMs);
      connection.once('end', () => clearTimeout(patience));
    },
    close: () => connection.close(),
  };
}

/** Runs one step of `connection`; fails also when the connection ends, which not every step is told of. */
function orEnd(
  connection: SMTPConnection,
  step: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const onEnd = () => reject(Object.assign(new Error('ended'), { code: 'ECONNECTION' }));
    const settle = (error?: Error | null) => {
      connection.off('error', settle);
      connection.off('end', onEnd);
      if (error) reject(error);
      else resolve();
    };
    connection.once('error', settle);
    connection.once('end', onEnd);
    step(settle);
  });
}

interface Failure {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

function transferOf(error: unknown, { isAllWritten }: { isAllWritten: boolean }): Transfer {
  const { code = '', command = '', responseCode } = failureOf(error);
  const reason = reasonOf(error);
  // A reply to a command of this mail; everything else is the connection's own end.
  if (responseCode !== undefined && ['EENVELOPE', 'EMESSAGE'].includes(code)) {
    const at = command === 'MAIL FROM' ? 'sender' : command === 'RCPT TO' ? 'recipient' : 'message';
    return { kind: 'rejected', at, code: responseCode, reason };
  }
  return { kind: isAllWritten ? 'unknown' : 'not-sent', reason };
}

function reasonOf(error: unknown): string {
  const { code = 'unknown', originalCode, command, responseCode, response } = failureOf(error);
  // RFC 3463 §2
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response ?? '')?.[0];
  return [code, originalCode, command, responseCode, enhanced].filter(Boolean).join(' ');
}

function failureOf(error: unknown): Failure {
  return error instanceof Error ? (error as Failure) : {};
}
