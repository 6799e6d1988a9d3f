import type { Kysely } from 'kysely';

import type { Tables } from './tables.ts';

/** How many subscribers there are at `now`: confirmed, no test addresses, none suppressed. */
export async function countReaders(db: Kysely<Tables>, now: Date): Promise<number> {
  const { readers } = await db
    .selectFrom('subscriptions')
    .leftJoin('consents', 'consents.id', 'subscriptions.consent_id')
    .select(({ fn }) => fn.countAll().as('readers'))
    .where('state', '=', 'confirmed')
    .where('is_test', '=', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('suppressions')
            .select('suppressions.address_hash')
            .whereRef('suppressions.address_hash', '=', 'consents.address_hash')
            .where(({ eb, or }) => or([eb('until', 'is', null), eb('until', '>', now.getTime())])),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(readers);
}
