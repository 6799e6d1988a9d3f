import type { Envelope } from './mime.ts';
import type { SmtpServer } from './smtp-server.ts';
import {
  openSession,
  type SessionOptions,
  SmtpError,
  type SmtpSession,
  type Transfer,
} from './smtp-session.ts';

export interface PoolOptions extends SessionOptions {
  readonly maxConnections?: number;
  /** After so many mails a connection is closed, before a server does so by itself. */
  readonly maxMails?: number;
  /** How long an unused connection is kept. */
  readonly idleMs?: number;
}

/** Connections to one server that carry one mail after the other. */
export interface SmtpPool {
  /**
   * Hands `bytes` over once, on a connection that was tried right before; never throws and never sends again by
   * itself. Waits while all connections are busy.
   */
  send(envelope: Envelope, bytes: Buffer): Promise<Transfer>;
  /** Ends every connection; what is then under way is `not-sent` or `unknown`. */
  close(): void;
}

interface Idle {
  readonly session: SmtpSession;
  readonly timer: NodeJS.Timeout;
}

/**
 * Opens connections as mails come. (nodemailer's own pool queues a mail again when its connection breaks, also
 * after the server has taken it.)
 */
export function smtpPool(
  server: SmtpServer,
  { maxConnections = 4, maxMails = 100, idleMs = 30_000, ...options }: PoolOptions = {},
): SmtpPool {
  const idle: Idle[] = [];
  const busy = new Set<SmtpSession>();
  const waiting: (() => void)[] = [];
  let taken = 0;
  let isClosed = false;

  async function place(): Promise<void> {
    if (taken < maxConnections) taken += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  }

  async function session(): Promise<SmtpSession> {
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      clearTimeout(kept.timer);
      if (kept.session.isOpen && (await kept.session.reset())) return kept.session;
    }
    return openSession(server, options);
  }

  function keep(session: SmtpSession): void {
    if (isClosed || !session.isOpen || session.mails >= maxMails) return session.quit();
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((one) => one.session === session),
        1,
      );
      session.quit();
    }, idleMs);
    timer.unref();
    idle.push({ session, timer });
  }

  return {
    async send(envelope, bytes) {
      await place();
      try {
        if (isClosed) return { kind: 'not-sent', reason: 'closed' };
        const current = await session();
        busy.add(current);
        const transfer = await current.send(envelope, bytes);
        busy.delete(current);
        keep(current);
        return transfer;
      } catch (error) {
        if (error instanceof SmtpError) return { kind: 'not-sent', reason: error.message };
        throw error;
      } finally {
        leave();
      }
    },
    close() {
      isClosed = true;
      for (const { session, timer } of idle.splice(0)) {
        clearTimeout(timer);
        session.quit();
      }
      for (const session of busy) session.close();
    },
  };
}
