import { describe, expect, test } from 'vitest';

import { articleFields } from '../../support/hub-folder.ts';
import { articleFile, problemsWith, withBody, withFields } from '../../support/mistakes.ts';

const brand = `name: Proefhub
role: { nl: Merk, en: Brand }
kind: brand
bio: { nl: Het merk zelf., en: The brand itself. }
photo: { src: ../media/tyre.svg, alt: { nl: Een band, en: A tyre } }
`;

const quoted = {
  quotes: [{ text: 'Zet je fiets op zijn kop', person: 'ada' }],
  updatedAt: '2026-10-09',
  kind: 'guide',
};

describe('checkContent on an article that breaks its schema', () => {
  test('tells its other mistakes at once', async () => {
    const problems = await problemsWith({
      'content/people/proefhub.yaml': brand,
      ...withBody('Zie [dit](/artikelen/nergens/). Al meer dan 500 lezers deden het.', {
        colour: 'red',
        description: 'Te kort.',
        title: 'Een titel met een punt.',
        authors: ['proefhub'],
        topic: 'repiar',
        canonical: 'https://elsewhere.example/a/',
        cover: { src: '../../media/weg.svg', alt: { nl: 'Een band' } },
        share: { hook: 5 },
      }),
    });
    expect(problems.map(({ rule }) => rule).toSorted()).toEqual([
      'article/canonical-owned',
      'article/link-dead',
      'article/no-face',
      'article/title-period',
      'content/hardcoded-proof',
      'content/schema',
      'content/schema',
      'content/schema',
      'image/missing',
      'reference/dangling',
    ]);
    expect(problems.every(({ line }) => line > 1)).toBe(true);
  });

  test.each(Object.keys(articleFields))('blames nothing else when "%s" is wrong', async (field) => {
    const problems = await problemsWith(withFields({ ...quoted, [field]: 5 }));
    expect(problems).toEqual([
      expect.objectContaining({
        file: articleFile,
        message: expect.stringContaining(`"${field}"`),
      }),
    ]);
  });
});
