import { createHmac } from 'node:crypto';

import { type Challenge, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';

import type { Proof } from '#audience/approach.ts';
import type { GuardedForm } from '#audience/fill-time.ts';

/** How long a form may wait to be sent after its browser got a challenge. */
export const challengeLifetimeMs = 60 * 60 * 1000;

// On average 256 keys of 2000 rounds each: a quarter of a second on a desk, one or two on an old telephone.
const work = {
  algorithm: 'PBKDF2/SHA-256',
  cost: 2000,
  keyPrefix: '00',
  keyLength: 32,
} as const;

interface ProofContext {
  readonly form: GuardedForm;
  readonly serverKey: Uint8Array;
  readonly now: Date;
}

/** A challenge that only this form takes, for as long as it lives. Nothing of it is kept. */
export function issueChallenge({ form, serverKey, now }: ProofContext): Promise<Challenge> {
  const until = now.getTime() + challengeLifetimeMs;
  const hmacSignatureSecret = secretOf(serverKey);
  return createChallenge({ ...work, deriveKey, hmacSignatureSecret, data: { form, until } });
}

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));

const solvedSchema = z.strictObject({
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.literal(work.algorithm),
      cost: z.literal(work.cost),
      keyPrefix: z.literal(work.keyPrefix),
      keyLength: z.literal(work.keyLength),
      nonce: hex(32),
      salt: hex(32),
      data: z.strictObject({ form: z.string(), until: z.int() }),
    }),
    signature: hex(64),
  }),
  solution: z.strictObject({
    counter: z.int().min(0).max(0xff_ff_ff_ff),
    derivedKey: hex(2 * work.keyLength),
    time: z.number().optional(),
  }),
});

/**
 * The proof in `text`, the JSON of a challenge and its solution, or `null` when the challenge is not ours, of another
 * form or expired, was altered anywhere, or is not solved. Whether it was used before only the store can tell.
 */
export async function readProof(
  text: string,
  { form, serverKey, now }: ProofContext,
): Promise<Proof | null> {
  const { data } = solvedSchema.safeParse(jsonOf(text));
  if (!data) return null;
  const { challenge, solution } = data;
  const { data: bound } = challenge.parameters;
  if (bound.form !== form || bound.until <= now.getTime()) return null;

  const hmacSignatureSecret = secretOf(serverKey);
  const { verified } = await verifySolution({
    ...{ challenge, deriveKey, hmacSignatureSecret },
    solution: { counter: solution.counter, derivedKey: solution.derivedKey },
  });
  return verified ? { hash: challenge.signature, until: new Date(bound.until) } : null;
}

function secretOf(serverKey: Uint8Array): string {
  return createHmac('sha256', serverKey).update('proof-of-work').digest('hex');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
