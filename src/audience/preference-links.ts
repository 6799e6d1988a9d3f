import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import { freshToken, judgeAccess, monthlyPreferencesToken } from './access.ts';
import { readAddress, type ToAscii } from './address.ts';
import { admissionRequest, admit } from './admission.ts';
import type { Alarm } from './alert.ts';
import { type Approach, unknownApproach } from './approach.ts';
import { type Random, timeSortedId } from './ids.ts';
import type { SubscriptionRows, SubscriptionStore } from './store.ts';
import { isOverMailLimit, mailMemoryMs } from './subscription.ts';
import { hashAddress } from './tokens.ts';

export interface LinkContext {
  readonly store: SubscriptionStore;
  readonly hub: Hub;
  readonly serverKey: Uint8Array;
  readonly toAscii: ToAscii;
  readonly random: Random;
  readonly now: Date;
  /** How the request came in; nothing is known of it when this is left out. */
  readonly approach?: Approach;
}

/** `accepted` says nothing about the address: it is the answer for every state. */
export type LinkRequestOutcome =
  | {
      readonly kind: 'accepted';
      /** Why this request made the hub ask for proof of work from now on. */
      readonly alarm?: Alarm;
    }
  | { readonly kind: 'invalid-address' }
  | { readonly kind: 'unsupported-address' };

/** Owes whoever is known by `email` a mail with their preferences link, within the limits of mail. */
export async function requestPreferencesLink(
  { email, language }: { email: string; language: Language },
  context: LinkContext,
): Promise<LinkRequestOutcome> {
  const { store, serverKey, toAscii, random, now, approach = unknownApproach } = context;
  const read = readAddress(email, toAscii);
  if (read.kind !== 'address') return { kind: `${read.kind}-address` };
  const { key } = read.address;
  const addressHash = hashAddress(serverKey, key);
  const mailId = timeSortedId(now, random);
  const admission = admissionRequest({ approach, address: read.address }, context);

  const { alarm } = await store.write(async (rows) => {
    const subscriber = await rows.findSubscriber(key);
    const isAllowed = await mayQueue('preferences-link', { rows, addressHash, now });
    const owesMail = subscriber !== null && isAllowed;
    const admitted = await admit(admission, { rows, owesMail });
    const queue = (subscriptionId: string) =>
      rows.queueMail({
        id: mailId,
        kind: 'preferences-link',
        key: `preferences-link:${mailId}`,
        addressHash,
        createdAt: now,
        notBefore: admitted.notBefore,
        payload: { subscriptionId, language },
      });
    if (!owesMail) {
      // About the same work as below, so that the time of the answer tells nothing of the address.
      await rows.rehearse(() => queue(mailId));
      return admitted;
    }
    const subscriptionId = subscriber.subscription.id;
    await rows.addToken(
      monthlyPreferencesToken(serverKey, { subscriptionId, addressHash, now }).token,
    );
    await queue(subscriptionId);
    return admitted;
  });
  return { kind: 'accepted', ...(alarm && { alarm }) };
}

export type ManageLinkOutcome =
  | { readonly kind: 'accepted'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

/**
 * Owes the person behind a preferences `token` a mail with a fresh link that shows and ends things. It goes to the
 * address that the hub knows, so that who was forwarded a mail learns nothing.
 */
export async function requestManageLink(
  token: string,
  { store, serverKey, random, now }: LinkContext,
): Promise<ManageLinkOutcome> {
  const mailId = timeSortedId(now, random);
  const bytes = random(32);

  return store.write(async (rows) => {
    const access = await judgeAccess(token, 'preferences', { rows, now });
    if (access.kind !== 'granted') return access;
    const { address, subscription } = access.subscriber;
    const { language, id: subscriptionId } = subscription;
    const addressHash = hashAddress(serverKey, address.key);
    if (!(await mayQueue('manage-link', { rows, addressHash, now }))) {
      return { kind: 'accepted', language };
    }
    const fresh = freshToken('manage', { subscriptionId, random: () => bytes, now });
    await rows.addToken(fresh.token);
    await rows.queueMail({
      id: mailId,
      kind: 'manage-link',
      key: `manage-link:${mailId}`,
      addressHash,
      createdAt: now,
      payload: { subscriptionId, language, token: fresh.text },
    });
    return { kind: 'accepted', language };
  });
}

/** Whether one more mail of `kind` may be queued for an address now. */
export async function mayQueue(
  kind: Parameters<typeof isOverMailLimit>[0],
  { rows, addressHash, now }: { rows: SubscriptionRows; addressHash: string; now: Date },
): Promise<boolean> {
  const mails = await rows.listMails(addressHash, new Date(now.getTime() - mailMemoryMs));
  return !isOverMailLimit(kind, { mails, now });
}
