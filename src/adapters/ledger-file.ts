import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { ledgerFile } from '#articles/ledger.ts';

import { writeFileAtomically } from './atomic-file.ts';

/** The text of the ledger below `root`; `null` where there is none yet. */
export async function readLedgerText(root: string): Promise<string | null> {
  return readFile(path.join(root, ledgerFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Writes the ledger whole or not at all. */
export async function writeLedgerText(root: string, text: string): Promise<void> {
  await writeFileAtomically(path.join(root, ledgerFile), Buffer.from(text));
}
