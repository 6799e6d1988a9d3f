import { fold } from './folding.ts';
import type { HistoryRows, HistoryStore } from './history-store.ts';
import { forgetBefore } from './purge.ts';
import { eventsKeptFrom } from './retention.ts';

/** Housekeeping may have stood still for as long as this. */
const lookBackMs = 60 * 24 * 60 * 60 * 1000;

/** Few enough that a sign-up never waits long for the transaction. */
const peopleAtOnce = 50;

/**
 * Turns the events of people from longer ago than they are kept, and those of requests that were forgotten
 * unconfirmed, into counts that name nobody. Stopped anywhere and
 * begun again, by one process or several, each event is counted once. Returns how many events went.
 */
export async function foldOldEvents({
  store,
  timeZone,
  now,
}: {
  store: HistoryStore;
  timeZone: string;
  now: Date;
}): Promise<number> {
  const before = eventsKeptFrom(now);
  const forgotten = { from: new Date(now.getTime() - lookBackMs), before: forgetBefore(now) };
  const old = await untilNothing(() =>
    store.write(async (rows) => {
      const pids = await rows.listPeopleWithEventsBefore(before, peopleAtOnce);
      return foldSome(rows, { pids, before, timeZone });
    }),
  );
  const orphaned = await untilNothing(() =>
    store.write(async (rows) => {
      const pids = await rows.listForgottenPeople(forgotten, peopleAtOnce);
      return foldSome(rows, { pids, before: now, timeZone });
    }),
  );
  return old + orphaned;
}

async function untilNothing(work: () => Promise<number>): Promise<number> {
  for (let sum = 0; ;) {
    const part = await work();
    if (part === 0) return sum;
    sum += part;
  }
}

async function foldSome(
  rows: HistoryRows,
  { pids, before, timeZone }: { pids: readonly string[]; before: Date; timeZone: string },
): Promise<number> {
  let count = 0;
  for (const pid of pids) {
    const history = await rows.findHistory(pid);
    const events = history.events.filter(({ at }) => at < before);
    const { totals, relationship } = fold({ ...history, events }, { timeZone });
    await rows.addTotals(totals);
    await rows.saveRelationship(pid, relationship);
    await rows.deleteEvents(events);
    count += events.length;
  }
  return count;
}
