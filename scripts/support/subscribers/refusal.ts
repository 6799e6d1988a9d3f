import { SubscriberFileError } from '#adapters/subscriber-file.ts';
import { isStoreError } from '#audience/store.ts';

import { WrongUsage } from '../questions.ts';

/** What a person may have caused, as one text and an exit status; `null` for a fault of ours. */
export function refusalOf(error: unknown): { message: string; status: 1 | 2 } | null {
  if (error instanceof WrongUsage) return { message: error.message, status: 2 };
  if (error instanceof SubscriberFileError || isStoreError(error)) {
    return { message: error.message, status: 1 };
  }
  return null;
}
