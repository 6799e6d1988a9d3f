import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { beforeAll, describe, expect, test } from 'vitest';

import { challengeLifetimeMs, issueChallenge, readProof } from '#server/proof-of-work.ts';

import { hour, serverKey } from '../../support/audience.ts';

const form = 'subscribe' as const;
const now = new Date('2026-11-22T09:00:00Z');
const context = { form, serverKey, now };

interface Solved {
  readonly challenge: Challenge;
  readonly solution: { readonly counter: number; readonly derivedKey: string };
}

let solved: Solved;

beforeAll(async () => {
  solved = await solve(await issueChallenge(context));
});

async function solve(challenge: Challenge): Promise<Solved> {
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error('no solution was found in time');
  return { challenge, solution };
}

/** The solved challenge with other parameters under the same signature. */
function withParameters(changes: Partial<Challenge['parameters']>): Solved {
  const { challenge, solution } = solved;
  return {
    challenge: { ...challenge, parameters: { ...challenge.parameters, ...changes } },
    solution,
  };
}

const read = (value: unknown, changes = {}) =>
  readProof(JSON.stringify(value), { ...context, ...changes });

describe('readProof', () => {
  test('takes a solved challenge until it expires, and names it for the store to burn', async () => {
    const until = new Date(now.getTime() + challengeLifetimeMs);
    const hash = solved.challenge.signature;
    expect(await read(solved)).toEqual({ hash, until });
    expect(await read(solved, { now: new Date(until.getTime() - 1) })).toEqual({ hash, until });
  });

  test('fault 18: refuses an expired challenge, and one of another form or hub', async () => {
    expect(await read(solved, { now: new Date(now.getTime() + challengeLifetimeMs) })).toBeNull();
    expect(await read(solved, { form: 'question' })).toBeNull();
    const data = { ...solved.challenge.parameters.data, form: 'question' };
    expect(await read(withParameters({ data }), { form: 'question' })).toBeNull();
    expect(await read(solved, { serverKey: new Uint8Array(32).fill(8) })).toBeNull();
  });

  test.each<[string, () => Partial<Challenge['parameters']>]>([
    ['salt', () => ({ salt: flipped(solved.challenge.parameters.salt) })],
    ['nonce', () => ({ nonce: flipped(solved.challenge.parameters.nonce) })],
    // Spliced: digits move from one field to the next, and the text in a row stays the same.
    [
      'place where the salt begins',
      () => {
        const { nonce, salt } = solved.challenge.parameters;
        return { nonce: nonce.slice(0, -2), salt: nonce.slice(-2) + salt };
      },
    ],
    ['expiry', () => ({ data: { form, until: now.getTime() + 2 * hour } })],
    ['work', () => ({ cost: 1 })],
    ['prefix', () => ({ keyPrefix: solved.solution.derivedKey.slice(0, 1) })],
    ['algorithm', () => ({ algorithm: 'SHA-256' })],
    ['length of keys', () => ({ keyLength: 1 })],
    ['expiry that only the library reads', () => ({ expiresAt: 4_000_000_000 })],
    ['signature of a key', () => ({ keySignature: 'ab' })],
  ])('fault 18: refuses a challenge with another %s', async (_name, changes) => {
    expect(await read(withParameters(changes()))).toBeNull();
  });

  test('fault 18: refuses the solution of another challenge, and none', async () => {
    const other = await issueChallenge(context);
    expect(await read({ ...solved, challenge: other })).toBeNull();
    const { counter, derivedKey } = solved.solution;
    const solutions = [
      { counter: counter + 1, derivedKey },
      { counter, derivedKey: flipped(derivedKey) },
      { counter: -1, derivedKey },
      { counter },
      null,
    ];
    for (const solution of solutions) expect(await read({ ...solved, solution })).toBeNull();
    expect(await read({ ...solved, challenge: { ...solved.challenge, signature: '' } })).toBeNull();
  });

  test.each(['', '{', 'null', '[]', '{"challenge":{}}', '"x"', '1e999', '{"__proto__":{}}'])(
    'refuses %j without failing',
    async (text) => {
      expect(await readProof(text, context)).toBeNull();
    },
  );
});

/** The hex text with its first digit changed. */
function flipped(hex: string): string {
  return (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
}
