import { parseArgs } from 'node:util';

import { openSnapshot, migrationsIn } from '#adapters/backup/snapshot.ts';
import { migrate, migrationNames } from '#adapters/store/migrate.ts';
import { openEngine } from '#adapters/store/open-engine.ts';
import { placeName } from '#adapters/store/place.ts';
import { withStoreErrors } from '#adapters/store/store-error.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Brings the store to the tables of this version. npm start does the same by itself.

  npm run migrate -- [--status] [--json]

  --status   lists which migrations have run and which have not, and changes nothing
  --json     prints the result for a program

The store is what FREEHOLD_DATA or DATABASE_URL says. Two that run at once do the work once.

Example: npm run migrate -- --status`;

/** Migrates the store and returns the exit status: 0 done, 1 it could not be done, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  environment?: Pick<Environment, 'dataDir' | 'databaseUrl'>,
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      status: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const { dataDir, databaseUrl } = environment ?? readEnvironment();
  const place = databaseUrl ?? dataDir;
  const { json } = options;
  if (options.status) {
    const states = await statesAt(place);
    if (json) output.data(JSON.stringify({ migrations: states }));
    else for (const { name, state } of states) output.data(`${name}\t${state}`);
    return 0;
  }
  const engine = await openEngine(place);
  try {
    const ran = await withStoreErrors(() => migrate(engine, new Date()));
    if (json) output.data(JSON.stringify({ ran }));
    else if (ran.length === 0) output.data(`${placeName(place)} was up to date.`);
    else output.data(`${placeName(place)} is up to date now. Ran: ${ran.join(', ')}.`);
    return 0;
  } finally {
    await engine.close();
  }
}

type State = 'done' | 'missing' | 'unknown to this version';

async function statesAt(place: string): Promise<readonly { name: string; state: State }[]> {
  const snapshot = await openSnapshot(place);
  try {
    const done = snapshot ? await migrationsIn(snapshot) : [];
    const known = migrationNames.map((name) => {
      const state: State = done.includes(name) ? 'done' : 'missing';
      return { name, state };
    });
    const unknown = done
      .filter((name) => !migrationNames.includes(name))
      .map((name) => ({ name, state: 'unknown to this version' as const }));
    return [...known, ...unknown];
  } finally {
    await snapshot?.close();
  }
}

await runCommand(import.meta, main);
