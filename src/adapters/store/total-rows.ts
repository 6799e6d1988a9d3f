import type { Transaction } from 'kysely';

import type { CohortTotal, DailyTotal, Totals } from '#audience/folding.ts';

import type { CohortTotalTable, DailyTotalTable, Tables } from './tables.ts';

/** Far below SQLite's and PostgreSQL's most values in a statement. */
const rowsAtOnce = 200;

/** Adds to what is counted already; no row of `totals` comes twice. */
export async function addTotals(trx: Transaction<Tables>, totals: Totals): Promise<void> {
  for (const part of chunksOf(totals.daily.map(dailyRow))) {
    await trx
      .insertInto('daily_totals')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['day', 'kind', 'channel', 'platform', 'campaign', 'topic', 'imported_on'])
          .doUpdateSet((eb) => ({ n: eb('daily_totals.n', '+', eb.ref('excluded.n')) })),
      )
      .execute();
  }
  for (const part of chunksOf(totals.cohorts.map(cohortRow))) {
    await trx
      .insertInto('cohort_totals')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['campaign', 'joined_on', 'age']).doUpdateSet((eb) => ({
          joined: eb('cohort_totals.joined', '+', eb.ref('excluded.joined')),
          lost: eb('cohort_totals.lost', '+', eb.ref('excluded.lost')),
        })),
      )
      .execute();
  }
}

function chunksOf<T>(rows: readonly T[]): T[][] {
  const starts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) => index);
  return starts.map((index) => rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce));
}

export function toDailyTotal({ imported_on, ...row }: DailyTotalTable): DailyTotal {
  const { day, kind, channel, platform, campaign, topic, n } = row;
  return { day, kind, channel, platform, campaign, topic, importedOn: imported_on, n };
}

function dailyRow({ importedOn, ...total }: DailyTotal): DailyTotalTable {
  return { ...total, imported_on: importedOn };
}

export function toCohortTotal(row: CohortTotalTable): CohortTotal {
  const { campaign, joined_on: joinedOn, age, joined, lost } = row;
  return { campaign, joinedOn, age, joined, lost };
}

function cohortRow({ joinedOn, ...total }: CohortTotal): CohortTotalTable {
  return { ...total, joined_on: joinedOn };
}
