import { plainTextOf, wordsOf } from './plain-text.ts';

/** Unhurried reading of running text; the usual measured average is 238 (Brysbaert 2019). */
const wordsPerMinute = 220;

/** Whole minutes to read an MDX `body`, at least 1. */
export function readingMinutes(body: string): number {
  return Math.max(1, Math.round(wordsOf(plainTextOf(body)).length / wordsPerMinute));
}
