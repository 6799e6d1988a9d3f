import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { expect, test } from 'vitest';

test('a page that is first asked for after a later build removed its folder is answered', async () => {
  const serverDir = await mkdtemp(path.join(tmpdir(), 'freehold-server-'));
  await mkdir(path.join(serverDir, 'chunks'));
  await writeFile(
    path.join(serverDir, 'entry.mjs'),
    "export const handler = async () => (await import('./chunks/page.mjs')).page();",
  );
  await writeFile(
    path.join(serverDir, 'chunks', 'page.mjs'),
    "export const page = async () => (await import('./part.mjs')).text;",
  );
  await writeFile(path.join(serverDir, 'chunks', 'part.mjs'), "export const text = 'the page';");

  // In a process of its own: the test runner has its own way of importing.
  const child = spawn(
    process.execPath,
    [new URL('../support/handler-child.ts', import.meta.url).pathname, serverDir],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await rm(serverDir, { recursive: true });
  child.stdin.end();
  expect(await text(child.stdout)).toBe('the page\n');
});
