import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { BackupPart } from '../backup/backup-format.ts';
import type { Row } from '../backup/snapshot.ts';
import { inspectSubscriberFile, rowsOf, type SubscriberFile } from '../subscriber-file.ts';
import { type Tables, tableNames } from '../store/tables.ts';
import { valueOfCell, valuesOf } from './cells.ts';
import { columnKinds } from './ledger-lines.ts';
import { columnsOfHeader } from './list-columns.ts';
import {
  exportFormat,
  ledgerFile,
  listFile,
  type Manifest,
  manifestFile,
  manifestSchema,
} from './manifest.ts';
import { MoveError } from './move-error.ts';
import { travels } from './travels.ts';

const batchRows = 500;

/** An export that was read from beginning to end and is what was written. */
export interface ReadExport {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly list: SubscriberFile;
}

/** Reads the export in `folder`. Throws a {@link MoveError} that names the file when it is damaged or not whole. */
export async function readExport(folder: string): Promise<ReadExport> {
  const manifest = await readManifest(folder);
  for (const [name, { sha256 }] of Object.entries(manifest.files)) {
    const file = path.join(folder, name);
    const actual = await hashOf(file).catch(() => null);
    if (actual !== sha256) {
      const what = actual === null ? 'is missing' : 'is not what was written';
      throw new MoveError(`${file} ${what}. Nothing was changed. Copy the export again, whole.`);
    }
  }
  const list = await inspectSubscriberFile(path.join(folder, listFile));
  return { folder, manifest, list };
}

async function readManifest(folder: string): Promise<Manifest> {
  const file = path.join(folder, manifestFile);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new MoveError(`${folder} holds no export: ${manifestFile} is missing.`);
  const parsed = manifestSchema.safeParse(jsonIn(text));
  if (!parsed.success || !(listFile in parsed.data.files)) {
    throw new MoveError(`${file} is no manifest of an export. Nothing was changed.`);
  }
  const { format, files } = parsed.data;
  if (format !== exportFormat) {
    throw new MoveError(
      `${file} has format ${format}, and this version of Freehold reads ${exportFormat}. Use the version that wrote it.`,
    );
  }
  const strange = Object.keys(files).find((name) => name !== listFile && tableOf(name) === null);
  if (strange !== undefined)
    throw new MoveError(`${file} names "${strange}", which no export has.`);
  return parsed.data;
}

/** The rows of the tables that `read` holds, as those of a backup. */
export async function* partsOfExport(
  { folder, manifest, list }: ReadExport,
  { now }: { now: Date },
): AsyncGenerator<BackupPart> {
  const rows: Record<string, number> = {};
  const header = { freehold: 'backup', format: 1, engine: 'export', rows: 0 } as const;
  yield {
    kind: 'header',
    header: { ...header, at: now.toISOString(), migrations: manifest.migrations },
  };
  // Noted as run, so that only later ones run.
  yield { kind: 'table', name: 'migrations', columns: ['name', 'at'] };
  yield { kind: 'rows', rows: manifest.migrations.map((name) => [name, now.getTime()]) };
  rows['migrations'] = manifest.migrations.length;
  for (const table of ['subscribers', 'subscriptions'] as const) {
    rows[table] = manifest.files[listFile]?.rows ?? 0;
    yield* listParts(list, table);
  }
  for (const [name, { rows: count }] of Object.entries(manifest.files)) {
    const table = tableOf(name);
    if (table === null) continue;
    rows[table] = count;
    yield* ledgerParts(path.join(folder, name), table);
  }
  yield { kind: 'end', rows };
}

async function* listParts(
  list: SubscriberFile,
  table: 'subscribers' | 'subscriptions',
): AsyncGenerator<BackupPart> {
  const columns = columnsOfHeader(list.header);
  const own = columns.flatMap((column, at) => (column.table === table ? [{ ...column, at }] : []));
  const person = columns.findIndex(({ name }) => name === 'subscriber_id');
  const isSubscription = table === 'subscriptions';
  const names = own.map(({ column }) => column);
  yield {
    kind: 'table',
    name: table,
    columns: isSubscription ? [...names, 'subscriber_id'] : names,
  };
  let rows: Row[] = [];
  for await (const { cells } of rowsOf(list)) {
    const row: Row = own.map(({ at, isInstant }) => valueOfCell(cells[at] ?? '', { isInstant }));
    rows.push(isSubscription ? [...row, cells[person] ?? null] : row);
    if (rows.length < batchRows) continue;
    yield { kind: 'rows', rows };
    rows = [];
  }
  yield { kind: 'rows', rows };
}

async function* ledgerParts(file: string, table: keyof Tables): AsyncGenerator<BackupPart> {
  const kinds = columnKinds(table);
  let columns: readonly string[] | undefined;
  let line = 0;
  for await (const lines of linesIn(file)) {
    const rows: Row[] = [];
    for (const text of lines) {
      line += 1;
      const record = jsonIn(text);
      if (typeof record !== 'object' || record === null) {
        throw new MoveError(`${file}:${line}: this is no row. Nothing was changed.`);
      }
      const values = valuesOf(record as Record<string, unknown>, kinds);
      if (columns === undefined) {
        columns = Object.keys(values);
        yield { kind: 'table', name: table, columns };
      }
      rows.push(columns.map((name) => values[name] ?? null));
    }
    if (rows.length > 0) yield { kind: 'rows', rows };
  }
}

/** Lines as NDJSON knows them: node:readline also breaks at U+2028, which may stand in JSON. */
async function* linesIn(file: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') yield [rest];
}

function tableOf(file: string): keyof Tables | null {
  return (
    tableNames.find((name) => travels[name].kind === 'ledger' && ledgerFile(name) === file) ?? null
  );
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
