import type { Kysely } from 'kysely';

import { inForce } from '#audience/subscription.ts';
import type { Candidate, WhatWasHad } from '#newsletter/delivery-store.ts';

import { lettersIn } from './composition-rows.ts';
import { subscribersById } from './delivery-rows.ts';
import { toSuppression } from './rows.ts';
import type { Tables } from './tables.ts';

interface Page {
  readonly after: string | null;
  readonly max: number;
}

/** Confirmed subscribers by id, and whether their address is suppressed. */
export async function listCandidates(
  db: Kysely<Tables>,
  { after, max }: Page,
  { now, hashOf }: { now: Date; hashOf: (addressKey: string) => string },
): Promise<readonly Candidate[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .select('subscriber_id as id')
    .where('subscriber_id', '>', after ?? '')
    .where('state', '=', 'confirmed')
    .orderBy('subscriber_id')
    .limit(max)
    .execute();
  if (rows.length === 0) return [];
  const people = await subscribersById(
    db,
    rows.map(({ id }) => id),
  );
  const hashes = new Map([...people.values()].map(({ id, address }) => [hashOf(address.key), id]));
  const known = await db
    .selectFrom('suppressions')
    .selectAll()
    .where('address_hash', 'in', [...hashes.keys()])
    .execute();
  const suppressed = new Set(
    known
      .filter((row) => inForce(toSuppression(row), now) !== null)
      .map((row) => hashes.get(row.address_hash)),
  );
  return rows.flatMap(({ id }) => {
    const subscriber = people.get(id);
    return subscriber ? [{ subscriber, isSuppressed: suppressed.has(id) }] : [];
  });
}

/** What each of these people was mailed, or is about to be. */
export async function listHad(
  db: Kysely<Tables>,
  subscriberIds: readonly string[],
): Promise<ReadonlyMap<string, WhatWasHad>> {
  if (subscriberIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('compositions', (join) =>
      join
        .onRef('compositions.issue_id', '=', 'deliveries.issue_id')
        .onRef('compositions.id', '=', 'deliveries.composition'),
    )
    .innerJoin('issues', 'issues.id', 'deliveries.issue_id')
    .select(['subscriber_id', 'articles', 'letters', 'issues.id as issue_id'])
    .select(['issues.kind', 'issues.due_at'])
    .where('subscriber_id', 'in', subscriberIds)
    .where('deliveries.state', 'not in', ['failed', 'excluded'])
    .execute();
  const had = new Map<string, Had>();
  for (const { subscriber_id, articles, letters, issue_id, kind, due_at } of rows) {
    const known = had.get(subscriber_id) ?? {
      articles: new Set<string>(),
      letters: new Set<string>(),
      digestAt: null,
    };
    for (const id of kind === 'issue' ? [issue_id] : Object.keys(lettersIn(letters))) {
      known.letters.add(id);
    }
    for (const id of JSON.parse(articles) as string[]) known.articles.add(id);
    const at = new Date(due_at);
    if (kind === 'digest' && (known.digestAt === null || known.digestAt < at)) known.digestAt = at;
    had.set(subscriber_id, known);
  }
  return had;
}

interface Had {
  readonly articles: Set<string>;
  readonly letters: Set<string>;
  digestAt: Date | null;
}

/** See {@link DeliveryStore.findReached}. */
export async function findReached(
  db: Kysely<Tables>,
  issueId: string,
  subscriberIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (subscriberIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .select(['subscriber_id', 'content'])
    .where('issue_id', '=', issueId)
    .where('state', '=', 'sent')
    .where('subscriber_id', 'in', subscriberIds)
    .execute();
  const digests = await digestsWith(db, issueId)
    .select(['deliveries.subscriber_id', 'compositions.letters'])
    .where('deliveries.subscriber_id', 'in', subscriberIds)
    .execute();
  return new Map([
    ...digests.map(({ subscriber_id, letters }): [string, string | null] => [
      subscriber_id,
      lettersIn(letters)[issueId] ?? null,
    ]),
    ...rows.map(({ subscriber_id, content }): [string, string | null] => [subscriber_id, content]),
  ]);
}

export async function listContents(
  db: Kysely<Tables>,
  issueId: string,
): Promise<readonly (string | null)[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('content')
    .distinct()
    .where('issue_id', '=', issueId)
    .where('state', '=', 'sent')
    .execute();
  const digests = await digestsWith(db, issueId)
    .select('compositions.letters')
    .distinct()
    .execute();
  const inDigests = digests.map(({ letters }) => lettersIn(letters)[issueId] ?? null);
  return [...new Set([...rows.map(({ content }) => content), ...inDigests])];
}

/** The deliveries of digests that brought the letter of an issue. */
function digestsWith(db: Kysely<Tables>, issueId: string) {
  return (
    db
      .selectFrom('deliveries')
      .innerJoin('compositions', (join) =>
        join
          .onRef('compositions.issue_id', '=', 'deliveries.issue_id')
          .onRef('compositions.id', '=', 'deliveries.composition'),
      )
      .where('deliveries.state', '=', 'sent')
      // Ids hold no sign that means something to LIKE.
      .where('compositions.letters', 'like', `%${JSON.stringify(issueId)}:%`)
  );
}
