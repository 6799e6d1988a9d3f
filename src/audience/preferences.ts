import { addDays, dayOf, isDay } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { judgeAccess } from './access.ts';
import type { HistoryStore } from './history-store.ts';
import { type Random, timeSortedId } from './ids.ts';
import { forgetFollowedLinks } from './measurement.ts';
import { measurementWording } from './measurement-texts.ts';
import { newRefCode } from './referral.ts';
import type { Subscription } from './subscription.ts';
import { unsubscribeToken } from './tokens.ts';

/** What a subscriber chooses in the preference centre. */
export interface Choices extends Pick<Subscription, 'language' | 'topics' | 'frequency'> {
  /** The day on which mail begins again, in the hub's time zone; `null` for no pause. */
  readonly pausedUntil: string | null;
  /** Whether it may be remembered which links the subscriber follows; only ever by their own choice. */
  readonly measure: boolean;
}

/** Choices as a page sends them. */
export interface Wish extends Choices {
  /** The language of the page, in which it says what is agreed to. */
  readonly shownIn: Language;
}

/**
 * What the page behind a preferences link shows; no address, since the link stands in mails, which get forwarded.
 * `leaveToken` is what the mails' own unsubscribe links carry.
 */
export type PreferencesView =
  | {
      readonly kind: 'open';
      readonly choices: Choices;
      readonly leaveToken: string;
      /** What the link carries that the subscriber may pass on; `null` until one is made. */
      readonly refCode: string | null;
    }
  | { readonly kind: 'not-subscribed'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' };

export interface PreferencesContext {
  readonly store: HistoryStore;
  readonly hub: Hub;
  readonly topicIds: ReadonlySet<string>;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

/** Reads what `token` lets its holder choose; changes nothing. */
export async function openPreferences(
  token: string,
  { store, hub, serverKey, now }: Pick<PreferencesContext, 'store' | 'hub' | 'serverKey' | 'now'>,
): Promise<PreferencesView> {
  return store.read(async (rows) => {
    const access = await judgeAccess(token, 'preferences', { rows, now });
    if (access.kind !== 'granted') return access;
    const { subscription } = access.subscriber;
    if (subscription.state !== 'confirmed') {
      return { kind: 'not-subscribed', language: subscription.language };
    }
    const choices = choicesOf(subscription, dayOf(now, hub.timeZone));
    const leaveToken = unsubscribeToken(serverKey, subscription.id);
    return { kind: 'open', choices, leaveToken, refCode: subscription.refCode };
  });
}

export type SaveOutcome =
  | {
      readonly kind: 'saved';
      readonly choices: Choices;
      readonly leaveToken: string;
      readonly refCode: string;
    }
  | { readonly kind: 'not-subscribed'; readonly language: Language }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown-token' }
  | { readonly kind: 'unknown-topic' }
  /** A pause ends on a day after today and within a year. */
  | { readonly kind: 'wrong-pause' }
  | { readonly kind: 'other-language' };

/** The longest pause, in days. */
export const maxPauseDays = 366;

/**
 * Stores what the holder of `token` chose, with an entry in the consent ledger; choosing the same changes nothing. Who no
 * longer agrees to measurement is forgotten at once by which links they followed. Who has no referral code yet, such as
 * an imported subscriber, gets one.
 */
export async function savePreferences(
  token: string,
  { shownIn, ...choices }: Wish,
  context: PreferencesContext,
): Promise<SaveOutcome> {
  const { store, hub, topicIds, serverKey, now, random } = context;
  const today = dayOf(now, hub.timeZone);
  if (!hub.languages.includes(choices.language)) return { kind: 'other-language' };
  if (!choices.topics.every((id) => topicIds.has(id))) return { kind: 'unknown-topic' };
  if (!isPause(choices.pausedUntil, today)) return { kind: 'wrong-pause' };
  const [consentId, ...eventIds] = [0, 1, 2].map(() => timeSortedId(now, random));
  const newCode = newRefCode(random);
  const wanted = { ...choices, topics: [...new Set(choices.topics)].toSorted() };

  return store.write(async (rows) => {
    const access = await judgeAccess(token, 'preferences', { rows, now });
    if (access.kind !== 'granted') return access;
    const { subscriber } = access;
    const { subscription } = subscriber;
    if (subscription.state !== 'confirmed') {
      return { kind: 'not-subscribed', language: subscription.language };
    }
    const before = choicesOf(subscription, today);
    const leaveToken = unsubscribeToken(serverKey, subscription.id);
    const detail = differences(before, wanted);
    const refCode = subscription.refCode ?? newCode;
    const saved = { kind: 'saved', choices: wanted, leaveToken, refCode } as const;
    const isSame = Object.keys(detail).length === 0;
    if (!isSame || subscription.refCode === null) {
      await rows.saveSubscription({ ...subscription, ...wanted, refCode });
    }
    if (isSame) return saved;

    if (before.measure && !wanted.measure) {
      await forgetFollowedLinks(subscriber.id, { rows, timeZone: hub.timeZone });
    }
    const basis = await rows.findBasis(subscription.consentId);
    if (basis) {
      await rows.addConsent({
        kind: 'changed',
        id: consentId ?? '',
        subscriberId: subscriber.id,
        addressHash: basis.addressHash,
        at: now,
        askedId: basis.id,
        detail: detail['measure'] === 'true' ? { ...detail, ...agreedTo(shownIn) } : detail,
      });
    }
    for (const [index, type] of eventTypes(detail).entries()) {
      const id = eventIds[index] ?? '';
      await rows.addEvent({ id, at: now, type, pid: subscriber.id, source: null });
    }
    return saved;
  });
}

function choicesOf(
  { language, topics, frequency, pausedUntil, measure }: Subscription,
  today: string,
): Choices {
  const isPaused = pausedUntil !== null && pausedUntil > today;
  return { language, topics, frequency, pausedUntil: isPaused ? pausedUntil : null, measure };
}

function isPause(day: string | null, today: string): boolean {
  return day === null || (isDay(day) && day > today && day <= addDays(today, maxPauseDays));
}

/** What differs, as the ledger keeps it. */
function differences(before: Choices, wanted: Choices): Record<string, string> {
  const names = ['language', 'topics', 'frequency', 'pausedUntil', 'measure'] as const;
  const text = (choices: Choices, name: (typeof names)[number]) => String(choices[name] ?? '');
  return Object.fromEntries(
    names
      .filter((name) => text(before, name) !== text(wanted, name))
      .map((name) => [name, text(wanted, name)]),
  );
}

/** The proof of consent to measurement: what was read, and on which page. */
function agreedTo(shownIn: Language): Record<string, string> {
  return { measureWording: measurementWording(shownIn), page: pathTo('preferences', shownIn) };
}

function eventTypes({ pausedUntil, ...others }: Record<string, string>) {
  const pause = pausedUntil === '' ? ('sub.resumed' as const) : ('sub.paused' as const);
  return [
    ...(pausedUntil === undefined ? [] : [pause]),
    ...(Object.keys(others).length === 0 ? [] : ['sub.changed' as const]),
  ];
}
