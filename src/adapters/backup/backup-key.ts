import { readFile } from 'node:fs/promises';

import { keyFingerprint } from '#audience/tokens.ts';

import { createFile, replaceFile } from '../durable-file.ts';
import { keyFile, readServerKey } from '../server-key.ts';
import { BackupError } from './backup-error.ts';
import { stampOf } from './restore-target.ts';

/** Where a hub's key comes from: `FREEHOLD_SECRET` or the file `key` in its data folder. */
export interface KeySource {
  readonly dataDir: string;
  readonly secret: string | undefined;
}

/** The key's own file beside the backup `file`. */
export function keyBeside(file: string): string {
  return `${file.replace(/\.ndjson\.gz$/, '')}.key`;
}

export type KeptKey =
  | { readonly kind: 'copied'; readonly file: string }
  /** The key is in the environment, which no backup holds. */
  | { readonly kind: 'environment' }
  /** This machine does not have the key that the store was made with. */
  | { readonly kind: 'missing' };

/** Copies the server key to a file of its own beside the backup `file`, readable by its owner only. */
export async function backUpKey(
  file: string,
  { dataDir, secret, fingerprint }: KeySource & { fingerprint: string | null },
): Promise<KeptKey> {
  if (secret !== undefined) {
    const isRight = fingerprint === null || fingerprintOf(secret) === fingerprint;
    return { kind: isRight ? 'environment' : 'missing' };
  }
  const key = await readServerKey(keyFile(dataDir));
  if (key === null || (fingerprint !== null && keyFingerprint(key) !== fingerprint))
    return { kind: 'missing' };
  const copy = keyBeside(file);
  if (!(await createFile(copy, await readFile(keyFile(dataDir))))) {
    throw new BackupError(`${copy} is there already. Choose another name, or move it away.`);
  }
  return { kind: 'copied', file: copy };
}

export type KeyPlan =
  | { readonly kind: 'in-place' }
  /** The key beside the backup goes to `to`; a key of another store that is there is kept at `aside`. */
  | {
      readonly kind: 'copy';
      readonly from: string;
      readonly to: string;
      readonly aside: string | null;
    };

/** How the key that the backup `file` was made with comes to be the hub's. Throws a {@link BackupError} when it is not at hand. */
export async function planKey(
  file: string,
  { dataDir, secret, fingerprint, now }: KeySource & { fingerprint: string | null; now: Date },
): Promise<KeyPlan> {
  if (fingerprint === null) return { kind: 'in-place' };
  if (secret !== undefined) {
    if (fingerprintOf(secret) === fingerprint) return { kind: 'in-place' };
    throw new BackupError(
      'FREEHOLD_SECRET is not the key that this backup was made with: unsubscribe links and the list of suppressed addresses would die. Set it to the key of then.',
    );
  }
  const here = keyFile(dataDir);
  const present = await readServerKey(here);
  if (present !== null && keyFingerprint(present) === fingerprint) return { kind: 'in-place' };
  const from = keyBeside(file);
  const beside = await readServerKey(from);
  if (beside === null || keyFingerprint(beside) !== fingerprint) {
    throw new BackupError(
      `The server key that this backup was made with is neither ${here} nor ${from}. Put it at one of these, or in FREEHOLD_SECRET: without it unsubscribe links and the list of suppressed addresses die.`,
    );
  }
  const aside = present === null ? null : `${here}.before-${stampOf(now)}`;
  return { kind: 'copy', from, to: here, aside };
}

/** Does what {@link planKey} found. */
export async function placeKey(plan: KeyPlan): Promise<void> {
  if (plan.kind === 'in-place') return;
  if (plan.aside !== null) await replaceFile(plan.aside, await readFile(plan.to));
  await replaceFile(plan.to, await readFile(plan.from));
}

function fingerprintOf(secret: string): string {
  return keyFingerprint(Buffer.from(secret));
}
