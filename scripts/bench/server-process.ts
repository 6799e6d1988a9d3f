import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

import type { Load } from './load.ts';

/** A server in a process of its own. */
export interface Server extends AsyncDisposable {
  readonly name: string;
  /** Puts it under load for some seconds, by a process of its own; also says what CPU time the server took. */
  load(task: string, seconds: number): Promise<Load & { cpuMs: number }>;
  memory(): Promise<{ residentBytes: number; peakBytes: number }>;
}

const patienceMs = 60_000;

/** Runs `node` with `args` on a free port and waits until it answers. */
export async function startServer(
  name: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd,
    // Answered requests are logged, as in a hub that serves; nobody reads it here.
    stdio: 'ignore',
    env: { ...process.env, ...env, HOST: '127.0.0.1', PORT: String(port) },
  });
  const url = `http://127.0.0.1:${port}/`;
  const deadline = performance.now() + patienceMs;
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`${name} does not answer at ${url}`);
    await wait(100);
  }
  return {
    name,
    async load(task, seconds) {
      const program = path.join(import.meta.dirname, 'load.ts');
      const before = await cpuMsOf(child.pid);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [program, '--url', url, '--task', task, '--seconds', String(seconds)],
        { cwd },
      );
      const cpuMs = (await cpuMsOf(child.pid)) - before;
      return { ...(JSON.parse(stdout) as Load), cpuMs };
    },
    async memory() {
      // proc(5): resident memory now and at its highest, in kB
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      const bytes = (field: string) =>
        Number(new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
      return { residentBytes: bytes('VmRSS'), peakBytes: bytes('VmHWM') };
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

// proc(5): ticks of /proc/<pid>/stat, whose length Linux fixes at 10 ms for every program
const tickMs = 10;

/** User and system time of all threads of a process; 0 where the system does not tell. */
async function cpuMsOf(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  // Fields 14 and 15; the name before them, in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMs;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}
