import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { readContent } from '#adapters/content-files.ts';
import { type Content, publicContent } from '#articles/content.ts';

import { buildDay, builtDemo } from '../support/built-hub.ts';
import { parseDataStore } from '../support/data-store.ts';

const collections = ['articles', 'people', 'topics', 'series', 'pages', 'papers'] as const;

let byFiles: Content;
let byAstro: ReturnType<typeof parseDataStore>;

beforeAll(async () => {
  const { root } = builtDemo();
  const { content } = await readContent(root);
  if (!content) throw new Error('the demo has no hub.yaml');
  byFiles = publicContent(content, buildDay);
  const store = path.join(root, '.cache', 'build', 'astro', 'data-store.json');
  byAstro = parseDataStore(await readFile(store, 'utf8'));
});

/** Astro marks the paths of pictures; values that are not there count as absent. */
function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data).replaceAll('"__ASTRO_IMAGE_', '"'));
}

describe('the two readers of content', () => {
  test.each(collections)('see the same %s', (collection) => {
    const entries = [...(byAstro.get(collection)?.values() ?? [])];
    const seenByAstro = entries.map(({ id, data, body }) => [id, plain(data), body ?? '']);
    const seenByFiles = byFiles[collection].map((one) => [
      one.id,
      plain(one.data),
      // Astro trims; the file reader keeps each line in its place.
      'body' in one ? one.body.trim() : '',
    ]);
    expect(Object.fromEntries(seenByAstro.map(([id, ...rest]) => [id, rest]))).toEqual(
      Object.fromEntries(seenByFiles.map(([id, ...rest]) => [id, rest])),
    );
    expect(entries.length).toBeGreaterThan(0);
  });
});
