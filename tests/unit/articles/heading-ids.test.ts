import { satteri } from '@astrojs/markdown-satteri';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { headingIds } from '#articles/heading-ids.ts';
import { parseMdx } from '#adapters/mdx-body.ts';

const renderer = await satteri().createRenderer({ syntaxHighlight: false });

describe('headingIds', () => {
  test.each([
    [['Zes handelingen, de nuttigste eerst'], ['zes-handelingen-de-nuttigste-eerst']],
    [
      ['Eén café', 'Eén café', 'Eén café'],
      ['eén-café', 'eén-café-1', 'eén-café-2'],
    ],
    [
      ['Kop 1', 'Kop', 'Kop'],
      ['kop-1', 'kop', 'kop-2'],
    ],
  ])('turns %j into %j', (texts, ids) => {
    expect(headingIds(texts.map((text) => ({ text })))).toEqual(ids);
  });

  test('gives the ids that the site gives', async () => {
    const words = fc.constantFrom(
      'Band',
      'café',
      '“zo”',
      "'t",
      '--',
      '...',
      '`code`',
      '*nadruk*',
      '1,5',
      'A&B',
      'één_twee',
      '€',
      '–',
      'ß',
      '²',
    );
    const heading = fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(heading, { minLength: 1, maxLength: 5 }), async (headings) => {
        const text = headings.map((one) => `## ${one}`).join('\n\n');
        const parsed = parseMdx(text, 1);
        const { metadata } = await renderer.render(text);
        expect(parsed.body && headingIds(parsed.body.headings)).toEqual(
          metadata.headings.map(({ slug }) => slug),
        );
      }),
      { numRuns: 60 },
    );
  });
});
