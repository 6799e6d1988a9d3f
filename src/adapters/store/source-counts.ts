import type { Kysely } from 'kysely';

import type { EventSource } from '#audience/events.ts';
import type { SourceCount } from '#reports/sources.ts';

import type { Tables } from './tables.ts';

/** Who is a subscriber now, without test addresses, by how they came; first confirmed in `[from, before)`. */
export async function countSources(
  db: Kysely<Tables>,
  { from, before }: { from: Date | null; before: Date | null },
): Promise<SourceCount[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .select(({ fn }) => ['source', 'batch', fn.countAll().as('count')])
    .where('state', '=', 'confirmed')
    .where('is_test', '=', 0)
    .$if(from !== null, (query) => query.where('first_confirmed_at', '>=', from?.getTime() ?? null))
    .$if(before !== null, (query) =>
      query.where('first_confirmed_at', '<', before?.getTime() ?? null),
    )
    .groupBy(['source', 'batch'])
    .execute();
  return rows.map(({ source, batch, count }) => ({
    source: source === null ? null : (JSON.parse(source) as EventSource),
    batch,
    count: Number(count),
  }));
}
