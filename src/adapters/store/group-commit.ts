import { setTimeout as sleep } from 'node:timers/promises';

import type { ControlledTransaction, Kysely, Transaction } from 'kysely';

import { toStoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

export type Work<T> = (trx: Transaction<Tables>) => Promise<T>;

export interface GroupCommit {
  /** Runs `work` in the next group and settles after its commit; what fails in it undoes it alone. */
  write<T>(work: Work<T>): Promise<T>;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

interface Waiting {
  readonly work: Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

const maxGroupSize = 256;
const maxTries = 4;

/**
 * Gathers writes for `gatherMs` and commits them together, each in a savepoint of its own: a commit to disk takes
 * milliseconds however much is in it. Nobody is answered before the commit, so that an answer is a promise kept.
 */
export function groupCommit(db: Kysely<Tables>, { gatherMs }: { gatherMs: number }): GroupCommit {
  const waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await sleep(gatherMs);
      await commitGroup(db, waiting.splice(0, maxGroupSize));
    }
    running = null;
  }

  return {
    write: <T>(work: Work<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        running ??= run();
      }),
    async drain() {
      await running;
    },
  };
}

async function commitGroup(db: Kysely<Tables>, group: readonly Waiting[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const settle = await tryGroup(db, group);
      for (const done of settle) done();
      return;
    } catch (error) {
      if (toStoreError(error)?.kind === 'busy' && attempt < maxTries) {
        // Jitter: SQLite serves waiting processes in no fair order.
        await sleep(5 + Math.random() * 45);
        continue;
      }
      for (const { reject } of group) reject(toStoreError(error) ?? error);
      return;
    }
  }
}

/** Returns what tells each waiter its outcome, to be done once the commit has succeeded. */
async function tryGroup(db: Kysely<Tables>, group: readonly Waiting[]): Promise<(() => void)[]> {
  const trx = await db.startTransaction().execute();
  const settle: (() => void)[] = [];
  try {
    for (const { work, resolve, reject } of group) {
      const savepoint = await trx.savepoint('item').execute();
      try {
        const value = await work(savepoint);
        await savepoint.releaseSavepoint('item').execute();
        settle.push(() => resolve(value));
      } catch (error) {
        await undo(savepoint).catch(() => {
          // SQLite has undone the whole transaction by itself (disk full): then nobody's work is kept.
          throw error;
        });
        settle.push(() => reject(toStoreError(error) ?? error));
      }
    }
    await trx.commit().execute();
    return settle;
  } catch (error) {
    await trx
      .rollback()
      .execute()
      .catch(() => undefined);
    throw error;
  }
}

async function undo(savepoint: ControlledTransaction<Tables, ['item']>): Promise<void> {
  await savepoint.rollbackToSavepoint('item').execute();
  await savepoint.releaseSavepoint('item').execute();
}
