import { setTimeout as sleep } from 'node:timers/promises';

import type { ControlledTransaction, Transaction } from 'kysely';

import { isStoreError } from '#audience/store.ts';

import type { Engine } from './engine.ts';
import { rollback } from './rollback.ts';
import { toStoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

export type Work<T> = (trx: Transaction<Tables>) => Promise<T>;

export interface GroupCommit {
  /** Runs `work` in the next group and settles after its commit; what fails in it undoes it alone. */
  write<T>(work: Work<T>): Promise<T>;
}

export interface CommitOptions {
  /** How long writes are gathered into one commit. */
  readonly gatherMs?: number;
  /** The most of them in one commit. */
  readonly groupSize?: number;
}

interface Waiting {
  readonly work: Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

type Committing = Pick<Engine, 'begin' | 'patienceMs'>;

const maxTries = 4;

/**
 * Gathers writes for `gatherMs` and commits them together, in savepoints of their own once one fails: a commit takes
 * milliseconds however much is in it. Nobody is answered before the commit, so that an answer is a promise kept.
 */
export function groupCommit(
  engine: Committing,
  { gatherMs = 5, groupSize = 256 }: CommitOptions = {},
): GroupCommit {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (waiting.length > 0) {
      // Without waiting, what was asked for at once still goes together.
      await (gatherMs > 0 ? sleep(gatherMs) : Promise.resolve());
      await commitGroup(engine, waiting.splice(0, groupSize));
    }
    isRunning = false;
  }

  return {
    write: <T>(work: Work<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        void run();
      }),
  };
}

async function commitGroup(engine: Committing, group: readonly Waiting[]): Promise<void> {
  const started = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const settle = await tryGroup(engine, group);
      for (const done of settle) done();
      return;
    } catch (error) {
      const failure = toStoreError(error) ?? error;
      const waitedMs = performance.now() - started;
      const pauseMs = pauseBefore(failure, { attempt, waitedMs, patienceMs: engine.patienceMs });
      if (pauseMs === null) {
        for (const { reject } of group) reject(failure);
        return;
      }
      await sleep(pauseMs);
    }
  }
}

/** How long to wait before trying again after `failure`; `null` to give up. */
function pauseBefore(
  failure: unknown,
  { attempt, waitedMs, patienceMs }: { attempt: number; waitedMs: number; patienceMs: number },
): number | null {
  const kind = isStoreError(failure) ? failure.kind : null;
  // Jitter: SQLite serves waiting processes in no fair order.
  if (kind === 'busy' && attempt < maxTries) return 5 + Math.random() * 45;
  // A commit whose answer was lost may have happened. The work runs again and finds what it wrote.
  if (kind === 'unavailable' && waitedMs < patienceMs) return 100 + Math.random() * 100;
  return null;
}

/**
 * Returns what tells each waiter its outcome, to be done once the commit has succeeded. Works hardly ever fail, and
 * a savepoint for each costs as much as two of their rows: so they get one only when the group is tried again.
 */
async function tryGroup(engine: Committing, group: readonly Waiting[]): Promise<(() => void)[]> {
  const trx = await engine.begin();
  let isWorking = true;
  try {
    const values: unknown[] = [];
    for (const { work } of group) values.push(await work(trx));
    isWorking = false;
    await trx.commit().execute();
    return group.map(
      ({ resolve }, index) =>
        () =>
          resolve(values[index]),
    );
  } catch (error) {
    await rollback(trx);
    const kind = toStoreError(error)?.kind;
    const isOfOneWork = isWorking && (kind === undefined || kind === 'conflict');
    if (!isOfOneWork || group.length === 1) throw error;
    return tryApart(engine, group);
  }
}

/** Each in a savepoint: what fails undoes itself alone. */
async function tryApart(engine: Committing, group: readonly Waiting[]): Promise<(() => void)[]> {
  const trx = await engine.begin();
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
    await rollback(trx);
    throw error;
  }
}

async function undo(savepoint: ControlledTransaction<Tables, ['item']>): Promise<void> {
  await savepoint.rollbackToSavepoint('item').execute();
  await savepoint.releaseSavepoint('item').execute();
}
