import type { Language } from '#hub/languages.ts';

import { freshToken, judgeAccess, monthlyPreferencesToken } from './access.ts';
import { readAddress } from './address.ts';
import { admissionRequest, admit } from './admission.ts';
import { unknownApproach } from './approach.ts';
import { timeSortedId } from './ids.ts';
import { type LinkContext, mayQueue } from './preference-links.ts';
import { inForce } from './subscription.ts';
import { hashAddress, hashToken } from './tokens.ts';

export type AddressChangeOutcome =
  /** Whatever the hub knows of the new address. */
  | { readonly kind: 'accepted'; readonly language: Language }
  | { readonly kind: 'invalid-address' }
  | { readonly kind: 'unsupported-address' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

/**
 * Owes the new address a mail that asks for confirmation and the present one a word that this was asked. Until it
 * is confirmed nothing changes. An address that is taken or suppressed gets no mail, and the answer is the same.
 */
export async function requestAddressChange(
  { token, email }: { token: string; email: string },
  context: LinkContext,
): Promise<AddressChangeOutcome> {
  const { store, serverKey, toAscii, random, now, approach = unknownApproach } = context;
  const read = readAddress(email, toAscii);
  if (read.kind !== 'address') return { kind: `${read.kind}-address` };
  const { address } = read;
  const newHash = hashAddress(serverKey, address.key);
  const [askId, tellId] = [timeSortedId(now, random), timeSortedId(now, random)];
  const bytes = random(32);
  const admission = admissionRequest({ approach, address }, context);

  return store.write(async (rows) => {
    const access = await judgeAccess(token, 'manage', { rows, now });
    if (access.kind !== 'granted') return access;
    const { subscriber } = access;
    const { id: subscriptionId, language } = subscriber.subscription;
    const isFree =
      (await rows.findSubscriber(address.key)) === null &&
      inForce(await rows.findSuppression(newHash), now) === null;
    const isAllowed = await mayQueue('confirm-address', { rows, addressHash: newHash, now });
    const owesMail = isFree && isAllowed;
    const { notBefore } = await admit(admission, { rows, owesMail });
    if (!owesMail) return { kind: 'accepted', language };

    const fresh = freshToken('change-address', { subscriptionId, random: () => bytes, now });
    await rows.removeAddressChanges(subscriptionId);
    await rows.addToken(fresh.token);
    const addressHash = hashAddress(serverKey, subscriber.address.key);
    const mails = { subscriptionId, addressHash, now };
    await rows.addToken(monthlyPreferencesToken(serverKey, mails).token);
    await rows.addAddressChange({
      tokenHash: fresh.token.hash,
      subscriptionId,
      address,
      createdAt: now,
    });
    await rows.queueMail({
      id: askId,
      kind: 'confirm-address',
      key: `confirm-address:${askId}`,
      addressHash: newHash,
      createdAt: now,
      notBefore,
      payload: { subscriptionId, language, token: fresh.text },
    });
    await rows.queueMail({
      id: tellId,
      kind: 'address-change-asked',
      key: `address-change-asked:${tellId}`,
      addressHash,
      createdAt: now,
      payload: { subscriptionId, language },
    });
    return { kind: 'accepted', language };
  });
}

/** What the page behind the link in the new mailbox shows. */
export type AddressChangeView =
  | { readonly kind: 'open'; readonly language: Language; readonly typed: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

/** Reads what `token` would change; changes nothing. */
export async function openAddressChange(
  token: string,
  { store, now }: Pick<LinkContext, 'store' | 'now'>,
): Promise<AddressChangeView> {
  return store.read(async (rows) => {
    const access = await judgeAccess(token, 'change-address', { rows, now });
    if (access.kind !== 'granted') return access;
    const change = await rows.findAddressChange(hashToken('change-address', token));
    if (change === null) return { kind: 'unknown-token' };
    const { language } = access.subscriber.subscription;
    return { kind: 'open', language, typed: change.address.typed };
  });
}

export type ConfirmAddressOutcome =
  | { readonly kind: 'changed'; readonly language: Language }
  | { readonly kind: 'expired' }
  /** Also when the address became somebody else's meanwhile, or was suppressed. */
  | { readonly kind: 'unknown-token' };

/**
 * Moves the subscriber behind `token` to the new address; consent, choices and history stay theirs. What was mailed to
 * the old address opens nothing any more and confirms nothing: it can only still end the subscription.
 */
export async function confirmAddressChange(
  token: string,
  { store, serverKey, random, now }: LinkContext,
): Promise<ConfirmAddressOutcome> {
  const [consentId, eventId] = [timeSortedId(now, random), timeSortedId(now, random)];

  return store.write(async (rows) => {
    const access = await judgeAccess(token, 'change-address', { rows, now });
    if (access.kind !== 'granted') return access;
    const { subscriber } = access;
    const change = await rows.findAddressChange(hashToken('change-address', token));
    const isTaken = change && (await rows.findSubscriber(change.address.key)) !== null;
    if (!change || isTaken) return { kind: 'unknown-token' };
    const { subscription } = subscriber;
    const addressHash = hashAddress(serverKey, change.address.key);
    const isSuppressed = inForce(await rows.findSuppression(addressHash), now) !== null;
    if (isSuppressed) return { kind: 'unknown-token' };

    await rows.moveSubscriber(subscriber.id, change.address);
    await rows.removeAddressChanges(subscription.id);
    await rows.forgetRequests(subscription.id, { withPerson: false });
    await rows.removeTokens(subscription.id, ['preferences', 'manage', 'undo']);
    await rows.addConsent({
      kind: 'changed',
      id: consentId,
      subscriberId: subscriber.id,
      addressHash,
      at: now,
      askedId: subscription.consentId,
      detail: { address: 'changed' },
    });
    await rows.addEvent({
      id: eventId,
      at: now,
      type: 'sub.changed',
      pid: subscriber.id,
      source: null,
    });
    return { kind: 'changed', language: subscription.language };
  });
}
