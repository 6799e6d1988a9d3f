import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';
import { articleDraft } from '#articles/drafts/article-draft.ts';
import { slugOf } from '#articles/drafts/slug.ts';
import { isId } from '#hub/ids.ts';

import { makeHub } from '../../support/hub-folder.ts';
import { asOf } from '../../support/mistakes.ts';

describe('slugOf', () => {
  test.each([
    ['Je fiets winterklaar in een uur', 'je-fiets-winterklaar-in-een-uur'],
    ["Zo plak je 'm: één keer goed!", 'zo-plak-je-m-een-keer-goed'],
    ['Straße & Ærø', 'strasse-aero'],
    ['€ 1.500 voor een fiets', '1-500-voor-een-fiets'],
    ['漢字', ''],
    [`${'lang '.repeat(30)}einde`, 'lang-'.repeat(12).slice(0, -1)],
  ])('makes an address of %j', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  test('is an id or nothing, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const slug = slugOf(title);
        expect(slug === '' || isId(slug)).toBe(true);
      }),
    );
  });
});

describe('articleDraft', () => {
  test('keeps any title as it is', async () => {
    await using hub = await makeHub();
    const { content } = await checkContent(hub.root, { asOf });
    if (!content) throw new Error('the minimal hub is right');
    const title = fc
      .string({
        minLength: 8,
        maxLength: 90,
        unit: fc.constantFrom(...'aé "\'#:{}[]<>&*!|%@`-—.,\\/?'),
      })
      .map((text) => `a${text.slice(0, 80)} bcdefgh`.replaceAll(/\s+/g, ' '));
    await fc.assert(
      fc.asyncProperty(title, async (text) => {
        const [main] = articleDraft(
          {
            slug: 'proef',
            title: text,
            lang: 'nl',
            topic: 'repair',
            authors: ['ada'],
            status: 'draft',
            kind: 'article',
          },
          { hub: content.hub, today: asOf },
        );
        await writeFile(path.join(hub.root, 'content/articles/nl/proef.mdx'), main?.text ?? '');
        const checked = await checkContent(hub.root, { asOf });
        expect(checked.content?.articles.find(({ slug }) => slug === 'proef')?.data.title).toBe(
          text,
        );
      }),
      { numRuns: 25 },
    );
  });
});
