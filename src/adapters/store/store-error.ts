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
  if (isPostgresError(error)) return fromPostgres(error);
  if (!isSqliteError(error)) return null;
  const kind = uniqueCodes.includes(error.errcode) ? 'conflict' : sqliteKinds[error.errcode & 0xff];
  return kind === undefined
    ? null
    : new StoreError(kind, `the store says: ${error.message}`, { cause: error });
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html: a class of two characters or a whole code
const postgresKinds: Record<string, StoreErrorKind> = {
  '08': 'unavailable', // connection
  '23505': 'conflict', // unique_violation
  '25006': 'read-only', // read_only_sql_transaction
  '40001': 'busy', // serialization_failure
  '40P01': 'busy', // deadlock_detected
  '53100': 'full', // disk_full
  '53': 'unavailable', // insufficient_resources
  '55P03': 'busy', // lock_not_available
  '57014': 'busy', // query_canceled, by statement_timeout
  '57': 'unavailable', // operator_intervention: the server stops or starts
  '25P03': 'unavailable', // idle_in_transaction_session_timeout
  '28': 'unavailable', // invalid_authorization_specification
  '3D': 'unavailable', // invalid_catalog_name
  XX001: 'corrupt', // data_corrupted
  XX002: 'corrupt', // index_corrupted
};

function fromPostgres(error: Error & { code: string }): StoreError | null {
  const kind = postgresKinds[error.code] ?? postgresKinds[error.code.slice(0, 2)];
  return kind === undefined
    ? null
    : new StoreError(kind, `the database says: ${error.message}`, { cause: error });
}

/** Runs `work` and throws what fails in it as a {@link StoreError} where it is the store's doing. */
export async function withStoreErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error) ?? error;
  }
}

// pg's DatabaseError has a severity beside its SQLSTATE.
function isPostgresError(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error &&
    'severity' in error &&
    'code' in error &&
    typeof error.code === 'string'
  );
}

function isSqliteError(error: unknown): error is Error & { errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}
