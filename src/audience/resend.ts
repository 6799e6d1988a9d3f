import type { Hub } from '#hub/hub.ts';

import type { Address } from './address.ts';
import { type AdmissionRequest, admissionRequest, admit } from './admission.ts';
import type { Alarm } from './alert.ts';
import { unknownApproach } from './approach.ts';
import { type Random, timeSortedId } from './ids.ts';
import { hashCode, hashCookie, newCode } from './sign-up-browser.ts';
import type { SubscriptionReads, SubscriptionRows, SubscriptionStore } from './store.ts';
import { inForce, mailForSignUp, mailMemoryMs } from './subscription.ts';
import { confirmLifetimeMs, hashToken, isToken, tokenBytes, tokenOf } from './tokens.ts';

/** The one answer, whether a mail goes out or not. */
export interface ResendOutcome {
  readonly kind: 'accepted';
  /** Why this mail made the hub ask for proof of work from now on. */
  readonly alarm?: Alarm;
}

export interface ResendContext {
  readonly store: SubscriptionStore;
  readonly hub: Hub;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

/**
 * Mails the request of the browser that holds `cookie` once more, with a new link and a new code, where the limits
 * allow it. Links of before keep working, codes of before do not. The request lives no longer for it: everything
 * about it goes seven days after it was made.
 */
export async function resend(cookie: string, context: ResendContext): Promise<ResendOutcome> {
  if (!isToken(cookie)) return { kind: 'accepted' };
  const { store, random, now } = context;
  const hash = hashCookie(cookie);
  const address = await store.read((rows) => findAddress(hash, rows));
  const approach = unknownApproach;
  const made = {
    hash,
    token: tokenOf(random(tokenBytes)),
    digits: newCode(random),
    mailId: timeSortedId(now, random),
    admission: address && admissionRequest({ approach, address }, context),
  };
  const eventId = timeSortedId(now, random);
  const alarm = await store.write(async (rows) => {
    // Written in either case, so that the time of the answer tells nothing.
    await rows.addEvent({ id: eventId, at: now, type: 'sub.repeated', pid: null, source: null });
    return mailAgain(made, { rows, ...context });
  });
  return { kind: 'accepted', ...(alarm && { alarm }) };
}

async function findAddress(hash: string, rows: SubscriptionReads): Promise<Address | null> {
  const browser = await rows.findBrowser(hash);
  const subscriber =
    browser?.request && (await rows.findSubscriberOf(browser.request.subscriptionId));
  return subscriber?.address ?? null;
}

interface Made {
  readonly hash: string;
  readonly token: string;
  readonly digits: string;
  readonly mailId: string;
  readonly admission: AdmissionRequest | null;
}

async function mailAgain(
  { hash, token, digits, mailId, admission }: Made,
  { rows, serverKey, now }: ResendContext & { rows: SubscriptionRows },
): Promise<Alarm | null> {
  const browser = await rows.findBrowser(hash);
  if (!browser?.request || browser.usedAt || browser.expiresAt <= now) return null;
  const { addressHash, request } = browser;
  const { subscriptionId, consentId } = request;
  const subscriber = await rows.findSubscriberOf(subscriptionId);
  const asked = await rows.findAsked(consentId);
  if (!subscriber || !asked || !admission) return null;

  const standing = {
    subscription: subscriber.subscription,
    suppression: inForce(await rows.findSuppression(addressHash), now),
    mails: await rows.listMails(addressHash, new Date(now.getTime() - mailMemoryMs)),
    isKnownBrowser: true,
  };
  if (mailForSignUp(standing, now) !== 'confirm') return null;

  const { notBefore, alarm } = await admit(admission, { rows, owesMail: true });
  await rows.addToken({
    hash: hashToken('confirm', token),
    purpose: 'confirm',
    subscriptionId,
    consentId,
    createdAt: now,
    expiresAt: new Date(asked.at.getTime() + confirmLifetimeMs),
    usedAt: null,
  });
  const codeHash = hashCode(serverKey, { digits, consentId });
  await rows.saveBrowser({
    ...browser,
    tries: 0,
    request: { ...request, codeHash, mailedAt: now },
  });
  await rows.queueMail({
    id: mailId,
    kind: 'confirm',
    key: `confirm:${mailId}`,
    addressHash,
    createdAt: now,
    notBefore,
    payload: { subscriptionId, language: asked.language, token, code: digits },
  });
  return alarm;
}
