import { createTransport } from 'nodemailer';

import type { Mailer, SendOutcome } from '#audience/mail.ts';

import { envelopeOf, mimeOf } from './mime.ts';

/**
 * Sends by SMTP: `smtp://user:password@host:587`, or `smtps://` where TLS begins at once. One connection a mail:
 * nodemailer's pool puts a mail back on its queue when a connection breaks, also after it was accepted.
 */
export function smtpMailer(url: string): Mailer {
  const transport = createTransport({
    url,
    requireTLS: isPasswordExposed(url),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    // RFC 5321 §4.5.3.2.6: a receiver may take 10 minutes over the end of the data
    socketTimeout: 10 * 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      const raw = await mimeOf(mail);
      const { from, to } = envelopeOf(mail);
      try {
        await transport.sendMail({ envelope: { from, to: [...to] }, raw });
        return { kind: 'sent', file: null };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    forget: () => Promise.resolve(),
    close() {
      transport.close();
      return Promise.resolve();
    },
  };
}

/**
 * What an error of nodemailer means for the mail. A reply's text may quote the address, so a reason is made of
 * codes only.
 */
function outcomeOf(error: unknown): SendOutcome {
  const { code = 'unknown', command = '', responseCode, response = '' } = smtpErrorOf(error);
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0];
  const reason = [code, command, responseCode, enhanced].filter(Boolean).join(' ');
  const isOurs = responseCode === undefined || ourCodes.has(code) || command === 'MAIL FROM';
  if (isOurs) return { kind: 'unreachable', reason };
  return { kind: responseCode >= 500 ? 'refused' : 'deferred', reason };
}

/** Failures before the receiving side has judged this mail; so is a refused sender. */
const ourCodes = new Set([
  'EAUTH',
  'ENOAUTH',
  'ECONNECTION',
  'EDNS',
  'ETLS',
  'EPROTOCOL',
  'ETIMEDOUT',
  'ESOCKET',
]);

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

function smtpErrorOf(error: unknown): SmtpError {
  return error instanceof Error ? (error as SmtpError) : {};
}

/** Whether `url` holds a password that would cross a network in the clear if the server offered no TLS. */
function isPasswordExposed(url: string): boolean {
  const { password, hostname } = new URL(url);
  return password !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
