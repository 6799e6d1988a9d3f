import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { keyFingerprint } from '#audience/tokens.ts';

import { stampOf } from '../backup/restore-target.ts';
import { replaceFile } from '../durable-file.ts';
import { keyFile as hubKeyFile, readServerKey } from '../server-key.ts';
import { keyFile } from './manifest.ts';
import { MoveError } from './move-error.ts';
import type { ReadExport } from './read-export.ts';
import { openSealedKey } from './sealed-key.ts';

export interface KeyPlace {
  readonly dataDir: string;
  readonly secret: string | undefined;
}

/** What is to be written so that the key of the export is this hub's. */
export type MovedKey =
  | { readonly kind: 'in-place' }
  | { readonly kind: 'write'; readonly key: Uint8Array; readonly aside: string | null };

const hubKeyBytes = 32;

/**
 * How the key that an export was made with becomes this hub's. `askPassphrase` is asked when it has to be unsealed.
 * Throws a {@link MoveError} when the key is not at hand: then no unsubscribe link of before would work, and nobody
 * on the list of suppressions would be known.
 */
export async function planMovedKey(
  { folder, manifest }: ReadExport,
  {
    dataDir,
    secret,
    now,
    askPassphrase,
  }: KeyPlace & {
    now: Date;
    askPassphrase: () => Promise<string>;
  },
): Promise<MovedKey> {
  const isRight = (key: Uint8Array) => keyFingerprint(key) === manifest.keyFingerprint;
  if (secret !== undefined) {
    if (isRight(Buffer.from(secret))) return { kind: 'in-place' };
    throw new MoveError(
      'FREEHOLD_SECRET is not the key that this export was made with. Set it to that of the old hub, or leave it out and give the passphrase.',
    );
  }
  const place = hubKeyFile(dataDir);
  const present = await readServerKey(place);
  if (present && isRight(present)) return { kind: 'in-place' };
  if (!manifest.hasKey) {
    throw new MoveError(
      `The export was made without the server key. Put the old hub's data/key at ${place}, or set FREEHOLD_SECRET as there: without it old unsubscribe links and the list of suppressed addresses die.`,
    );
  }
  const sealed = await readFile(path.join(folder, keyFile), 'utf8').catch(() => '');
  const key = await openSealedKey(sealed, await askPassphrase());
  if (key === null || !isRight(key)) {
    throw new MoveError('That passphrase does not open the server key. Nothing was changed.');
  }
  if (key.byteLength !== hubKeyBytes) {
    throw new MoveError(
      "The old hub's key was its FREEHOLD_SECRET. Set the same here, then move in again.",
    );
  }
  return { kind: 'write', key, aside: present ? `${place}.before-${stampOf(now)}` : null };
}

/** Does what {@link planMovedKey} found. */
export async function placeMovedKey(plan: MovedKey, dataDir: string): Promise<void> {
  if (plan.kind === 'in-place') return;
  const place = hubKeyFile(dataDir);
  if (plan.aside !== null) await replaceFile(plan.aside, await readFile(place));
  await replaceFile(place, Buffer.from(`${Buffer.from(plan.key).toString('hex')}\n`));
}
