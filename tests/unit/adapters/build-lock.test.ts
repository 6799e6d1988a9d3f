import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { lockBuild, waitForTurn } from '#adapters/build-lock.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'freehold-lock-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('lockBuild', () => {
  test('gives the lock to one build at a time', async () => {
    const first = await lockBuild(folder);
    expect(first).not.toBeNull();
    expect(await lockBuild(folder)).toBeNull();

    first?.release();
    const second = await lockBuild(folder);
    expect(second).not.toBeNull();
    second?.release();
  });

  test('a build that was killed holds nothing', async () => {
    const module = new URL('../../../src/adapters/build-lock.ts', import.meta.url).href;
    const program = `
      const { lockBuild } = await import(${JSON.stringify(module)});
      globalThis.lock = await lockBuild(${JSON.stringify(folder)});
      console.log('held');
      setInterval(() => globalThis.lock, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(await lockBuild(folder)).toBeNull();

    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockBuild(folder);
    expect(lock).not.toBeNull();
    lock?.release();
  });
});

describe('waitForTurn', () => {
  test('waits for the build that is under way', async () => {
    const order: string[] = [];
    const first = await waitForTurn(folder);
    const second = waitForTurn(folder).then((lock) => {
      order.push('second begins');
      lock.release();
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    order.push('first ends');
    first.release();
    await second;
    expect(order).toEqual(['first ends', 'second begins']);
  });
});
