import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { filesBelow } from '#adapters/file-tree.ts';
import { precompress } from '#adapters/precompress.ts';

const page = `<!doctype html>${'<p>Een lekke band plak je zelf.</p>\n'.repeat(60)}`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'freehold-precompress-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const inRoot = (...names: string[]) => path.join(root, ...names);
const run = () => precompress(inRoot('client'), inRoot('encoded'), { cacheDir: inRoot('cache') });

async function put(name: string, content: string | Buffer): Promise<void> {
  await mkdir(path.dirname(inRoot('client', name)), { recursive: true });
  await writeFile(inRoot('client', name), content);
}

describe('precompress', () => {
  test('text gets both codings, beside its path, and they give the text back', async () => {
    await put('artikelen/x/index.html', page);
    expect(await run()).toEqual({ written: 2, reused: 0 });
    expect(await filesBelow(inRoot('encoded'))).toEqual([
      'artikelen/x/index.html.br',
      'artikelen/x/index.html.gz',
    ]);
    const read = (extension: string) =>
      readFile(inRoot('encoded/artikelen/x/index.html') + extension);
    expect(brotliDecompressSync(await read('.br')).toString()).toBe(page);
    expect(gunzipSync(await read('.gz')).toString()).toBe(page);
  });

  test.each([
    ['small text', 'a.html', 'x'.repeat(512)],
    ['pictures', 'a.jpg', Buffer.alloc(5000)],
    ['fonts', 'a.woff2', Buffer.alloc(5000)],
  ])('%s stays as it is', async (_what, name, content) => {
    await put(name, content);
    await run();
    expect(await filesBelow(inRoot('encoded'))).toEqual([]);
  });

  test('text that compressing makes larger stays as it is', async () => {
    const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(2000)));
    await put('noise.txt', noise);
    expect(await run()).toEqual({ written: 0, reused: 0 });
  });

  test('an unchanged file is not compressed again', async () => {
    await put('index.html', page);
    await run();
    expect(await run()).toEqual({ written: 2, reused: 2 });
  });

  test.each(['flipped', 'cut off', 'emptied', 'swapped'])(
    'a cache entry that was %s is noticed and made again',
    async (damage) => {
      await put('index.html', page);
      await put('other.html', page.replaceAll('lekke', 'platte'));
      await run();
      const good = await readFile(inRoot('encoded/index.html.br'));
      const names = (await readdir(inRoot('cache'))).filter((name) => name.includes('br'));
      const [first = '', second = ''] = names;
      for (const name of damage === 'swapped' ? [] : names) {
        const bytes = await readFile(inRoot('cache', name));
        bytes[20] = (bytes[20] ?? 0) ^ 0xff;
        const damaged = {
          flipped: bytes,
          'cut off': bytes.subarray(0, 30),
          emptied: Buffer.alloc(0),
        };
        await writeFile(inRoot('cache', name), damaged[damage as keyof typeof damaged]);
      }
      if (damage === 'swapped') {
        const [a, b] = await Promise.all(
          [first, second].map((name) => readFile(inRoot('cache', name))),
        );
        await writeFile(inRoot('cache', first), b ?? '');
        await writeFile(inRoot('cache', second), a ?? '');
      }

      expect(await run()).toEqual({ written: 4, reused: 2 });
      expect(await readFile(inRoot('encoded/index.html.br'))).toEqual(good);
    },
  );

  test('bodies and cache entries of files that are gone go too', async () => {
    await put('index.html', page);
    await put('old.html', page.toUpperCase());
    await run();
    await rm(inRoot('client/old.html'));
    await run();
    expect(await filesBelow(inRoot('encoded'))).toEqual(['index.html.br', 'index.html.gz']);
    expect(await readdir(inRoot('cache'))).toHaveLength(2);
  });

  test('progress ends with every text file', async () => {
    await put('a.html', page);
    await put('b.css', 'p{}');
    const steps: string[] = [];
    const onProgress = (done: number, total: number) => steps.push(`${done}/${total}`);
    await precompress(inRoot('client'), inRoot('encoded'), {
      cacheDir: inRoot('cache'),
      onProgress,
    });
    expect(steps).toEqual(['1/2', '2/2']);
  });
});
