import type { Language } from '#hub/languages.ts';

import { confirmationIds, judgeToken, recordConfirmation } from './confirming.ts';
import type { Random } from './ids.ts';
import { hashCookie } from './sign-up-browser.ts';
import type { SubscriptionStore } from './store.ts';
import type { Frequency } from './subscription.ts';
import { isToken } from './tokens.ts';

/** What the page behind the mailed link shows. */
export type ConfirmationView =
  | {
      readonly kind: 'open';
      readonly language: Language;
      /** The sentence that the button agrees to. */
      readonly wording: string;
      readonly topics: readonly string[];
      readonly frequency: Frequency;
      /** Whether the browser that looks is the one that asked. */
      readonly isSameBrowser: boolean;
    }
  | { readonly kind: 'already-confirmed'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

export type ConfirmOutcome =
  | { readonly kind: 'confirmed'; readonly language: Language }
  | { readonly kind: 'already-confirmed'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

export interface ConfirmContext {
  readonly store: SubscriptionStore;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

/**
 * Reads what `token` would confirm, for the browser that holds `cookie`; changes nothing, however often mail scanners
 * come by.
 */
export async function openConfirmation(
  { token, cookie }: { token: string; cookie: string },
  { store, now }: Pick<ConfirmContext, 'store' | 'now'>,
): Promise<ConfirmationView> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  return store.read(async (rows) => {
    const found = await judgeToken(token, { rows, now });
    if (found.kind !== 'valid') return found;
    const { id, language, wording, topics, frequency } = found.asked;
    const browser = isToken(cookie) ? await rows.findBrowser(hashCookie(cookie)) : null;
    const isSameBrowser =
      browser !== null && browser.expiresAt > now && browser.request?.consentId === id;
    return { kind: 'open', language, wording, topics, frequency, isSameBrowser };
  });
}

/**
 * Makes the subscription behind `token` confirmed, with the topics, frequency and language that were asked, and
 * records the proof of consent. Repeating it reports `already-confirmed` and changes nothing.
 */
export async function confirm(token: string, context: ConfirmContext): Promise<ConfirmOutcome> {
  if (!isToken(token)) return { kind: 'unknown-token' };
  const { store, serverKey, random, now } = context;
  const ids = confirmationIds(now, random);

  return store.write(async (rows): Promise<ConfirmOutcome> => {
    const found = await judgeToken(token, { rows, now });
    if (found.kind !== 'valid') return found;
    return recordConfirmation(found, { rows, ids, serverKey, now });
  });
}
