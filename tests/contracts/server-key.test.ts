import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { createFile, replaceFile } from '#adapters/durable-file.ts';
import { openServerKey } from '#adapters/server-key.ts';

import { bytesBelow, makeFolder } from '../support/audience.ts';

describe('openServerKey', () => {
  test('makes a key once, for its owner only', async () => {
    await using folder = await makeFolder();
    const key = await openServerKey(path.join(folder.path, 'data'));
    expect(key.byteLength).toBe(32);
    expect(await openServerKey(path.join(folder.path, 'data'))).toEqual(key);
    expect((await stat(path.join(folder.path, 'data/key'))).mode & 0o777).toBe(0o600);
  });

  test('gives all who start at once the same key', async () => {
    await using folder = await makeFolder();
    const keys = await Promise.all(Array.from({ length: 12 }, () => openServerKey(folder.path)));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  });

  test.each(['', 'abc\n', `${'g'.repeat(64)}\n`])(
    'refuses the file %j, and keeps it',
    async (text) => {
      await using folder = await makeFolder();
      await writeFile(path.join(folder.path, 'key'), text);
      await expect(openServerKey(folder.path)).rejects.toThrow('Restore it from a backup');
      expect((await bytesBelow(folder.path)).toString()).toBe(text);
    },
  );
});

describe('createFile', () => {
  test('changes nothing when the file is there', async () => {
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'file');
    expect(await createFile(file, Buffer.from('one'))).toBe(true);
    expect(await createFile(file, Buffer.from('two'))).toBe(false);
    expect((await bytesBelow(folder.path)).toString()).toBe('one');
  });
});

describe('replaceFile', () => {
  test('leaves the new file and nothing beside it', async () => {
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'file');
    await replaceFile(file, Buffer.from('one'));
    await replaceFile(file, Buffer.from('two'));
    expect((await bytesBelow(folder.path)).toString()).toBe('two');
  });
});
