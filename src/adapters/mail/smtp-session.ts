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
  /**
   * The same, but asks `mayBegin` once the server is ready for the bytes and before the first of them. After a no
   * the mail is `withdrawn` and the session over: there is no other way out of a mail's data. Throws what
   * `mayBegin` throws.
   */
  sendIf(
    envelope: Envelope,
    bytes: Buffer,
    mayBegin: () => Promise<boolean>,
  ): Promise<Transfer | { readonly kind: 'withdrawn' }>;
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
  /** How long to wait for a connection and for the greeting. */
  readonly setupMs?: number;
  /** How long to wait for an answer. */
  readonly answerMs?: number;
}

/** Why no session came about, in codes. */
export class SmtpError extends Error {
  override readonly name = 'SmtpError';
  /** The server's reply, where it gave one. */
  readonly code: number | null;

  constructor(message: string, code: number | null) {
    super(message);
    this.code = code;
  }
}

const standardSetupMs = 10_000;
// RFC 5321 §4.5.3.2.6: a receiver may take 10 minutes over the end of the data
const standardAnswerMs = 10 * 60_000;
/** A server that lets an idle connection die without a word is not waited for: a new one costs less. */
const resetMs = 5_000;
const quitMs = 1_000;

/** Connects, encrypts where the server can or must, and logs in. Throws an {@link SmtpError}. */
export async function openSession(
  server: SmtpServer,
  { trusted, setupMs = standardSetupMs, answerMs = standardAnswerMs }: SessionOptions = {},
): Promise<SmtpSession> {
  const { host, port, isSecure, needsTls, login } = server;
  const connection = new SMTPConnection({
    host,
    port,
    secure: isSecure,
    requireTLS: needsTls,
    connectionTimeout: setupMs,
    greetingTimeout: setupMs,
    socketTimeout: answerMs,
    ...(trusted === undefined ? {} : { tls: { ca: trusted } }),
  });
  connection.on('error', () => undefined);
  try {
    await orEnd(connection, (done) => connection.connect(done));
    // Also to a server that does not offer it: without its password a mail would leave as a stranger's.
    if (login) await orEnd(connection, (done) => connection.login({ credentials: login }, done));
  } catch (error) {
    connection.close();
    throw new SmtpError(reasonOf(error), failureOf(error).responseCode ?? null);
  }
  return sessionOn(connection);
}

function sessionOn(connection: SMTPConnection): SmtpSession {
  let mails = 0;

  /** The generator is read only after the server's 354, and at its end just before the final dot is written. */
  async function transfer(
    { from, to }: Envelope,
    chunks: AsyncIterable<Buffer>,
  ): Promise<Transfer> {
    mails += 1;
    let isAllWritten = false;
    const message = Readable.from(chunks, { objectMode: false, highWaterMark: 0 });
    message.once('end', () => {
      isAllWritten = true;
    });
    try {
      await orEnd(connection, (done) =>
        connection.send({ from, to: [...to] }, message, (error) => done(error)),
      );
      return { kind: 'accepted' };
    } catch (error) {
      return transferOf(error, { isAllWritten });
    }
  }

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
    send: (envelope, bytes) => transfer(envelope, chunksOf(bytes)),
    async sendIf(envelope, bytes, mayBegin) {
      let ending: Ending = { kind: 'unasked' };
      async function* chunks() {
        ending = await endingOf(mayBegin);
        if (ending.kind === 'begun') yield* chunksOf(bytes);
        else {
          // A source that fails is the one way to end the data without the final dot.
          connection.close();
          throw new Error(ending.kind);
        }
      }
      const result = await transfer(envelope, chunks());
      const reached = ending as Ending;
      if (reached.kind === 'failed') throw reached.cause;
      return reached.kind === 'withdrawn' ? { kind: 'withdrawn' } : result;
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

type Ending =
  | { readonly kind: 'unasked' | 'begun' | 'withdrawn' }
  | { readonly kind: 'failed'; readonly cause: unknown };

async function endingOf(mayBegin: () => Promise<boolean>): Promise<Ending> {
  try {
    return { kind: (await mayBegin()) ? 'begun' : 'withdrawn' };
  } catch (cause) {
    return { kind: 'failed', cause };
  }
}

/** Of a long mail the end is not read before the network has taken what comes before it. */
const chunkBytes = 64 * 1024;

async function* chunksOf(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    yield await Promise.resolve(bytes.subarray(at, at + chunkBytes));
  }
}

/** Runs one step of `connection`; fails also when the connection ends, which not every step is told of. */
function orEnd(
  connection: SMTPConnection,
  step: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    // After a 421 the connection ends before the step is told what was answered.
    const onEnd = () =>
      setImmediate(() => reject(Object.assign(new Error('ended'), { code: 'ECONNECTION' })));
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
  // Of commands that went out together (RFC 2920) nodemailer does not say which was answered with 421; it is not
  // the first, whose error names it.
  const isCutOff = code === 'ECONNECTION' && responseCode === 421 && !isAllWritten;
  if (isCutOff) return { kind: 'rejected', at: 'recipient', code: responseCode, reason };
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
