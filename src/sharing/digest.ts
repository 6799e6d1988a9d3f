import { createHash } from 'node:crypto';

/** The first `length` hexadecimal digits of the SHA-256 of `parts`, which are kept apart. */
export function digestOf(parts: readonly unknown[], length: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);
}
