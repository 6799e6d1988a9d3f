import type { Kysely, Transaction } from 'kysely';

import type { SendRate } from '#newsletter/send-rate.ts';

import type { Tables } from './tables.ts';

export async function findRates(
  db: Kysely<Tables>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, SendRate>> {
  const rows = await db.selectFrom('send_rates').selectAll().where('key', 'in', keys).execute();
  return new Map(
    rows.map(({ key, per_minute, free_at, raised_at }) => [
      key,
      { perMinute: per_minute, freeAt: new Date(free_at), raisedAt: new Date(raised_at) },
    ]),
  );
}

/** `null` forgets a rate: its key may be mailed at full speed. */
export async function saveRates(
  trx: Transaction<Tables>,
  rates: ReadonlyMap<string, SendRate | null>,
): Promise<void> {
  for (const [key, rate] of rates) {
    if (rate === null) {
      await trx.deleteFrom('send_rates').where('key', '=', key).execute();
      continue;
    }
    const row = {
      per_minute: rate.perMinute,
      free_at: Math.ceil(rate.freeAt.getTime()),
      raised_at: rate.raisedAt.getTime(),
    };
    await trx
      .insertInto('send_rates')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
  }
}
