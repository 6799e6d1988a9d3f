import { dayOf } from '#hub/calendar.ts';
import { textIn } from '#hub/languages.ts';
import type { WrittenTrigger } from '#hub/trigger.ts';

import { monthlyPreferencesToken } from '../access.ts';
import { timeSortedId } from '../ids.ts';
import type { SubscriptionReads } from '../store.ts';
import { inForce } from '../subscription.ts';
import { hashAddress } from '../tokens.ts';
import { isPaused } from './quiet.ts';
import type { LifecycleContext } from './run.ts';
import type { LifecycleReads } from './store.ts';
import type { Acted } from './trigger-store.ts';
import { mailCap } from './triggers.ts';

/** A mail that a trigger of the editors owes or would owe, and why. */
export interface TriggeredMail {
  readonly kind: 'trigger';
  /** The trigger's id. */
  readonly trigger: string;
  readonly subscriptionId: string;
  /** As typed by the person. */
  readonly address: string;
  readonly actAt: Date;
  /** What the mail gives as its reason. */
  readonly because: string;
  /** `waits` while too much mail came lately. */
  readonly outcome: 'queued' | 'waits';
}

const dayMs = 24 * 60 * 60 * 1000;
/** A mail that was due longer ago is not sent any more: a new trigger mails nobody about what was done long since. */
const staleMs = 7 * dayMs;
const readAtOnce = 200;
const mostPerRun = 100;

/**
 * Owes the mails of the hub's own triggers to whom they are due. A rehearsal owes nothing and tells who would get what
 * and why. Stopped anywhere it leaves nothing half done, and several processes may run it at once.
 */
export async function runTriggers(
  context: LifecycleContext,
  { isRehearsal = false }: { isRehearsal?: boolean } = {},
): Promise<readonly TriggeredMail[]> {
  const { store, hub, now } = context;
  const mails: TriggeredMail[] = [];
  for (const trigger of hub.triggers) {
    const until = new Date(now.getTime() - trigger.afterDays * dayMs);
    const from = new Date(until.getTime() - staleMs);
    for (let after: string | null = null; ;) {
      const wanted = { act: trigger.on, from, until, after, max: readAtOnce };
      const ids: readonly string[] = await store.read((rows) => rows.listActed(wanted));
      for (const id of ids) {
        if (mails.filter(({ outcome }) => outcome === 'queued').length === mostPerRun) return mails;
        const one = { id, trigger, until };
        const mail = isRehearsal
          ? await store.read((rows) => look(one, rows, context))
          : await queueIfDue(one, context);
        if (mail !== null) mails.push(mail);
      }
      after = ids.at(-1) ?? null;
      if (ids.length < readAtOnce) break;
    }
  }
  return mails;
}

/** What `lifecycle_mails` calls the mail of a trigger. */
export function triggerMailName(id: string): `trigger:${string}` {
  return `trigger:${id}`;
}

interface One {
  readonly id: string;
  readonly trigger: WrittenTrigger;
  /** What was done later is not due yet. */
  readonly until: Date;
}

async function queueIfDue(one: One, context: LifecycleContext): Promise<TriggeredMail | null> {
  const { store, serverKey, random, now } = context;
  const seen = await store.read((rows) => look(one, rows, context));
  if (seen?.outcome !== 'queued') return seen;
  const mailId = timeSortedId(now, random);
  return store.write(async (rows) => {
    const mail = await look(one, rows, context);
    const subscriber = mail?.outcome === 'queued' ? await rows.findSubscriberOf(one.id) : null;
    if (mail === null || subscriber === null) return mail;
    const { id: triggerId } = one.trigger;
    const addressHash = hashAddress(serverKey, subscriber.address.key);
    const { language } = subscriber.subscription;
    const mails = { subscriptionId: one.id, addressHash, now };
    await rows.addToken(monthlyPreferencesToken(serverKey, mails).token);
    await rows.queueMail({
      id: mailId,
      kind: 'trigger',
      key: `trigger:${triggerId}:${one.id}:${mail.actAt.getTime()}`,
      addressHash,
      createdAt: now,
      payload: { subscriptionId: one.id, triggerId, language },
    });
    const kind = triggerMailName(triggerId);
    await rows.noteLifecycleMail({ subscriptionId: one.id, kind, at: now });
    return mail;
  });
}

async function look(
  { id, trigger, until }: One,
  rows: SubscriptionReads & LifecycleReads,
  { hub, serverKey, now }: LifecycleContext,
): Promise<TriggeredMail | null> {
  const { on: act, unless } = trigger;
  const wanted = { act, until, unless, mail: triggerMailName(trigger.id) };
  const acted = await rows.findActed(id, wanted);
  if (acted === null) return null;
  const { subscriber, actAt } = acted;
  const { subscription, address } = subscriber;
  const because = textIn(subscription.language, trigger.because);
  const subject = textIn(subscription.language, trigger.subject);
  // Not written in their language, it is not for them.
  if (because === null || subject === null) return null;
  if (!isDue(acted, { trigger, until, now, restoredAt: await rows.findRestoredAt() })) return null;
  if (isPaused(subscription, dayOf(now, hub.timeZone))) return null;
  const addressHash = hashAddress(serverKey, address.key);
  if (inForce(await rows.findSuppression(addressHash), now) !== null) return null;
  const since = new Date(now.getTime() - mailCap.withinMs);
  const recent = await rows.countMails({ subscriberId: subscriber.id, addressHash, since });
  return {
    kind: 'trigger',
    trigger: trigger.id,
    subscriptionId: subscription.id,
    address: address.typed,
    actAt,
    because,
    outcome: recent < mailCap.max ? 'queued' : 'waits',
  };
}

function isDue(
  { subscriber, actAt, unlessAt, lastMailAt }: Acted,
  {
    trigger,
    until,
    now,
    restoredAt,
  }: { trigger: WrittenTrigger; until: Date; now: Date; restoredAt: Date | null },
): boolean {
  if (subscriber.subscription.state !== 'confirmed') return false;
  if (actAt.getTime() <= until.getTime() - staleMs) return false;
  if (unlessAt !== null && unlessAt > actAt) return false;
  const again = new Date(now.getTime() - trigger.onceInDays * dayMs);
  if (lastMailAt !== null && lastMailAt > again) return false;
  // What was sent before a restore may be forgotten.
  const dueAt = actAt.getTime() + trigger.afterDays * dayMs;
  return restoredAt === null || dueAt > restoredAt.getTime();
}
