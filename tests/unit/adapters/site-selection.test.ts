import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { handOver, readSelection } from '#adapters/site-selection.ts';

import { articleText, makeHub } from '../../support/hub-folder.ts';

const asOf = '2026-11-30';

describe('readSelection', () => {
  test('shows what is public on the day, and everything in a preview', async () => {
    await using hub = await makeHub({
      'content/articles/nl/later.mdx': articleText({ fields: { publishedAt: '2026-12-24' } }),
      'content/articles/nl/schets.mdx': articleText({ fields: { status: 'draft' } }),
    });
    const { content } = await readSelection(hub.root, { asOf });
    expect(content.articles.map(({ slug }) => slug)).toEqual(['eerste-lekke-band']);
    const preview = await readSelection(hub.root, { asOf, preview: true });
    expect(preview.content.articles).toHaveLength(3);
  });

  test('spares a preview what Astro would stop at', async () => {
    await using hub = await makeHub({
      'content/articles/nl/schets.mdx': articleText({ fields: { topic: 'repiar' } }),
      'content/articles/nl/kop.mdx': articleText({ body: '#### Te diep' }),
    });
    const { content, broken } = await readSelection(hub.root, { asOf, preview: true });
    expect(content.articles.map(({ slug }) => slug)).toEqual(['eerste-lekke-band', 'kop']);
    expect([...(broken ?? [])]).toEqual(['content/articles/nl/schets.mdx']);
  });

  test('gives what a build handed over, whatever was written since', async () => {
    await using hub = await makeHub();
    const checked = await readSelection(hub.root, { asOf });
    handOver(checked);
    await writeFile(path.join(hub.root, 'content/articles/nl/nieuw.mdx'), articleText());
    expect(await readSelection(hub.root, { asOf })).toBe(checked);

    const anotherDay = await readSelection(hub.root, { asOf: '2026-12-01' });
    expect(anotherDay.content.articles).toHaveLength(2);
  });
});
