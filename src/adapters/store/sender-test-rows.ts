import type { Kysely, Transaction } from 'kysely';

import type { SenderTest } from '#newsletter/delivery-store.ts';

import type { Tables } from './tables.ts';

const name = 'sender-test';

export async function findSenderTest(db: Kysely<Tables>): Promise<SenderTest | null> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) return null;
  const { sender, at } = JSON.parse(row.value) as { sender: string; at: string };
  return { sender, at: new Date(at) };
}

export async function noteSenderTest(trx: Transaction<Tables>, test: SenderTest): Promise<void> {
  const value = JSON.stringify(test);
  await trx
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
