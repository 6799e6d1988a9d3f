import type { Kysely, Transaction } from 'kysely';

import type { UsefulAnswer, VoteReads, VoteRows } from '#feedback/useful.ts';

import type { Tables } from './tables.ts';

/** What may be read of votes on `db`, a connection or a transaction. */
export function voteReads(db: Kysely<Tables>): VoteReads {
  return {
    async countVotes({ from, to }) {
      const rows = await db
        .selectFrom('useful_votes')
        .select(({ fn }) => ['article', 'answer', fn.sum('n').as('count')])
        .$if(from !== null, (query) => query.where('day', '>=', from ?? ''))
        .$if(to !== null, (query) => query.where('day', '<=', to ?? ''))
        .groupBy(['article', 'answer'])
        .orderBy('article')
        .orderBy('answer')
        .execute();
      return rows.map(({ article, answer, count }) => ({
        article,
        answer: answer as UsefulAnswer,
        // PostgreSQL gives sums as text.
        count: Number(count),
      }));
    },
  };
}

/** What may be changed within the transaction `trx`. */
export function voteRows(trx: Transaction<Tables>): VoteRows {
  return {
    ...voteReads(trx),
    async addVote({ article, day, answer }) {
      await trx
        .insertInto('useful_votes')
        .values({ article, day, answer, n: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['article', 'day', 'answer'])
            .doUpdateSet(({ eb }) => ({ n: eb('useful_votes.n', '+', 1) })),
        )
        .execute();
    },
  };
}
