import { addDays, type Day } from '#hub/calendar.ts';

import { baseSteps, type DailyTotal, fold, type Totals } from './folding.ts';
import type { HistoryReads } from './history-store.ts';
import { addTo, tally } from './tally.ts';

/** How many people were active on a day. */
export interface BasePoint {
  readonly day: Day;
  readonly active: number;
}

/**
 * N(t) on every day from `from` to `to`: who was confirmed or imported on or before it and had not left, bounced,
 * complained or been erased on or before it.
 */
export function baseCurve(
  totals: Iterable<Pick<DailyTotal, 'day' | 'kind' | 'n'>>,
  { from, to }: { from: Day; to: Day },
): readonly BasePoint[] {
  const changes = new Map<Day, number>();
  let active = 0;
  for (const { day, kind, n } of totals) {
    const change = n * (isBaseStep(kind) ? baseSteps[kind] : 0);
    if (day < from) active += change;
    else changes.set(day, (changes.get(day) ?? 0) + change);
  }
  const points: BasePoint[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    active += changes.get(day) ?? 0;
    points.push({ day, active });
  }
  return points;
}

/** How many are active on `day`. */
export function activeOn(
  totals: Iterable<Pick<DailyTotal, 'day' | 'kind' | 'n'>>,
  day: Day,
): number {
  return baseCurve(totals, { from: day, to: day })[0]?.active ?? 0;
}

function isBaseStep(kind: string): kind is keyof typeof baseSteps {
  return Object.hasOwn(baseSteps, kind);
}

const pageSize = 500;
const maxTries = 5;

/**
 * All totals as if everything were folded: those of the folded past and those that the remaining events give.
 * Reads page by page; throws when the store is being folded all the while.
 */
export async function readTotals(rows: HistoryReads, timeZone: string): Promise<Totals> {
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    const folded = await rows.listTotals();
    const sum = tally();
    addTo(sum, folded);
    let after: string | null = null;
    for (;;) {
      const histories = await rows.listHistories({ after, max: pageSize });
      for (const history of histories) addTo(sum, fold(history, { timeZone }).totals);
      after = histories.at(-1)?.pid ?? null;
      if (histories.length < pageSize) break;
    }
    // Every fold adds to the totals. Between these reads one would be counted twice or not at all.
    if (countedIn(await rows.listTotals()) === countedIn(folded)) return sum.totals();
  }
  throw new Error('the figures were being folded while they were read; read them again');
}

function countedIn({ daily }: Totals): number {
  return daily.reduce((sum, { n }) => sum + n, 0);
}
