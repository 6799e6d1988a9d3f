import type { Kysely, Transaction } from 'kysely';

import type { Composition } from '#newsletter/delivery-store.ts';

import type { Tables } from './tables.ts';

export async function addComposition(
  trx: Transaction<Tables>,
  {
    issueId,
    composition: { id, articles, letters },
  }: { issueId: string; composition: Composition },
): Promise<void> {
  const row = { issue_id: issueId, id, articles: JSON.stringify(articles) };
  await trx
    .insertInto('compositions')
    .values({ ...row, letters: letters ? JSON.stringify(letters) : null })
    .onConflict((conflict) => conflict.columns(['issue_id', 'id']).doNothing())
    .execute();
}

export async function findComposition(
  db: Kysely<Tables>,
  { issueId, composition }: { issueId: string; composition: string },
): Promise<Composition | null> {
  const row = await db
    .selectFrom('compositions')
    .select(['id', 'articles', 'letters'])
    .where('issue_id', '=', issueId)
    .where('id', '=', composition)
    .executeTakeFirst();
  if (!row) return null;
  const articles = JSON.parse(row.articles) as string[];
  return { id: row.id, articles, letters: lettersIn(row.letters) };
}

/** The letters of a digest, by the issue's id. */
export function lettersIn(text: string | null): Readonly<Record<string, string>> {
  return text === null ? {} : (JSON.parse(text) as Record<string, string>);
}
