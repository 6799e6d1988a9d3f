import { readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { filesBelow } from '#adapters/file-tree.ts';

import {
  builtDemo,
  builtVaried,
  copyOfBuild,
  copyOfHub,
  differences,
  digestsOf,
} from '../support/built-hub.ts';

describe('the same content', () => {
  test('gives the same bytes in another folder, with nothing kept from earlier builds', async () => {
    const demo = builtDemo();
    await using cold = await copyOfHub('demo-in-a-folder-with-another-name', demo);
    await cold.mustBuild();
    for (const folder of ['dist/client', 'dist/encoded']) {
      const differ = await differences(path.join(demo.root, folder), path.join(cold.root, folder));
      expect(differ).toEqual([]);
    }
    expect(Object.keys(await digestsOf(demo.clientDir)).length).toBeGreaterThan(150);
  });

  test('gives the same bytes when everything that builds kept is damaged', async () => {
    await using hub = await copyOfBuild('damaged', builtVaried());
    const sound = await digestsOf(hub.clientDir);
    const cacheDir = path.join(hub.root, '.cache', 'build');

    const entries = (await filesBelow(cacheDir)).filter((name) => name !== 'build.lock');
    expect(entries.length).toBeGreaterThan(50);
    const damages = [flipByte, cutInHalf, fillWithZeros];
    for (const [index, name] of entries.entries())
      await damages[index % damages.length]?.(path.join(cacheDir, name));

    const { repaired, cards, compressed } = await hub.mustBuild();
    expect(repaired).toBeGreaterThan(0);
    expect(Object.values(cards.reasons)).toEqual(Array(cards.drawn).fill('damaged'));
    expect(compressed.reused).toBeLessThan(compressed.written);
    expect(await digestsOf(hub.clientDir)).toEqual(sound);
  });
});

async function flipByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  const at = Math.floor(bytes.length / 2);
  const byte = bytes[at];
  if (byte === undefined) return;
  bytes[at] = byte ^ 0xff;
  await writeFile(file, bytes);
}

async function cutInHalf(file: string): Promise<void> {
  await truncate(file, Math.floor((await readFile(file)).length / 2));
}

async function fillWithZeros(file: string): Promise<void> {
  await writeFile(file, Buffer.alloc((await readFile(file)).length));
}
