import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { StoreError } from '#audience/store.ts';

import { machineTrouble } from '../../../scripts/support/machine-trouble.ts';

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('machineTrouble', () => {
  test('says what happened and what to do about a failed system call', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'freehold-'));
    const file = path.join(folder, 'data');
    await writeFile(file, '');
    const error = await thrownBy(readFile(path.join(file, 'store.db')));
    await rm(folder, { recursive: true });
    expect(machineTrouble(error)).toMatch(/^ENOTDIR.*store\.db'\.\nThere is a file where/);
  });

  test('says what to do about a store that cannot be opened', () => {
    const error = new StoreError('full', 'the store says: database or disk is full');
    expect(machineTrouble(error)).toBe(
      'the store says: database or disk is full.\nThe disk that holds the store is full: free some space and try again.',
    );
  });

  test.each([
    ['a fault of ours', new TypeError('undefined is not a function')],
    [
      'an error of the system that nobody foresaw',
      Object.assign(new Error('?'), { code: 'EXDEV', syscall: 'rename' }),
    ],
    ['what is no error', 'oops'],
  ])('leaves %s alone', (_name, error) => {
    expect(machineTrouble(error)).toBeNull();
  });
});
