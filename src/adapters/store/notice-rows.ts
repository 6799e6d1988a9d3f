import type { Kysely, Selectable, Transaction } from 'kysely';

import type { ClaimedNotice, NoticeQueue, NoticeRows, NoticeType } from '#audience/webhook.ts';

import type { GroupCommit } from './group-commit.ts';
import type { NoticeTable, Tables } from './tables.ts';

const wanted = { name: 'webhook', value: 'wanted' };

/** What is owed to another system, on the store's own table; claims and ends commit together with other writes. */
export function noticeQueue(
  reads: Kysely<Tables>,
  { write }: Pick<GroupCommit, 'write'>,
): NoticeQueue {
  return {
    async enable(isWanted) {
      if ((await isEnabled(reads)) === isWanted) return;
      await write(async (trx) => {
        if (isWanted) {
          await trx
            .insertInto('settings')
            .values(wanted)
            .onConflict((conflict) => conflict.column('name').doNothing())
            .execute();
          return;
        }
        await trx.deleteFrom('settings').where('name', '=', wanted.name).execute();
        await trx.deleteFrom('notices').execute();
      });
    },
    claim: ({ owner, leaseUntil, now, max }) =>
      write(async (trx) => {
        const due = await trx
          .selectFrom('notices')
          .selectAll()
          .where('not_before', '<=', now.getTime())
          .orderBy('not_before')
          .orderBy('id')
          .limit(max)
          .execute();
        if (due.length === 0) return [];
        // A lease is a time before which nobody else takes the notice.
        await trx
          .updateTable('notices')
          .set({ lease_owner: owner, not_before: leaseUntil.getTime() })
          .where(
            'id',
            'in',
            due.map(({ id }) => id),
          )
          .execute();
        return due.map(toClaimed);
      }),
    finish: (id, owner) =>
      write(async (trx) => {
        const result = await trx
          .deleteFrom('notices')
          .where('id', '=', id)
          .where('lease_owner', '=', owner)
          .executeTakeFirst();
        return result.numDeletedRows === 1n;
      }),
    postpone: (id, { owner, notBefore, attempts }) =>
      write(async (trx) => {
        const result = await trx
          .updateTable('notices')
          .set({ lease_owner: null, not_before: notBefore.getTime(), attempts })
          .where('id', '=', id)
          .where('lease_owner', '=', owner)
          .executeTakeFirst();
        return result.numUpdatedRows === 1n;
      }),
  };
}

export function noticeRows(trx: Transaction<Tables>): NoticeRows {
  return {
    async queueNotice({ id, type, pid, at }) {
      if (!(await isEnabled(trx))) return;
      const values = { id, type, pid, at: at.getTime(), not_before: at.getTime() };
      await trx
        .insertInto('notices')
        .values({ ...values, lease_owner: null, attempts: 0 })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async forgetNotices(pid) {
      await trx.deleteFrom('notices').where('pid', '=', pid).execute();
    },
  };
}

async function isEnabled(db: Kysely<Tables>): Promise<boolean> {
  const setting = await db
    .selectFrom('settings')
    .select('name')
    .where('name', '=', wanted.name)
    .executeTakeFirst();
  return setting !== undefined;
}

function toClaimed({ id, type, pid, at, attempts }: Selectable<NoticeTable>): ClaimedNotice {
  return { id, type: type as NoticeType, pid, at: new Date(at), attempts };
}
