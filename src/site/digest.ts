import { createHash } from 'node:crypto';

import type { ImageMetadata } from 'astro';

import shell from 'virtual:freehold/hub';

import { factsOf } from './picture-facts.ts';

/** A hash over everything a page shows. */
export function digestOf(parts: readonly unknown[]): string {
  const text = JSON.stringify(parts, (_name, value: unknown) =>
    isPicture(value) ? factsOf(value) : value,
  );
  return createHash('sha256').update(text).digest('hex');
}

/** Stands for what every page shows: hashed once, not again for each page. */
export const shellDigest = digestOf([shell]);

/** `in` reads no property, so Astro takes no notice; see {@link factsOf}. */
function isPicture(value: unknown): value is ImageMetadata {
  return typeof value === 'object' && value !== null && 'src' in value && 'format' in value;
}
