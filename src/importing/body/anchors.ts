import { headingIds } from '#articles/heading-ids.ts';

import { headingsOf } from './headings.ts';
import type { ReadBody } from './read-body.ts';
import { textOf } from './tree.ts';

/** Where the names in `#name` lead on the hub's page of a text. */
export interface Anchors {
  /** Ids of the headings, in order, as the hub makes them. */
  readonly ids: readonly string[];
  /** Every old name and the id that it became. */
  readonly byName: ReadonlyMap<string, string>;
}

/** `texts` are the headings as the site reads them; its typography may differ from the source's. */
export function anchorsOf({ root, anchors }: ReadBody, texts: readonly string[]): Anchors {
  const headings = headingsOf(root);
  const ids = headingIds(texts.map((text) => ({ text })));
  const byName = new Map<string, string>();
  const name = (text: string, id: string | undefined) => {
    if (id !== undefined && text !== '' && !byName.has(text)) byName.set(text, id);
  };
  headings.forEach((_, index) => name(ids[index] ?? '', ids[index]));
  const originals = headingIds(headings.map((heading) => ({ text: textOf(heading) })));
  headings.forEach((heading, index) => {
    name(originals[index] ?? '', ids[index]);
    for (const variant of variantsOf(textOf(heading))) name(variant, ids[index]);
  });
  const lines = headings.map(({ position }) => position?.start.line ?? 0);
  for (const anchor of anchors) {
    const next = lines.findIndex((line) => line >= anchor.line && line <= anchor.line + 2);
    const before = lines.findLastIndex((line) => line <= anchor.line);
    name(anchor.name, ids[next >= 0 ? next : before]);
  }
  return { ids, byName };
}

/** How other generators make ids of headings. */
function variantsOf(text: string): string[] {
  const lower = text.toLowerCase();
  // kramdown: letters of the alphabet, digits and hyphens only, and no digit first
  const kramdown = lower
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replace(/^[^a-z]+/, '')
    .replaceAll(' ', '-');
  // markdown-it-anchor and WordPress: one hyphen between words, no accents
  const words = lower
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .match(/[\p{L}\p{N}]+/gu);
  const joined = words?.join('-') ?? '';
  return [kramdown, joined, `h-${joined}`];
}
