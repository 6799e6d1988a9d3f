/** A backup or restore that cannot be done; the message tells the operator why, and what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** Says that a row of `table` names another row that is not in the backup. */
export function oddReference(table: string): BackupError {
  return new BackupError(
    `The backup is at odds with itself: a row of ${table} belongs to none. Nothing was changed.`,
  );
}
