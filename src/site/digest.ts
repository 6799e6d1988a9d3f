import { createHash } from 'node:crypto';

/** A hash over everything a page shows. */
export function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
