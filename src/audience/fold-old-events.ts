import { fold } from './folding.ts';
import type { HistoryRows, HistoryStore } from './history-store.ts';
import { eventsKeptFrom } from './retention.ts';

/** Few enough that a sign-up never waits long for the transaction. */
const peopleAtOnce = 50;

/**
 * Turns the events of people from longer ago than they are kept into counts that name nobody. Stopped anywhere and
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
  for (let folded = 0; ;) {
    const part = await store.write((rows) => foldSome(rows, { before, timeZone }));
    if (part === 0) return folded;
    folded += part;
  }
}

async function foldSome(
  rows: HistoryRows,
  { before, timeZone }: { before: Date; timeZone: string },
): Promise<number> {
  const pids = await rows.listPeopleWithEventsBefore(before, peopleAtOnce);
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
