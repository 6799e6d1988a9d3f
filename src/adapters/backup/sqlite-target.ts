import { existsSync } from 'node:fs';
import { link, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { ControlledTransaction } from 'kysely';

import { isStoreError, StoreError } from '#audience/store.ts';

import { syncDirectory } from '../durable-file.ts';
import type { Engine } from '../store/engine.ts';
import {
  asStoreError,
  checkIntegrity,
  openSqlite,
  prepareDirectory,
} from '../store/open-sqlite.ts';
import { storeFile } from '../store/place.ts';
import { rollback } from '../store/rollback.ts';
import { sqliteEngine, sqliteSchema } from '../store/sqlite-engine.ts';
import type { Tables } from '../store/tables.ts';
import { BackupError, oddReference } from './backup-error.ts';
import { type OldStore, type RestoreTarget, stampOf, type StoreMaker } from './restore-target.ts';
import { contentRows } from './snapshot.ts';
import { tablesIn } from './sqlite-snapshot.ts';

const workPrefix = '.restoring-';

/** The store in `directory`: the new one is made in a folder beside it and takes its name when it is finished. */
export function sqliteTarget(directory: string): RestoreTarget {
  const file = storeFile(directory);
  return {
    async replace(maker, { now, judge, beforeSwap }) {
      await prepareDirectory(directory);
      await removeLeftovers(directory);
      const old = holdOld(file);
      let work: string | undefined;
      try {
        judge(old ?? { rows: 0 });
        work = await mkdtemp(join(directory, workPrefix));
        await makeStore(work, maker);
        await beforeSwap();
        const aside = old === null ? null : `${file}.before-${stampOf(now)}`;
        if (old?.rows === null) await moveDamaged(file, aside ?? file);
        else if (aside !== null) await link(file, aside);
        await rename(storeFile(work), file);
        await syncDirectory(directory);
        if (aside === null || old?.rows !== 0) return aside;
        await rm(aside);
        return null;
      } finally {
        old?.release();
        if (work !== undefined) await rm(work, { recursive: true, force: true });
      }
    },
  };
}

/** What a killed restore left behind holds addresses. */
async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory))
    if (name.startsWith(workPrefix)) await rm(join(directory, name), { recursive: true });
}

interface HeldStore extends OldStore {
  release(): void;
}

/**
 * Makes the old store one file and keeps every other process out of it until it is released; `null` when there is
 * none. Throws when a process has it open: it would go on writing to the store that was moved away.
 */
function holdOld(file: string): HeldStore | null {
  if (!existsSync(file)) return null;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 1000 });
    // https://www.sqlite.org/wal.html#exiting_wal_mode: fails while another connection is open
    database.exec('pragma locking_mode = exclusive');
    const { journal_mode: mode } = database.prepare('pragma journal_mode = delete').get() ?? {};
    if (mode !== 'delete') throw new StoreError('busy', `${file} is in use`);
    database.exec('begin exclusive');
    const rows = contentRows(tablesIn(database));
    const held = database;
    return { rows, release: () => held.close() };
  } catch (error) {
    database?.close();
    const known = isStoreError(error) ? error : asStoreError(error, file);
    if (known.kind === 'busy') {
      throw new BackupError(
        'The hub or another command has the store open. Stop it, then restore; start it again afterwards.',
      );
    }
    if (known.kind === 'corrupt') return { rows: null, release: () => undefined };
    throw known;
  }
}

/** Moves a store that cannot be opened away as it is. Its log goes first: it must never meet the new store. */
async function moveDamaged(file: string, aside: string): Promise<void> {
  for (const end of ['-wal', '-shm', ''])
    if (existsSync(`${file}${end}`)) await rename(`${file}${end}`, `${aside}${end}`);
}

/** Nobody waits for a commit here: the finished file is flushed as a whole, an unfinished one is thrown away. */
const whileMaking = `
  pragma synchronous = off;
  pragma journal_mode = memory;
  pragma secure_delete = 0;
  pragma cache_size = -64000;
  pragma foreign_keys = off`;

/** Leaves a store of one file in `directory`, checked and flushed to disk. */
async function makeStore(directory: string, maker: StoreMaker): Promise<void> {
  const connections = await openSqlite(directory);
  const { writer } = connections;
  const engine = sqliteEngine(connections);
  try {
    writer.exec(whileMaking);
    await inTransaction(engine, (trx) => maker.fill(trx, { schema: sqliteSchema }));
    const [broken] = writer.prepare('pragma foreign_key_check').all();
    if (broken) throw oddReference(String(broken['table']));
    writer.exec('pragma foreign_keys = on');
    await inTransaction(engine, (trx) => maker.finish(trx, { schema: sqliteSchema }));
    checkIntegrity(writer, storeFile(directory));
  } finally {
    await engine.close();
  }
  const file = storeFile(directory);
  const alone = new DatabaseSync(file);
  alone.exec('pragma journal_mode = delete');
  alone.close();
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function inTransaction(
  { begin }: Engine,
  work: (trx: ControlledTransaction<Tables>) => Promise<void>,
): Promise<void> {
  const trx = await begin();
  try {
    await work(trx);
    await trx.commit().execute();
  } catch (error) {
    await rollback(trx);
    throw error;
  }
}
