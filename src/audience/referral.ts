import { absoluteUrl, pathTo } from '#hub/urls.ts';
import type { Language } from '#hub/languages.ts';

import type { AskedConsent } from './consent.ts';
import type { Random } from './ids.ts';
import type { Subscriber, SubscriptionRows, SubscriptionStore } from './store.ts';
import type { Subscription } from './subscription.ts';

/**
 * A subscriber may pass on a link to the hub that carries a code of theirs (`via`). Who confirms after coming by it
 * counts once for them. There is no reward, the friend's address is asked of nobody but the friend, and the code
 * tells nobody whose it is.
 */
export interface ReferralReads {
  /** The subscriber whose links carry `refCode`. */
  findByRefCode(refCode: string): Promise<Subscriber | null>;
  /** Whether anyone but `subscriberId` has the mailbox `key`, with or without a tag after a plus sign. */
  isMailboxOfOther(key: string, subscriberId: string): Promise<boolean>;
  /** Whether an address was confirmed or imported before, also by a person since erased. */
  wasConfirmed(addressHash: string): Promise<boolean>;
}

// No vowels, so that no word comes out, and nothing that is mistaken for another character.
const letters = '23456789bcdfghjkmnpqrstvwxyz';
const codeLength = 11;

/** A new code: 11 of 28 characters, 52 bits. */
export function newRefCode(random: Random): string {
  // Bytes above the last whole multiple of 28 would make some characters likelier than others.
  const fair = 256 - (256 % letters.length);
  let code = '';
  while (code.length < codeLength) {
    for (const byte of random(codeLength)) {
      if (byte < fair && code.length < codeLength) code += letters.charAt(byte % letters.length);
    }
  }
  return code;
}

/** Whether `text` may be a code: also the shorter names that a brand gives its own people. */
export function isRefCode(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 64;
}

/** The link that a subscriber passes on. */
export function referralLink(
  siteUrl: string,
  { language, refCode }: { language: Language; refCode: string },
): string {
  return `${absoluteUrl(siteUrl, pathTo('root', language))}?via=${refCode}`;
}

/** The code of a subscription; made, and kept for ever, when it has none. `null` for a subscription that is gone. */
export async function ensureRefCode(
  subscriptionId: string,
  { store, random }: { store: SubscriptionStore; random: Random },
): Promise<string | null> {
  const next = newRefCode(random);
  return store.write(async (rows) => {
    const subscription = (await rows.findSubscriberOf(subscriptionId))?.subscription;
    if (!subscription) return null;
    if (subscription.refCode !== null) return subscription.refCode;
    await rows.saveSubscription({ ...subscription, refCode: next });
    return next;
  });
}

/** What a subscription keeps of how it began; only a first confirmation changes anything but a missing code. */
export type Beginning = Pick<Subscription, 'source' | 'referredBy' | 'refCode'>;

/** The beginning of a subscription that is about to be confirmed for `asked`. `refCode` is for one without. */
export async function beginningOf(
  { subscriber, asked, refCode }: { subscriber: Subscriber; asked: AskedConsent; refCode: string },
  rows: ReferralReads,
): Promise<Beginning> {
  const { subscription } = subscriber;
  const kept = { ...subscription, refCode: subscription.refCode ?? refCode };
  const { source, referredBy } = subscription.firstConfirmedAt
    ? kept
    : {
        source: asked.source ?? null,
        referredBy: await findReferrer({ friend: subscriber, asked }, rows),
      };
  return { source, referredBy, refCode: kept.refCode };
}

/** Counts the friend for whoever brought them, in the transaction that confirms. */
export async function noteReferral(
  referral: { id: string; at: Date; subscriber: Subscriber; beginning: Beginning },
  rows: Pick<SubscriptionRows, 'addEvent'>,
): Promise<void> {
  const { id, at, subscriber, beginning } = referral;
  const { referredBy, source } = beginning;
  if (referredBy === null || subscriber.subscription.firstConfirmedAt !== null) return;
  const detail = { by: referredBy };
  await rows.addEvent({ id, at, type: 'referral.confirmed', pid: subscriber.id, source, detail });
}

/**
 * Who brought `friend`, who confirms for the first time. Nobody did when the code is no subscriber's, is the friend's
 * own, or when the friend is no new person: was on the list before, or has the mailbox of another subscriber but for
 * a tag after a plus sign.
 */
async function findReferrer(
  { friend, asked }: { friend: Subscriber; asked: AskedConsent },
  rows: ReferralReads,
): Promise<string | null> {
  const code = asked.source?.ref;
  const referrer = code === undefined ? null : await rows.findByRefCode(code);
  if (referrer?.subscription.state !== 'confirmed' || referrer.id === friend.id) return null;
  if (await rows.isMailboxOfOther(friend.address.key, friend.id)) return null;
  return (await rows.wasConfirmed(asked.addressHash)) ? null : referrer.id;
}

/** The mailbox of an address key in two parts, without the tag after a plus sign. */
export function mailboxOf(key: string): { readonly local: string; readonly host: string } {
  const at = key.lastIndexOf('@');
  const local = key.slice(0, at);
  const plus = local.indexOf('+');
  // "+tag@host" is a mailbox of its own.
  return { local: plus > 0 ? local.slice(0, plus) : local, host: key.slice(at + 1) };
}
