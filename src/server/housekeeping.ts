import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { foldOldEvents } from '#audience/fold-old-events.ts';
import type { KeptMail, Mailer } from '#audience/mail.ts';
import { forgetBefore, purgeLimits, purgeUnconfirmed } from '#audience/purge.ts';
import { eventsKeptFrom } from '#audience/retention.ts';
import type { Purged } from '#audience/store.ts';
import { purgeUnverified } from '#feedback/purge.ts';
import type { Hub } from '#hub/hub.ts';

import { rehearsed } from './rehearsed-store.ts';

export interface House {
  readonly store: AudienceStore;
  readonly mailer: Mailer;
  readonly hub: Pick<Hub, 'timeZone'>;
  readonly now: Date;
}

/** How much of each went. */
export interface Housework extends Purged {
  /** Questions that nobody verified. */
  readonly questions: number;
  /** What limits abuse: keyed hashes and times. */
  readonly limits: number;
  /** Which reports of returned mail were taken in. */
  readonly reports: number;
  /** Events of people, turned into counts. */
  readonly events: number;
  readonly mailFiles: number;
  /** Who was sent which issue, turned into numbers. */
  readonly deliveries: number;
}

/**
 * Deletes what has been kept for as long as it may be (`audience/retention.ts`); the store's files are the caller's to
 * compact. Stopped anywhere it leaves nothing half done; several processes may do it at once. A rehearsal changes nothing and
 * tells what would go.
 */
export async function keepHouse(
  { store, mailer, hub, now }: House,
  { isRehearsal = false }: { isRehearsal?: boolean } = {},
): Promise<Housework> {
  const writable = isRehearsal ? rehearsed(store) : store;
  const purged = await purgeUnconfirmed({ store: writable, now });
  const questions = await purgeUnverified({ store: writable, now });
  const limits = await purgeLimits({ store: writable, now });
  const reports = await writable.write((rows) => rows.purgeReports(now), { isEssential: true });
  const files = { store, mailer, now };
  const mailFiles = isRehearsal
    ? (await listIdleFiles(files)).length
    : await removeIdleFiles(files);
  const events = isRehearsal
    ? await store.read((rows) => rows.countEventsBefore(eventsKeptFrom(now)))
    : await foldOldEvents({ store, timeZone: hub.timeZone, now });
  const { oldDeliveries } = store;
  const deliveries = isRehearsal
    ? await oldDeliveries.count(eventsKeptFrom(now))
    : await oldDeliveries.fold(eventsKeptFrom(now));
  return { ...purged, questions, limits, reports, events, mailFiles, deliveries };
}

/** Removes written mails that nobody needs any more; returns how many. */
export async function removeIdleFiles(files: Omit<House, 'hub'>): Promise<number> {
  const idle = await listIdleFiles(files);
  await files.mailer.removeKept(idle.map(({ name }) => name));
  return idle.length;
}

/** Written mails whose links no longer work, and those that were written while their person was being erased. */
async function listIdleFiles({ store, mailer, now }: Omit<House, 'hub'>): Promise<KeptMail[]> {
  const kept = await mailer.listKept();
  const old = kept.filter(({ createdAt }) => createdAt < forgetBefore(now));
  const recent = kept.filter(({ createdAt }) => createdAt >= forgetBefore(now));
  const known = new Set<string>();
  for (let start = 0; start < recent.length; start += idsAtOnce) {
    const ids = recent.slice(start, start + idsAtOnce).map(({ mailId }) => mailId);
    for (const id of await store.outbox.listKnown(ids)) known.add(id);
  }
  return [...old, ...recent.filter(({ mailId }) => !known.has(mailId))];
}

const idsAtOnce = 500;
