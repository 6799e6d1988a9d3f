import type { CohortTotal, DailyTotal, Totals } from './folding.ts';

/** Adds up totals: one row for each combination of what they are counted by. */
export interface Tally {
  addDaily(total: Omit<DailyTotal, 'n'>, n?: number): void;
  addCohort(total: CohortTotal): void;
  totals(): Totals;
}

export function tally(): Tally {
  const daily = new Map<string, DailyTotal>();
  const cohorts = new Map<string, CohortTotal>();
  return {
    addDaily(total, n = 1) {
      const { day, kind, channel, platform, campaign, topic, importedOn } = total;
      const key = JSON.stringify([day, kind, channel, platform, campaign, topic, importedOn]);
      const sum = (daily.get(key)?.n ?? 0) + n;
      daily.set(key, { day, kind, channel, platform, campaign, topic, importedOn, n: sum });
    },
    addCohort({ campaign, joinedOn, age, joined, lost }) {
      const key = JSON.stringify([campaign, joinedOn, age]);
      const { joined: joinedBefore = 0, lost: lostBefore = 0 } = cohorts.get(key) ?? {};
      cohorts.set(key, {
        campaign,
        joinedOn,
        age,
        joined: joinedBefore + joined,
        lost: lostBefore + lost,
      });
    },
    totals: () => ({ daily: [...daily.values()], cohorts: [...cohorts.values()] }),
  };
}

/** The sum of several totals. */
export function sumOf(all: Iterable<Totals>): Totals {
  const sum = tally();
  for (const totals of all) addTo(sum, totals);
  return sum.totals();
}

export function addTo(sum: Tally, { daily, cohorts }: Totals): void {
  for (const { n, ...total } of daily) sum.addDaily(total, n);
  for (const total of cohorts) sum.addCohort(total);
}
