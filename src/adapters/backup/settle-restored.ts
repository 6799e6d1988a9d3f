import type { Transaction } from 'kysely';

import type { Tables } from '../store/tables.ts';

export interface Settling {
  /** The moment of the backup. */
  readonly backupAt: Date;
  readonly now: Date;
  /** A fresh random id. */
  readonly epoch: string;
  /** Mails that were owed at the moment of the backup are sent, not dropped. */
  readonly keepMails: boolean;
}

/**
 * Makes a restored store one that repeats nothing: mails that were owed at the moment of the backup may have gone
 * out since, so they are dropped, and the new epoch tells whoever sends in batches that this store's memory ends at
 * `backupAt`. Returns how many mails were dropped.
 */
export async function settleRestored(
  trx: Transaction<Tables>,
  { backupAt, now, epoch, keepMails }: Settling,
): Promise<number> {
  const settings = {
    'store-epoch': epoch,
    'restored-at': now.toISOString(),
    'restored-from': backupAt.toISOString(),
  };
  for (const [name, value] of Object.entries(settings)) {
    await trx
      .insertInto('settings')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }
  if (keepMails) return 0;
  const { numUpdatedRows } = await trx
    .updateTable('outbox')
    .set({
      state: 'dropped',
      payload: null,
      lease_owner: null,
      lease_until: null,
      finished_at: now.getTime(),
    })
    .where('state', 'in', ['queued', 'leased'])
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
