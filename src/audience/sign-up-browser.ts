import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { Random } from './ids.ts';
import { keyedHash } from './keyed-hash.ts';

/**
 * The browser that sent a sign-up, known by a cookie of which the store keeps the hash. Whatever the state of the
 * address, every sign-up makes one; only one whose sign-up led to a confirm mail has a `request`, and only that
 * request is what the browser can confirm by code, or without a second click, and have mailed again.
 */
export interface SignUpBrowser {
  readonly hash: string;
  readonly addressHash: string;
  readonly request: BrowserRequest | null;
  /** Codes that were typed and wrong. */
  readonly tries: number;
  readonly expiresAt: Date;
  /** When the request was confirmed, by whichever way: from then on its code does nothing. */
  readonly usedAt: Date | null;
}

export interface BrowserRequest {
  readonly subscriptionId: string;
  readonly consentId: string;
  /** Of the code in the newest mail. */
  readonly codeHash: string;
  readonly mailedAt: Date;
}

export interface BrowserReads {
  findBrowser(hash: string): Promise<SignUpBrowser | null>;
}

export interface BrowserRows extends BrowserReads {
  /** Adds the browser, or replaces the one with its hash. */
  saveBrowser(browser: SignUpBrowser): Promise<void>;
  removeBrowser(hash: string): Promise<void>;
}

/** What comes along with a click on the button of a sign-up. */
export interface SignUpClick {
  /** The cookie that the browser had; empty for none. */
  readonly current: string;
  readonly email: string;
  /** A keyed hash. */
  readonly network: string;
  /** What the browser calls itself. */
  readonly agent: string;
}

/**
 * The cookie that answers a sign-up. A second click within the minute carries the same as the first and gets the same
 * cookie, whichever answer the browser kept: so a double click is one sign-up, and its code works. The next sign-up of
 * the browser carries that cookie and gets another. Only who holds the key can make one.
 */
export function nextCookie(
  { current, email, network, agent }: SignUpClick,
  { serverKey, now }: { serverKey: Uint8Array; now: Date },
): string {
  const minute = Math.floor(now.getTime() / 60_000);
  const click = JSON.stringify([minute, current, email, network, agent]);
  return keyedHash(serverKey, `sign-up-browser|${click}`).digest('base64url');
}

/** How often a wrong code may be typed; after that only the link confirms. */
export const maxCodeTries = 5;

/** What the store keeps and looks a browser up by. */
export function hashCookie(cookie: string): string {
  return createHash('sha256').update(`freehold-sign-up-browser\n${cookie}`).digest('hex');
}

/** A confirm code of six random digits. */
export function newCode(random: Random): string {
  const bytes = Buffer.from(random(6));
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** The digits of a code as a person types it, with spaces or hyphens; `null` where there are not six. */
export function readCode(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** What the store keeps of a code. The key makes guessing from a stolen store impossible, few as codes are. */
export function hashCode(serverKey: Uint8Array, code: { digits: string; consentId: string }) {
  return createHmac('sha256', serverKey)
    .update(`code|${code.consentId}|${code.digits}`)
    .digest('hex');
}

/** Whether two hashes are equal, in a time that tells nothing about where they differ. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
