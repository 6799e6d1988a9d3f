import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

/** Which letters of issues a digest brought, and in which words. */
export async function up({ schema }: Kysely<Tables>): Promise<void> {
  await schema.alterTable('compositions').addColumn('letters', 'text').execute();
}
