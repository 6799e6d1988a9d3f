import type { Hub } from '#hub/hub.ts';

import { monthlyPreferencesToken } from '../access.ts';
import { type Random, timeSortedId } from '../ids.ts';
import { wordsOf } from '../service-mails.ts';
import type { SubscriptionReads } from '../store.ts';
import { inForce } from '../subscription.ts';
import { hashAddress } from '../tokens.ts';
import { judgeQuiet, type QuietVerdict } from './quiet.ts';
import type { LifecycleReads, LifecycleStore, QuietMailKind, Silence } from './store.ts';
import { mailCap, notByPerson, quietMs, type Trigger, triggers } from './triggers.ts';

export interface LifecycleContext {
  readonly store: LifecycleStore;
  readonly hub: Hub;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly now: Date;
}

/** A mail that is or would be owed, and why. */
export interface LifecycleMail {
  readonly kind: QuietMailKind;
  readonly subscriptionId: string;
  /** As typed by the person. */
  readonly address: string;
  readonly quietSince: Date;
  /** What the mail gives as its reason. */
  readonly because: string;
  /** `waits` while too much mail came lately. */
  readonly outcome: 'queued' | 'waits';
}

export interface LifecycleRun {
  readonly mails: readonly LifecycleMail[];
  /** False where the hub heard nobody follow a link for so long that silence says nothing: then nobody is asked. */
  readonly hears: boolean;
}

/** So many at once: people who joined on one day do not all get their mail within the hour, and servers stay calm. */
const mostPerRun = 100;
const readAtOnce = 200;
const kind: QuietMailKind = 'quiet-choice';
const quietChoice: Trigger = triggers[kind];

/**
 * Owes a mail to whoever has been quiet for long, once a silence. A rehearsal owes nothing and tells who would get what
 * and why. Stopped anywhere it leaves nothing half done, and several processes may run it at once.
 */
export async function runLifecycle(
  context: LifecycleContext,
  { isRehearsal = false }: { isRehearsal?: boolean } = {},
): Promise<LifecycleRun> {
  const { store, now } = context;
  const before = new Date(now.getTime() - quietMs);
  if (!(await store.read((rows) => rows.hearsReaders(before)))) return { mails: [], hears: false };

  const mails: LifecycleMail[] = [];
  let queued = 0;
  let after: string | null = null;
  for (;;) {
    const wanted = { before, ignored: notByPerson, after, max: readAtOnce };
    const ids: readonly string[] = await store.read((rows) => rows.listQuiet(wanted));
    for (const id of ids) {
      if (queued === mostPerRun) return { mails, hears: true };
      const mail = isRehearsal
        ? await store.read((rows) => look(id, rows, context))
        : await queueIfDue(id, context);
      if (mail === null) continue;
      mails.push(mail);
      if (mail.outcome === 'queued') queued += 1;
    }
    after = ids.at(-1) ?? null;
    if (ids.length < readAtOnce) return { mails, hears: true };
  }
}

async function queueIfDue(id: string, context: LifecycleContext): Promise<LifecycleMail | null> {
  const { store, serverKey, random, now } = context;
  // Most who are listed were asked before: only who is due costs a write.
  const seen = await store.read((rows) => look(id, rows, context));
  if (seen?.outcome !== 'queued') return seen;
  const mailId = timeSortedId(now, random);
  return store.write(async (rows) => {
    const mail = await look(id, rows, context);
    const subscriber = mail?.outcome === 'queued' ? await rows.findSubscriberOf(id) : null;
    if (mail === null || subscriber === null) return mail;
    const addressHash = hashAddress(serverKey, subscriber.address.key);
    const mails = { subscriptionId: id, addressHash, now };
    await rows.addToken(monthlyPreferencesToken(serverKey, mails).token);
    await rows.queueMail({
      id: mailId,
      kind,
      key: `${kind}:${id}:${mail.quietSince.getTime()}`,
      addressHash,
      createdAt: now,
      payload: { subscriptionId: id, language: subscriber.subscription.language },
    });
    await rows.noteLifecycleMail({ subscriptionId: id, kind, at: now });
    return mail;
  });
}

async function look(
  id: string,
  rows: SubscriptionReads & LifecycleReads,
  { hub, serverKey, now }: LifecycleContext,
): Promise<LifecycleMail | null> {
  const silence = await rows.findSilence(id, { kind, ignored: notByPerson });
  if (silence === null) return null;
  const { id: subscriberId, address } = silence.subscriber;
  const addressHash = hashAddress(serverKey, address.key);
  const since = new Date(now.getTime() - mailCap.withinMs);
  const verdict = judgeQuiet({
    silence,
    suppression: inForce(await rows.findSuppression(addressHash), now),
    recentMails: await rows.countMails({ subscriberId, addressHash, since }),
    restoredAt: await rows.findRestoredAt(),
    timeZone: hub.timeZone,
    now,
  });
  return mailOf(silence, { verdict, hub });
}

function mailOf(
  { subscriber }: Silence,
  { verdict, hub }: { verdict: QuietVerdict; hub: Hub },
): LifecycleMail | null {
  if (verdict.kind === 'not-due') return null;
  const { id: subscriptionId, language } = subscriber.subscription;
  return {
    kind,
    subscriptionId,
    address: subscriber.address.typed,
    quietSince: verdict.quietSince,
    because: quietChoice.because[language](wordsOf({ hub, language })),
    outcome: verdict.kind === 'due' ? 'queued' : 'waits',
  };
}
