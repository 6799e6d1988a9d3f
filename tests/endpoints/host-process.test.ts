import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

import { describe, expect, test } from 'vitest';

import { ask } from '../support/raw-http.ts';

/** Starts a hub in a process of its own; `environment` is all it gets beside the path. */
function startProcess(environment: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    [new URL('../support/host-child.ts', import.meta.url).pathname],
    {
      env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', ...environment },
    },
  );
  const output = { data: '', remarks: '' };
  child.stdout.on('data', (chunk) => (output.data += String(chunk)));
  child.stderr.on('data', (chunk) => (output.remarks += String(chunk)));
  const ended = once(child, 'close').then(([status]) => Number(status));
  /** Waits until the process has written what `pattern` finds, and returns its first group. */
  const said = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(output.data);
      if (found) return found[1] ?? '';
      await once(child.stdout, 'data', { signal: AbortSignal.timeout(15_000) });
    }
  };
  const port = async () => Number(await said(/:(\d+)\n/));
  return { child, output, ended, said, port };
}

describe('serveUntilStopped', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s: the request underway is answered, the services close, status 0',
    async (signal) => {
      const { child, output, ended, said, port } = startProcess();
      const answer = ask(await port(), 'POST', '/api/subscribe/?ms=300');
      await said(/asked/);
      child.kill(signal);
      expect(await answer).toMatchObject({ status: 200, body: 'done' });
      expect(await ended).toBe(0);
      expect(output.data).toContain('services closed');
      expect(output.remarks).toContain(`${signal} received`);
    },
  );

  test('a second signal ends the process without waiting', async () => {
    const { child, output, ended, said, port } = startProcess();
    const answer = ask(await port(), 'POST', '/api/subscribe/?ms=9000').catch(() => 'cut off');
    await said(/asked/);
    child.kill('SIGTERM');
    while (!output.remarks.includes('SIGTERM received')) await once(child.stderr, 'data');
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(await answer).toBe('cut off');
  });

  test('a port in use: one line with the variable to set, status 1, services closed', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { output, ended } = startProcess({ PORT: String(port) });
    expect(await ended).toBe(1);
    expect(output.remarks).toBe(
      `Port ${port} is in use. Stop the program that uses it, or set another one: PORT=${port + 1}\n`,
    );
    expect(output.data).toBe('services closed\n');
    other.close();
  });

  test.each([
    ['a rejection', 'forget', /^stopped by a fault: Error: lost \[address\]/m],
    ['an error in a timer', 'later', /^stopped by a fault: SyntaxError: /m],
  ])(
    '%s that nobody handles is told in one line and ends the process',
    async (_what, query, told) => {
      const { output, ended, port } = startProcess();
      await ask(await port(), 'POST', `/api/subscribe/?${query}&ms=500`).catch(() => null);
      expect(await ended).toBe(1);
      expect(output.remarks).toMatch(told);
    },
  );
});
