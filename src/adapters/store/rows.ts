import type { Selectable } from 'kysely';

import type { AskedConsent, Consent, ConsentChange } from '#audience/consent.ts';
import { type AudienceEvent, type EventSource, eventVersion } from '#audience/events.ts';
import type { MailKind } from '#audience/mail.ts';
import { StoreError, type Subscriber } from '#audience/store.ts';
import type {
  Frequency,
  Subscription,
  SubscriptionState,
  Suppression,
} from '#audience/subscription.ts';
import type { SubscriptionTokenPurpose, Token } from '#audience/tokens.ts';
import type { Language } from '#hub/languages.ts';

import type {
  ConsentTable,
  EventTable,
  OutboxTable,
  SubscriberTable,
  SubscriptionTable,
  SuppressionTable,
  TokenTable,
} from './tables.ts';

// Rows never leave the store as the driver gives them: node:sqlite makes objects without a prototype, and
// engines differ in types. The checks in the tables allow no other words than those of the domain.

export function toSubscriber(
  row: Selectable<SubscriberTable>,
  subscription: Selectable<SubscriptionTable>,
): Subscriber {
  return {
    id: row.id,
    address: { typed: row.typed, mailbox: row.mailbox, key: row.address_key },
    createdAt: new Date(row.created_at),
    subscription: toSubscription(subscription),
  };
}

function toSubscription(row: Selectable<SubscriptionTable>): Subscription {
  return {
    id: row.id,
    subscriberId: row.subscriber_id,
    state: row.state as SubscriptionState,
    language: row.language as Language,
    topics: JSON.parse(row.topics) as string[],
    consentId: row.consent_id,
    requestedAt: new Date(row.requested_at),
    confirmedAt: toDate(row.confirmed_at),
    unsubscribedAt: toDate(row.unsubscribed_at),
    frequency: row.frequency as Frequency,
    pausedUntil: row.paused_until,
    measure: row.measure === 1,
    firstConfirmedAt: toDate(row.first_confirmed_at),
    source: row.source === null ? null : (JSON.parse(row.source) as EventSource),
    referredBy: row.referred_by,
    refCode: row.ref_code,
    batch: row.batch,
    isTest: row.is_test === 1,
  };
}

export function subscriptionRow(subscription: Subscription): SubscriptionTable {
  return {
    id: subscription.id,
    subscriber_id: subscription.subscriberId,
    state: subscription.state,
    language: subscription.language,
    topics: JSON.stringify(subscription.topics),
    consent_id: subscription.consentId,
    requested_at: subscription.requestedAt.getTime(),
    confirmed_at: subscription.confirmedAt?.getTime() ?? null,
    unsubscribed_at: subscription.unsubscribedAt?.getTime() ?? null,
    frequency: subscription.frequency,
    paused_until: subscription.pausedUntil,
    measure: subscription.measure ? 1 : 0,
    first_confirmed_at: subscription.firstConfirmedAt?.getTime() ?? null,
    source: subscription.source === null ? null : JSON.stringify(subscription.source),
    referred_by: subscription.referredBy,
    ref_code: subscription.refCode,
    batch: subscription.batch,
    is_test: subscription.isTest ? 1 : 0,
  };
}

export function subscriberRow({ id, address, createdAt }: Subscriber): SubscriberTable {
  return {
    id,
    address_key: address.key,
    mailbox: address.mailbox,
    typed: address.typed,
    created_at: createdAt.getTime(),
  };
}

export function toToken(row: Selectable<TokenTable>): Token {
  return {
    hash: row.hash,
    purpose: row.purpose as SubscriptionTokenPurpose,
    subscriptionId: row.subscription_id,
    consentId: row.consent_id,
    createdAt: new Date(row.created_at),
    expiresAt: toDate(row.expires_at),
    usedAt: toDate(row.used_at),
  };
}

export function tokenRow(token: Token): TokenTable {
  return {
    hash: token.hash,
    purpose: token.purpose,
    subscription_id: token.subscriptionId,
    consent_id: token.consentId,
    created_at: token.createdAt.getTime(),
    expires_at: token.expiresAt?.getTime() ?? null,
    used_at: token.usedAt?.getTime() ?? null,
  };
}

export function consentRow(consent: Consent): ConsentTable {
  const asked = consent.kind === 'asked' ? consent : null;
  return {
    id: consent.id,
    subscriber_id: consent.subscriberId,
    address_hash: consent.addressHash,
    kind: consent.kind,
    at: consent.at.getTime(),
    asked_id: 'askedId' in consent ? consent.askedId : null,
    wording: asked?.wording ?? null,
    wording_hash: asked?.wordingHash ?? null,
    language: asked?.language ?? null,
    form_version: asked?.formVersion ?? null,
    page: asked?.page ?? null,
    topics: asked ? JSON.stringify(asked.topics) : null,
    detail: detailOf(consent),
  };
}

function detailOf(consent: Consent): string | null {
  if (consent.kind === 'asked') {
    const { frequency, source } = consent;
    return JSON.stringify({ frequency, source });
  }
  const detail = consent.kind === 'imported' ? consent.origin : consent.detail;
  return detail === undefined ? null : JSON.stringify(detail);
}

export function eventRow({ id, at, type, pid, source, detail }: AudienceEvent): EventTable {
  const src = source === null ? null : JSON.stringify(source);
  const d = detail === undefined ? null : JSON.stringify(detail);
  return { id, at: at.getTime(), type, pid, v: eventVersion, src, d };
}

/** An entry of the consent ledger; throws on one that is neither a basis nor refers to one. */
export function toConsent(row: Selectable<ConsentTable>): Consent {
  const entry = {
    id: row.id,
    subscriberId: row.subscriber_id,
    addressHash: row.address_hash,
    at: new Date(row.at),
  };
  const detail = row.detail === null ? null : (JSON.parse(row.detail) as Record<string, string>);
  if (row.kind === 'imported') return { ...entry, kind: row.kind, origin: detail ?? {} };
  if (row.kind !== 'asked') {
    const kind = row.kind as ConsentChange['kind'];
    return { ...entry, kind, askedId: present(row.asked_id), ...(detail && { detail }) };
  }
  return {
    ...entry,
    kind: row.kind,
    wording: present(row.wording),
    wordingHash: present(row.wording_hash),
    language: present(row.language) as Language,
    formVersion: present(row.form_version),
    page: present(row.page),
    topics: JSON.parse(present(row.topics)) as string[],
    // Entries from before there was a choice say nothing of it.
    frequency: (detail?.['frequency'] ?? 'each') as Frequency,
    ...sourceIn(row.detail),
  };
}

function sourceIn(detail: string | null): Pick<AskedConsent, 'source'> {
  const { source } = JSON.parse(detail ?? '{}') as Pick<AskedConsent, 'source'>;
  return source === undefined ? {} : { source };
}

/** The table's checks hold that the column is filled where it must be. */
function present(value: string | null): string {
  if (value === null) throw new StoreError('corrupt', 'a consent entry is incomplete');
  return value;
}

export function toSuppression(row: Selectable<SuppressionTable>): Suppression {
  return {
    addressHash: row.address_hash,
    reason: row.reason as Suppression['reason'],
    since: new Date(row.since),
    source: row.source,
    until: toDate(row.until),
    ...(row.erased_since !== null && { erasedSince: new Date(row.erased_since) }),
  };
}

export function suppressionRow(suppression: Suppression): SuppressionTable {
  return {
    address_hash: suppression.addressHash,
    reason: suppression.reason,
    since: suppression.since.getTime(),
    source: suppression.source,
    until: suppression.until?.getTime() ?? null,
    erased_since: suppression.erasedSince?.getTime() ?? null,
  };
}

export function toPastMail(row: Pick<Selectable<OutboxTable>, 'kind' | 'created_at'>): {
  kind: MailKind;
  at: Date;
} {
  return { kind: row.kind as MailKind, at: new Date(row.created_at) };
}

export function toDate(value: number | null): Date | null {
  return value === null ? null : new Date(value);
}
