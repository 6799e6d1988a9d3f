import type { ControlledTransaction } from 'kysely';

import type { Tables } from './tables.ts';

/** Undoes `trx` after a failure, which is what the caller tells; a lost connection has undone it already. */
export async function rollback(trx: ControlledTransaction<Tables>): Promise<void> {
  await trx
    .rollback()
    .execute()
    .catch(() => undefined);
}
