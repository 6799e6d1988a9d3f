import { isStoreError, StoreError, type StoreErrorKind } from '#audience/store.ts';

// https://www.sqlite.org/rescode.html: the low byte of an extended code is its primary code
const sqliteKinds: Record<number, StoreErrorKind> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'unavailable',
  11: 'corrupt',
  13: 'full',
  14: 'unavailable',
  26: 'corrupt',
};

const uniqueCodes = [1555, 2067];

/**
 * What a failed store operation means, the same for every engine; `null` when `error` is not the store's.
 * SQLite's kind is in `errcode`: messages are for people and may change.
 */
export function toStoreError(error: unknown): StoreError | null {
  if (isStoreError(error)) return error;
  if (!isSqliteError(error)) return null;
  const kind = uniqueCodes.includes(error.errcode) ? 'conflict' : sqliteKinds[error.errcode & 0xff];
  return kind === undefined
    ? null
    : new StoreError(kind, `the store says: ${error.message}`, { cause: error });
}

/** Runs `work` and throws what fails in it as a {@link StoreError} where it is the store's doing. */
export async function withStoreErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error) ?? error;
  }
}

function isSqliteError(error: unknown): error is Error & { errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}
