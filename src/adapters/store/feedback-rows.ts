import type { Kysely, Selectable, Transaction } from 'kysely';

import type { ThreadReads, ThreadRows } from '#feedback/store.ts';
import type { Thread, ThreadState } from '#feedback/thread.ts';
import type { Language } from '#hub/languages.ts';

import type { QuestionTable, ThreadTable } from './feedback-tables.ts';
import type { Tables } from './tables.ts';

/** What may be read of threads on `db`, a connection or a transaction. */
export function threadReads(db: Kysely<Tables>): ThreadReads {
  const findThread = async (column: 'threads.id' | 'questions.token_hash', value: string) => {
    const row = await db
      .selectFrom('threads')
      .innerJoin('questions', 'questions.thread_id', 'threads.id')
      .selectAll('threads')
      .select([
        'questions.id as question_id',
        'text',
        'name',
        'address_key',
        'mailbox',
        'typed',
        'address_hash',
        'page',
        'asked_at',
        'token_hash',
      ])
      .where(column, '=', value)
      .executeTakeFirst();
    return row ? toThread(row) : null;
  };
  return {
    findThread: (id) => findThread('threads.id', id),
    findThreadOfToken: (tokenHash) => findThread('questions.token_hash', tokenHash),
    async countUnverified(addressHash, since) {
      const { count } = await db
        .selectFrom('questions')
        .innerJoin('threads', 'threads.id', 'questions.thread_id')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('address_hash', '=', addressHash)
        .where('asked_at', '>', since.getTime())
        .where('threads.state', '=', 'awaiting-verification')
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

/** What may be changed within the transaction `trx`. */
export function threadRows(trx: Transaction<Tables>): ThreadRows {
  return {
    ...threadReads(trx),
    async addThread({ id, person, language, state, startedAt, openedAt, question }) {
      await trx
        .insertInto('threads')
        .values({
          id,
          person,
          language,
          state,
          started_at: startedAt.getTime(),
          opened_at: openedAt?.getTime() ?? null,
        })
        .execute();
      const { address } = question;
      await trx
        .insertInto('questions')
        .values({
          id: question.id,
          thread_id: id,
          text: question.text,
          name: question.name,
          address_key: address.key,
          mailbox: address.mailbox,
          typed: address.typed,
          address_hash: question.addressHash,
          page: question.page,
          asked_at: question.askedAt.getTime(),
          token_hash: question.tokenHash,
        })
        .execute();
    },
    async openThread(id, at) {
      await trx
        .updateTable('threads')
        .set({ state: 'open', opened_at: at.getTime() })
        .where('id', '=', id)
        .execute();
    },
    async purgeUnverified(startedBefore) {
      // Their questions go with them.
      const { numDeletedRows } = await trx
        .deleteFrom('threads')
        .where('state', '=', 'awaiting-verification')
        .where('started_at', '<', startedBefore.getTime())
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

type ThreadRow = Selectable<ThreadTable> &
  Omit<Selectable<QuestionTable>, 'id' | 'thread_id'> & { readonly question_id: string };

function toThread(row: ThreadRow): Thread {
  return {
    id: row.id,
    person: row.person,
    language: row.language as Language,
    state: row.state as ThreadState,
    startedAt: new Date(row.started_at),
    openedAt: row.opened_at === null ? null : new Date(row.opened_at),
    question: {
      id: row.question_id,
      text: row.text,
      name: row.name,
      address: { typed: row.typed, mailbox: row.mailbox, key: row.address_key },
      addressHash: row.address_hash,
      page: row.page,
      askedAt: new Date(row.asked_at),
      tokenHash: row.token_hash,
    },
  };
}
