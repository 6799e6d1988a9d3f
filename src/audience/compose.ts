import type { Hub } from '#hub/hub.ts';

import { tokenLink } from './links.ts';
import type { MailText, OutgoingMail, SubscriptionMailKind } from './mail.ts';
import type { ClaimedMail } from './outbox.ts';
import { alreadySubscribedMail, confirmMail } from './service-mails.ts';
import type { SubscriptionStore } from './store.ts';
import { inForce, mayBeMailed } from './subscription.ts';
import { confirmLifetimeMs, hashToken, unsubscribeToken } from './tokens.ts';

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
 * Writes the mail that `queued` asks for, or `null` when it is no longer wanted: the address is gone, suppressed
 * or in another state than when the mail was queued, or its link has expired. To be asked right before sending.
 */
export async function compose(
  queued: SubscriptionMail,
  context: ComposeContext,
): Promise<OutgoingMail | null> {
  const { hub } = context;
  const { language } = queued.payload;
  const recipient = await context.store.read((rows) =>
    findRecipient(queued, { rows, now: context.now }),
  );
  if (recipient === null) return null;

  const { text, link } = wordsFor(queued, context);
  return {
    ...text,
    id: queued.id,
    kind: queued.kind,
    createdAt: queued.createdAt,
    language,
    from: hub.newsletter.sender,
    to: recipient,
    replyTo: null,
    link,
    unsubscribeUrl: queued.kind === 'already-subscribed' ? link : null,
  };
}

async function findRecipient(
  { kind, payload, addressHash }: SubscriptionMail,
  { rows, now }: { rows: Parameters<Parameters<SubscriptionStore['read']>[0]>[0]; now: Date },
): Promise<string | null> {
  const subscriber = await rows.findSubscriberOf(payload.subscriptionId);
  const suppression = inForce(await rows.findSuppression(addressHash), now);
  const subscription = subscriber?.subscription ?? null;
  if (!subscriber || !mayBeMailed(kind, { subscription, suppression })) return null;
  if (kind !== 'confirm') return subscriber.address.mailbox;

  const token = await rows.findToken(hashToken('confirm', payload.token ?? ''), 'confirm');
  const isLive =
    token && token.usedAt === null && token.expiresAt !== null && token.expiresAt > now;
  return isLive ? subscriber.address.mailbox : null;
}

function wordsFor(
  { kind, payload, createdAt }: SubscriptionMail,
  { hub, siteUrl, serverKey }: ComposeContext,
): { text: MailText; link: string } {
  const { language, subscriptionId, token = '' } = payload;
  switch (kind) {
    case 'confirm': {
      const link = tokenLink('confirm', { siteUrl, language, token });
      const expiresAt = new Date(createdAt.getTime() + confirmLifetimeMs);
      return { link, text: confirmMail({ hub, language, siteUrl, link, expiresAt }) };
    }
    case 'already-subscribed': {
      const leave = unsubscribeToken(serverKey, subscriptionId);
      const link = tokenLink('unsubscribe', { siteUrl, language, token: leave });
      return { link, text: alreadySubscribedMail({ hub, language, siteUrl, link }) };
    }
  }
}
