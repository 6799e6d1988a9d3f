import { hash } from 'node:crypto';

/** The first `length` hexadecimal digits of the SHA-256 of `parts`, which are kept apart. */
export function digestOf(parts: readonly unknown[], length: number): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, length);
}
