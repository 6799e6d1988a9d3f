import type { Random } from './ids.ts';
import type { SubscriptionReads, Subscriber } from './store.ts';
import {
  hashToken,
  isToken,
  type MonthOfMails,
  preferencesToken,
  type SubscriptionTokenPurpose,
  type Token,
  tokenBytes,
  tokenOf,
} from './tokens.ts';

export type Access =
  | { readonly kind: 'granted'; readonly subscriber: Subscriber; readonly token: Token }
  | { readonly kind: 'expired' }
  /** Mangled, of another purpose, used up, or of a person who was erased. */
  | { readonly kind: 'unknown-token' };

/** Whom `text`, a mailed token, lets in for `purpose` now. */
export async function judgeAccess(
  text: string,
  purpose: SubscriptionTokenPurpose,
  { rows, now }: { rows: SubscriptionReads; now: Date },
): Promise<Access> {
  if (!isToken(text)) return { kind: 'unknown-token' };
  const token = await rows.findToken(hashToken(purpose, text), purpose);
  const subscriber = token && (await rows.findSubscriberOf(token.subscriptionId));
  if (!subscriber || token.usedAt !== null) return { kind: 'unknown-token' };
  if (token.expiresAt !== null && token.expiresAt <= now) return { kind: 'expired' };
  return { kind: 'granted', subscriber, token };
}

const minuteMs = 60 * 1000;
const dayMs = 24 * 60 * minuteMs;

/** How long a fresh token lets its holder in. */
export const lifetimesMs = {
  manage: 30 * minuteMs,
  'change-address': dayMs,
  /** Beside the goodbye, and in the mail that tells of it. */
  undo: 7 * dayMs,
} as const satisfies Partial<Record<SubscriptionTokenPurpose, number>>;

/** A new random token and the row by which the store knows it. */
export function freshToken(
  purpose: keyof typeof lifetimesMs,
  { subscriptionId, random, now }: { subscriptionId: string; random: Random; now: Date },
): { readonly text: string; readonly token: Token } {
  const text = tokenOf(random(tokenBytes));
  return {
    text,
    token: {
      hash: hashToken(purpose, text),
      purpose,
      subscriptionId,
      consentId: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + lifetimesMs[purpose]),
      usedAt: null,
    },
  };
}

/** The preferences token for mails written at `now`, and its row; the same all month, good for half a year after. */
export function monthlyPreferencesToken(
  serverKey: Uint8Array,
  { now, ...mails }: MonthOfMails & { now: Date },
): { readonly text: string; readonly token: Token } {
  const month = now.toISOString().slice(0, 7);
  const text = preferencesToken(serverKey, { ...mails, month });
  const monthStart = Date.parse(`${month}-01T00:00:00Z`);
  return {
    text,
    token: {
      hash: hashToken('preferences', text),
      purpose: 'preferences',
      subscriptionId: mails.subscriptionId,
      consentId: null,
      createdAt: new Date(monthStart),
      expiresAt: new Date(monthStart + 210 * dayMs),
      usedAt: null,
    },
  };
}
