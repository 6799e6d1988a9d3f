import { fold } from './folding.ts';
import type { HistoryRows } from './history-store.ts';

/**
 * Deletes which links a person followed, as withdrawing consent to measurement asks; other deeds stay. That links
 * were followed stays as a count of the day. Within the transaction that saves the choice.
 */
export async function forgetFollowedLinks(
  pid: string,
  { rows, timeZone }: { rows: HistoryRows; timeZone: string },
): Promise<void> {
  const history = await rows.findHistory(pid);
  const followed = history.events.filter(({ type }) => type === 'link.followed');
  const { totals } = fold({ ...history, events: followed }, { timeZone });
  await rows.addTotals(totals);
  await rows.deleteEvents(followed);
}
