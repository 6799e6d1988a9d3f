import { expect, test } from 'vitest';

import { aBlog, planOf } from '../../support/blogs.ts';

const article =
  '---\ntitle: Brood zonder kneden\ncategories: [Bakken]\ndate: 2020-03-04\n---\nTekst';

test('the page above a list is no article: it introduces its topic, or all its words are named', () => {
  const { articles, files, findings } = planOf(
    aBlog({
      'content/posts/brood.md': article,
      'content/categories/Bakken/_index.md':
        '---\ntitle: Bakken\ndescription: Alles over deeg en oven.\n---\n',
      'content/categories/Bakken/_index.en.md': '---\ntitle: Baking\n---\nAll about dough.\n',
      'content/posts/_index.md': '---\ntitle: Berichten\n---\nHier staan ze, met **nadruk**.\n',
      'content/_index.md': '---\ntitle: Welkom\n---\n',
    }),
  );
  expect(articles.map(({ slug }) => slug)).toEqual(['brood']);
  const topic = files.find(({ file }) => file === 'content/topics/bakken.yaml')?.text ?? '';
  expect(topic).toContain('nl: Alles over deeg en oven.');
  expect(topic).toContain('en: All about dough.');
  const pages = findings.filter(({ construct }) => construct === 'page of a list');
  expect(pages.map(({ outcome, what }) => `${outcome}: ${what}`)).toEqual([
    'guessed: "Alles over deeg en oven.", now the intro of content/topics/bakken.yaml',
    'guessed: "All about dough.", now the intro of content/topics/bakken.yaml',
    'lost: "Berichten": Hier staan ze, met **nadruk**.',
    'lost: "Welkom", without words of its own',
  ]);
});

test('a page that the old program filled is named, and no article', () => {
  const { articles, findings } = planOf(
    aBlog({
      'content/posts/brood.md': article,
      'content/archief.md': '---\ntitle: Archief\nlayout: archives\n---\n',
    }),
  );
  expect(articles).toHaveLength(1);
  expect(findings.find(({ source }) => source === 'content/archief.md')).toMatchObject({
    outcome: 'lost',
    construct: 'page without words',
  });
});
