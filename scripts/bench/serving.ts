import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { precompress } from '#adapters/precompress.ts';

import { type Place, postgresPlaces, sqlitePlaceIn } from '../../tests/crash/place.ts';
import { startPostgres } from '../../tests/support/postgres.ts';
import type { Load } from './load.ts';
import { measure } from './measure.ts';
import { type Server, startServer } from './server-process.ts';

/** One spell of load on one server. */
export interface ServingRun extends Load {
  readonly task: Task;
  readonly server: string;
  readonly round: number;
  /** CPU time of the server, which neighbours do not stretch as they stretch seconds. */
  readonly cpuMs: number;
}

export type Task = 'sign-up' | 'page' | 'page, compressed';

/** The memory that a server has in use once the load is over, and the most it had. */
export interface ServingMemory {
  readonly server: string;
  readonly residentBytes: number;
  readonly peakBytes: number;
}

export interface ServingReport {
  readonly runs: readonly ServingRun[];
  readonly memory: readonly ServingMemory[];
}

export interface ServingOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly onRun: (run: ServingRun) => void;
}

/** What a server is held against, by its name: the same work without what Freehold does about it. */
export const baselines: Readonly<Record<string, string>> = {
  'SQLite, committed together': 'SQLite, a transaction each',
  'PostgreSQL, committed together': 'PostgreSQL, a transaction each',
  Freehold: '@astrojs/node',
};

/**
 * Puts each server under load in turn, A B A B, `rounds` times: what happens to the machine meanwhile happens to
 * all. Each has a process and a store of its own, and the load comes from another process.
 */
export async function measureServing(
  options: ServingOptions,
  { projectRoot, workFolder }: { projectRoot: string; workFolder: string },
): Promise<ServingReport> {
  const folder = path.join(workFolder, 'serving');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const pages = await buildPages(folder, projectRoot);

  await using stack = new AsyncDisposableStack();
  const postgres = await startPostgres();
  stack.defer(postgres.stop);
  const onPostgres = postgresPlaces(postgres.url);
  const hub = async (name: string, place: Place, ...switches: string[]) => {
    stack.use(place);
    const program = path.join(import.meta.dirname, 'serving-hub.ts');
    const args = [program, '--client', pages.client, '--encoded', pages.encoded, ...switches];
    const env = { ...place.environment, TRUSTED_PROXIES: '1' };
    return stack.use(await startServer(name, args, { cwd: projectRoot, env }));
  };
  const together = await hub('SQLite, committed together', await sqlitePlaceIn(folder));
  const signUps = [
    together,
    await hub('SQLite, a transaction each', await sqlitePlaceIn(folder), '--alone'),
    await hub('PostgreSQL, committed together', await onPostgres()),
    await hub('PostgreSQL, a transaction each', await onPostgres(), '--alone'),
  ];
  const freehold = { ...together, name: 'Freehold' };
  const entry = path.join(pages.server, 'entry.mjs');
  const astro = stack.use(await startServer('@astrojs/node', [entry], { cwd: projectRoot }));

  const runs: ServingRun[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    const tasks: readonly (readonly [Task, readonly Server[]])[] = [
      ['sign-up', signUps],
      ['page', [freehold, astro]],
      ['page, compressed', [freehold]],
    ];
    for (const [task, servers] of tasks) {
      for (const server of round % 2 === 1 ? servers : servers.toReversed()) {
        const load = await server.load(task, options.seconds);
        const run = { task, server: server.name, round, ...load };
        runs.push(run);
        options.onRun(run);
      }
    }
  }
  const memory = await Promise.all(
    [freehold, astro].map(async ({ name, memory }) => ({ server: name, ...(await memory()) })),
  );
  return { runs, memory };
}

/** One page of usual size, built once by Astro for its own server: both serve the same file. */
async function buildPages(folder: string, projectRoot: string) {
  await measure(['node_modules/astro/bin/astro.mjs', 'build', '--root', 'tests/bench/served'], {
    cwd: projectRoot,
    env: { SERVED_OUT: folder, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  const client = path.join(folder, 'dist/client');
  const encoded = path.join(folder, 'encoded');
  await precompress(client, encoded, { cacheDir: path.join(folder, 'compressed') });
  return { client, encoded, server: path.join(folder, 'dist/server') };
}
