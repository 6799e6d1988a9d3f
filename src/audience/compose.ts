import { dayOf } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';

import { isPaused } from './lifecycle/quiet.ts';
import { triggerMail } from './lifecycle/trigger-mail.ts';
import { quietChoiceMail } from './lifecycle/quiet-choice-mail.ts';
import { tokenLink } from './links.ts';
import type { MailText, OutgoingMail, SubscriptionMailKind } from './mail.ts';
import type { ClaimedMail } from './outbox.ts';
import { monthlyPreferencesToken } from './access.ts';
import { referralLink } from './referral.ts';
import {
  alreadySubscribedMail,
  confirmMail,
  preferenceMail,
  welcomeMail,
} from './service-mails.ts';
import type { SubscriptionReads, SubscriptionStore } from './store.ts';
import { inForce, mayBeMailed } from './subscription.ts';
import { hashAddress, hashToken, type TokenPurpose, unsubscribeToken } from './tokens.ts';

export interface ComposeContext {
  readonly store: SubscriptionStore;
  readonly hub: Hub;
  /** The address of the running hub, where mailed links lead. */
  readonly siteUrl: string;
  readonly serverKey: Uint8Array;
  readonly now: Date;
}

type SubscriptionMail = ClaimedMail<SubscriptionMailKind>;

/**
 * Writes the mail that `queued` asks for, or `null` when it is no longer wanted: the address is gone, changed,
 * suppressed or in another state than when the mail was queued, or its link has expired. To be asked right before sending.
 */
export async function compose(
  queued: SubscriptionMail,
  context: ComposeContext,
): Promise<OutgoingMail | null> {
  const { hub } = context;
  const { language } = queued.payload;
  const recipient = await context.store.read((rows) => findRecipient(queued, { rows, ...context }));
  if (recipient === null) return null;

  const words = wordsFor(queued, { ...context, ...recipient });
  if (words === null) return null;
  const { text, link, leaveLink } = words;
  return {
    ...text,
    id: queued.id,
    kind: queued.kind,
    createdAt: queued.createdAt,
    language,
    from: hub.newsletter.sender,
    to: recipient.mailbox,
    replyTo: null,
    link,
    unsubscribeUrl: hasUnsubscribe[queued.kind] ? leaveLink : null,
  };
}

interface Recipient {
  readonly mailbox: string;
  /** When the mail's link ends, where it does. */
  readonly expiresAt: Date | null;
  /** What the links carry that the subscriber passes on. */
  readonly refCode: string | null;
}

async function findRecipient(
  { kind, payload, addressHash }: SubscriptionMail,
  {
    rows,
    hub,
    serverKey,
    now,
  }: Pick<ComposeContext, 'hub' | 'serverKey' | 'now'> & { rows: SubscriptionReads },
): Promise<Recipient | null> {
  const subscriber = await rows.findSubscriberOf(payload.subscriptionId);
  const suppression = inForce(await rows.findSuppression(addressHash), now);
  const subscription = subscriber?.subscription ?? null;
  if (!subscriber || !mayBeMailed(kind, { subscription, suppression })) return null;
  // Who has chosen to rest, or not to be measured, since the mail was owed is no longer asked.
  const isAnswered =
    !subscriber.subscription.measure || isPaused(subscriber.subscription, dayOf(now, hub.timeZone));
  if (kind === 'quiet-choice' && isAnswered) return null;
  if (kind === 'trigger' && isPaused(subscriber.subscription, dayOf(now, hub.timeZone)))
    return null;
  const { mailbox, key } = subscriber.address;
  // Written for one address, a mail goes to no other, also when its person has moved meanwhile.
  const isMoved = kind !== 'confirm-address' && hashAddress(serverKey, key) !== addressHash;
  if (isMoved) return null;
  const { refCode } = subscriber.subscription;
  const purpose = tokenMailed[kind];
  if (purpose === null) return { mailbox, expiresAt: null, refCode };

  const hash = hashToken(purpose, payload.token ?? '');
  const token = await rows.findToken(hash, purpose);
  const isLive =
    token && token.usedAt === null && token.expiresAt !== null && token.expiresAt > now;
  if (!isLive) return null;
  const { expiresAt } = token;
  if (kind !== 'confirm-address') return { mailbox, expiresAt, refCode };
  const change = await rows.findAddressChange(hash);
  return change && { mailbox: change.address.mailbox, expiresAt, refCode };
}

/** The kind of token in a mail's payload, without which the mail is worth nothing. */
const tokenMailed = {
  confirm: 'confirm',
  'already-subscribed': null,
  welcome: null,
  'preferences-link': null,
  'manage-link': 'manage',
  'confirm-address': 'change-address',
  'address-change-asked': null,
  'quiet-choice': null,
  trigger: null,
  goodbye: 'undo',
} as const satisfies Record<SubscriptionMailKind, TokenPurpose | null>;

/** Which mails go to a subscriber, who may leave by one click (RFC 8058). */
const hasUnsubscribe = {
  confirm: false,
  'already-subscribed': true,
  welcome: true,
  'preferences-link': true,
  'manage-link': false,
  'confirm-address': false,
  'address-change-asked': false,
  'quiet-choice': true,
  trigger: true,
  goodbye: false,
} as const satisfies Record<SubscriptionMailKind, boolean>;

function wordsFor(
  { kind, payload, createdAt, addressHash }: SubscriptionMail,
  { hub, siteUrl, serverKey, expiresAt, refCode }: ComposeContext & Recipient,
): { text: MailText; link: string; leaveLink: string } | null {
  const { language, subscriptionId, token = '', code, triggerId } = payload;
  const leave = unsubscribeToken(serverKey, subscriptionId);
  const leaveLink = tokenLink('unsubscribe', { siteUrl, language, token: leave });
  const mails = { subscriptionId, addressHash, now: createdAt };
  const choices = monthlyPreferencesToken(serverKey, mails);
  const choicesUrl = tokenLink('preferences', { siteUrl, language, token: choices.text });
  const parts = { hub, language, siteUrl };
  switch (kind) {
    case 'confirm': {
      const link = tokenLink('confirm', { siteUrl, language, token });
      const text = confirmMail({ ...parts, link, code, expiresAt: expiresAt ?? createdAt });
      return { link, text, leaveLink };
    }
    case 'already-subscribed': {
      const text = alreadySubscribedMail({ ...parts, link: leaveLink, choicesUrl });
      return { link: leaveLink, text, leaveLink };
    }
    case 'welcome': {
      const passOnLink = refCode && referralLink(siteUrl, { language, refCode });
      const text = welcomeMail({ ...parts, link: choicesUrl, leaveLink, passOnLink });
      return { link: choicesUrl, text, leaveLink };
    }
    case 'quiet-choice':
      return {
        link: choicesUrl,
        text: quietChoiceMail({ ...parts, link: choicesUrl, leaveLink }),
        leaveLink,
      };
    case 'trigger': {
      // Taken out of hub.yaml since it was owed, it is not sent.
      const trigger = hub.triggers.find(({ id }) => id === triggerId);
      const text = trigger && triggerMail(trigger, { ...parts, link: choicesUrl, leaveLink });
      return text ? { link: choicesUrl, text, leaveLink } : null;
    }
    case 'preferences-link':
    case 'address-change-asked':
      return {
        link: choicesUrl,
        text: preferenceMail(kind, { ...parts, link: choicesUrl }),
        leaveLink,
      };
    case 'manage-link':
    case 'confirm-address':
    case 'goodbye': {
      const link = tokenLink(tokenMailed[kind], { siteUrl, language, token });
      return { link, text: preferenceMail(kind, { ...parts, link }), leaveLink };
    }
  }
}
