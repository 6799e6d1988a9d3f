import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { stringify } from 'csv-stringify/sync';

import {
  migrationsIn,
  openSnapshot,
  type Snapshot,
  type SnapshotTable,
} from '../backup/snapshot.ts';
import { cellOf } from './cells.ts';
import { ledgerLines } from './ledger-lines.ts';
import { listColumns } from './list-columns.ts';
import {
  exportFormat,
  keyFile,
  ledgerFile,
  listFile,
  type Manifest,
  manifestFile,
} from './manifest.ts';
import { MoveError } from './move-error.ts';
import type { SealedKey } from './sealed-key.ts';
import { travels } from './travels.ts';

export interface ExportOptions {
  readonly folder: string;
  readonly keyFingerprint: string;
  /** `null` leaves the key out: then it must reach the new hub in another way. */
  readonly sealedKey: SealedKey | null;
  readonly onRows: (written: number, total: number) => void;
}

/**
 * Writes everything that moves with the audience from the store at `place`, as it is at this moment, to a folder
 * that is there whole or not at all. Throws a {@link MoveError} when the folder holds something already.
 */
export async function writeExport(place: string, options: ExportOptions): Promise<Manifest> {
  const { folder } = options;
  const present = await readdir(folder).catch(() => []);
  if (present.length > 0) {
    throw new MoveError(`${folder} holds files already. Name a new folder, or empty it.`);
  }
  const snapshot = await openSnapshot(place);
  if (!snapshot || snapshot.tables.length === 0) {
    await snapshot?.close();
    throw new MoveError('There is no store yet, so nothing was exported.');
  }
  const unfinished = path.join(path.dirname(folder), `.${path.basename(folder)}.unfinished`);
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(path.join(unfinished, 'ledger'), { recursive: true, mode: 0o700 });
    const manifest = await writeFiles(snapshot, { ...options, folder: unfinished });
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return manifest;
  } finally {
    await snapshot.close();
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function writeFiles(snapshot: Snapshot, options: ExportOptions): Promise<Manifest> {
  const { folder, sealedKey, keyFingerprint, onRows } = options;
  const tables = new Map(snapshot.tables.map((table) => [table.name, table]));
  const ledger = snapshot.tables.filter(({ name }) => travels[name].kind === 'ledger');
  const list = { people: tables.get('subscribers'), subscriptions: tables.get('subscriptions') };
  if (!list.people || !list.subscriptions)
    throw new MoveError('The store has no subscribers table.');

  const total = [list.people, ...ledger].reduce((sum, { rowCount }) => sum + rowCount, 0);
  let done = 0;
  const counted = (rows: number) => onRows((done += rows), total);
  const figures = { confirmed: 0, events: new Map<string, number>() };
  const files: Manifest['files'] = {};
  const write = async (name: string, batches: AsyncIterable<Batch>) => {
    files[name] = await writeHashed(path.join(folder, name), batches, counted);
  };

  await write(
    listFile,
    listLines(snapshot, {
      ...list,
      onState: (state) => void (figures.confirmed += state === 'confirmed' ? 1 : 0),
    }),
  );
  for (const table of ledger) {
    await write(
      ledgerFile(table.name),
      ledgerLines(snapshot, table, (row) => {
        if (table.name !== 'events') return;
        const type = String(row['type']);
        figures.events.set(type, (figures.events.get(type) ?? 0) + 1);
      }),
    );
  }
  const manifest: Manifest = {
    freehold: 'audience',
    format: exportFormat,
    migrations: [...(await migrationsIn(snapshot))],
    keyFingerprint,
    hasKey: sealedKey !== null,
    figures: {
      confirmed: figures.confirmed,
      events: Object.fromEntries(
        [...figures.events].toSorted(([one], [other]) => (one < other ? -1 : 1)),
      ),
    },
    files,
  };
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const own = { mode: 0o600 };
  if (sealedKey) await writeFile(path.join(folder, keyFile), json(sealedKey), own);
  await writeFile(path.join(folder, manifestFile), json(manifest), own);
  return manifest;
}

/** Some lines of a file, and of how many rows. */
export interface Batch {
  readonly text: string;
  readonly rows: number;
}

async function writeHashed(
  file: string,
  batches: AsyncIterable<Batch>,
  onRows: (rows: number) => void,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  async function* texts() {
    for await (const batch of batches) {
      hash.update(batch.text);
      rows += batch.rows;
      onRows(batch.rows);
      yield batch.text;
    }
  }
  await pipeline(Readable.from(texts()), createWriteStream(file, { mode: 0o600, flush: true }));
  return { rows, sha256: hash.digest('hex') };
}

interface List {
  readonly people: SnapshotTable;
  readonly subscriptions: SnapshotTable;
  readonly onState: (state: string) => void;
}

async function* listLines(
  snapshot: Snapshot,
  {
    people,
    subscriptions,
    onState,
  }: Omit<List, 'people' | 'subscriptions'> & {
    people: SnapshotTable | undefined;
    subscriptions: SnapshotTable | undefined;
  },
): AsyncGenerator<Batch> {
  if (!people || !subscriptions) return;
  const columns = listColumns({
    subscribers: people.columns,
    subscriptions: subscriptions.columns,
  });
  const csv = (rows: readonly (readonly string[])[]) =>
    stringify(
      rows.map((row) => [...row]),
      { record_delimiter: '\n' },
    );
  yield { text: csv([columns.map(({ name }) => name)]), rows: 0 };

  const others = snapshot.rowsOf(subscriptions, travels.subscriptions.key)[Symbol.asyncIterator]();
  for await (const batch of snapshot.rowsOf(people, travels.subscribers.key)) {
    // Both are in the order of the person's id, and everybody has exactly one subscription.
    const { value: partners } = await others.next();
    const lines = batch.map((person, index) => {
      const subscription = partners?.[index] ?? [];
      const of = {
        subscribers: [people, person],
        subscriptions: [subscriptions, subscription],
      } as const;
      const valueIn = (table: keyof typeof of, column: string) =>
        of[table][1][of[table][0].columns.indexOf(column)] ?? null;
      if (valueIn('subscribers', 'id') !== valueIn('subscriptions', 'subscriber_id')) {
        throw new MoveError('A subscriber has no subscription: restore the store from a backup.');
      }
      onState(String(valueIn('subscriptions', 'state')));
      return columns.map(({ table, column, isInstant }) =>
        cellOf(valueIn(table, column), { isInstant }),
      );
    });
    if (lines.length > 0) yield { text: csv(lines), rows: lines.length };
  }
}
