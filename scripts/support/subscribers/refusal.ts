import { BackupError } from '#adapters/backup/backup-error.ts';
import { MoveError } from '#adapters/move/move-error.ts';
import { SubscriberFileError } from '#adapters/subscriber-file.ts';
import { isStoreError } from '#audience/store.ts';

import { WrongUsage } from '../questions.ts';

const refusals = [SubscriberFileError, MoveError, BackupError] as const;

/** What a person may have caused, as one text and an exit status; `null` for a fault of ours. */
export function refusalOf(error: unknown): { message: string; status: 1 | 2 } | null {
  if (error instanceof WrongUsage) return { message: error.message, status: 2 };
  if (refusals.some((one) => error instanceof one) || isStoreError(error)) {
    return { message: (error as Error).message, status: 1 };
  }
  return null;
}
