import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;

/** All rows of a store, by table. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** A mail that was written to the outbox folder. */
export interface WrittenMail {
  readonly name: string;
  readonly to: string;
  /** Of the link that the mail is about. */
  readonly token: string;
  /** Of the one click that unsubscribes; empty where there is none. */
  readonly leaveToken: string;
}

/** Where a service under test keeps what it promises, to be looked at from outside. */
export interface Place extends AsyncDisposable {
  readonly environment: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  rows(): Promise<Rows>;
  mails(): Promise<WrittenMail[]>;
}

/** Makes an empty place. */
export type MakePlace = () => Promise<Place>;

/** A killed process leaves its files to the system, so memory will do, and is quicker than a disk. */
const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const sqlitePlace: MakePlace = () => sqlitePlaceIn(folder);

/** The same below `parent`, a folder on the disk that matters. */
export async function sqlitePlaceIn(parent: string): Promise<Place> {
  const dataDir = await mkdtemp(path.join(parent, 'freehold-crash-'));
  return {
    ...{ dataDir, databaseUrl: undefined, environment: { FREEHOLD_DATA: dataDir } },
    async rows() {
      const database = new DatabaseSync(path.join(dataDir, 'audience.sqlite'), { timeout: 5000 });
      try {
        const tables = database
          .prepare("select name from sqlite_schema where type = 'table'")
          .all()
          .map(({ name }) => String(name));
        return Object.fromEntries(
          tables.map((name) => [name, database.prepare(`select * from "${name}"`).all()]),
        );
      } finally {
        database.close();
      }
    },
    mails: () => mailsIn(dataDir),
    [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }),
  };
}

let schemas = 0;

/** Places in schemas of their own in the PostgreSQL database at `server`. */
export function postgresPlaces(server: string): MakePlace {
  return async () => {
    schemas += 1;
    const schema = `crash_${process.pid}_${schemas}`;
    const dataDir = await mkdtemp(path.join(tmpdir(), 'freehold-crash-'));
    await query(server, `create schema ${schema}`);
    const databaseUrl = `${server}?options=-csearch_path%3D${schema}`;
    return {
      ...{ dataDir, databaseUrl },
      environment: { FREEHOLD_DATA: dataDir, DATABASE_URL: databaseUrl },
      async rows() {
        const tables = await query(
          server,
          `select table_name from information_schema.tables where table_schema = '${schema}'`,
        );
        const names = tables.map((row) => String(row['table_name']));
        const all = names.map(async (name) => [
          name,
          await query(server, `select * from ${schema}."${name}"`),
        ]);
        return Object.fromEntries(await Promise.all(all)) as Rows;
      },
      mails: () => mailsIn(dataDir),
      async [Symbol.asyncDispose]() {
        await query(server, `drop schema ${schema} cascade`);
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  };
}

async function query(server: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function mailsIn(dataDir: string): Promise<WrittenMail[]> {
  const folder = path.join(dataDir, 'outbox');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
  return Promise.all(
    names
      .filter((name) => !name.startsWith('.'))
      .map(async (name) => ({
        name,
        ...mailFacts(await readFile(path.join(folder, name), 'latin1')),
      })),
  );
}

/** To whom a mail goes, and the tokens of its links; soft line breaks undone (RFC 2045 §6.7). */
export function mailFacts(eml: string): Omit<WrittenMail, 'name'> {
  const [head = '', ...rest] = eml.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n').replaceAll('=\r\n', '').replaceAll('=3D', '=');
  return {
    to: /^To: .*?([^\s<>]+@[^\s<>]+)>?\r?$/m.exec(head)?.[1] ?? '',
    token: /[?&]token=([\w-]{43})/.exec(body)?.[1] ?? '',
    leaveToken: /^List-Unsubscribe:\s*<[^>]*[?&]token=([\w-]{43})/m.exec(head)?.[1] ?? '',
  };
}
