import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { HandOver } from '#newsletter/verdict.ts';

import { replaceFile } from '../durable-file.ts';
import { mailFileName } from './folder-mailer.ts';
import type { Envelope } from './mime.ts';
import type { SmtpServer } from './smtp-server.ts';
import { openSession, type SessionOptions, SmtpError, type SmtpSession } from './smtp-session.ts';

/** A mail of an issue, ready to go. */
export interface ReadyMail {
  readonly mailId: string;
  readonly envelope: Envelope;
  readonly bytes: Buffer;
  /** When its issue was begun. */
  readonly createdAt: Date;
}

/** What carries mail after mail, one at a time. */
export interface IssueLane {
  /**
   * Hands one mail over, once. `mayBegin` is asked right before the first byte; after a no the mail is `withdrawn`.
   * Throws only what `mayBegin` throws.
   */
  send(
    mail: ReadyMail,
    mayBegin: () => Promise<boolean>,
  ): Promise<HandOver | { readonly kind: 'withdrawn' }>;
  close(): void;
}

export interface LaneOptions extends SessionOptions {
  /** After so many mails a connection is closed, before a server does so by itself. */
  readonly maxMails?: number;
}

/** A connection that was not used for so long is tried before it is trusted. */
const trustMs = 2_000;

/** A connection to `server` that is opened when it is needed, and again where the server ended it between two mails. */
export function smtpLane(
  server: SmtpServer,
  { maxMails = 1000, ...options }: LaneOptions = {},
): IssueLane {
  let session: SmtpSession | null = null;
  let usedAt = 0;
  let isClean = true;

  async function ready(): Promise<{ session: SmtpSession; isFresh: boolean }> {
    if (session?.isOpen && session.mails < maxMails) {
      const isTrusted = isClean && performance.now() - usedAt < trustMs;
      if (isTrusted || (await session.reset())) return { session, isFresh: false };
    }
    session?.quit();
    session = await openSession(server, options);
    return { session, isFresh: true };
  }

  return {
    async send({ envelope, bytes }, mayBegin) {
      for (;;) {
        let current;
        try {
          current = await ready();
        } catch (error) {
          if (!(error instanceof SmtpError)) throw error;
          return { kind: 'no-session', code: error.code, reason: error.message };
        }
        let isAsked = false;
        const outcome = await current.session.sendIf(envelope, bytes, () => {
          isAsked = true;
          return mayBegin();
        });
        usedAt = performance.now();
        isClean = outcome.kind === 'accepted';
        // Many servers take some mails only and then end the connection: that says nothing of this mail.
        const isEndOfService =
          outcome.kind === 'not-sent' ||
          (outcome.kind === 'rejected' && outcome.at === 'sender' && outcome.code === 421);
        if (current.isFresh || isAsked || !isEndOfService) return outcome;
        current.session.close();
      }
    },
    close() {
      session?.quit();
    },
  };
}

/** Writes each mail to `directory` as a file instead of sending it; one that is tried again replaces its own file. */
export function folderLane(directory: string): IssueLane {
  return {
    async send({ mailId, bytes, createdAt }, mayBegin) {
      if (!(await mayBegin())) return { kind: 'withdrawn' };
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await replaceFile(
          join(directory, mailFileName({ createdAt, kind: 'issue', id: mailId })),
          bytes,
        );
        return { kind: 'accepted' };
      } catch (error) {
        const code =
          error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
        return { kind: 'no-session', code: null, reason: `${directory}: ${code}` };
      }
    },
    close: () => undefined,
  };
}
