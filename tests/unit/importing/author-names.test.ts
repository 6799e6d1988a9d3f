import { describe, expect, test } from 'vitest';

import { namesIn } from '#importing/author-names.ts';

import { aBlog, planOf } from '../../support/blogs.ts';

describe('namesIn', () => {
  const isKnown = (name: string) => ['ada', 'Jansen, De Wit en Zonen'].includes(name);

  test.each([
    ['Ada Lopez', ['Ada Lopez']],
    ['Ada Lopez, Bob de Wit', ['Ada Lopez', 'Bob de Wit']],
    ['Ada Lopez & Bob de Wit', ['Ada Lopez', 'Bob de Wit']],
    ['Ada Lopez (Acme) en Bob de Wit (Acme)', ['Ada Lopez', 'Bob de Wit']],
    ['ada, Bob de Wit', ['ada', 'Bob de Wit']],
    ['Jansen, De Wit en Zonen', ['Jansen, De Wit en Zonen']],
    ['Ada Lopez, PhD', ['Ada Lopez, PhD']],
    ['Redactie en beheer', ['Redactie en beheer']],
    ['[Ada Lopez](https://x.nl) (Acme)', ['Ada Lopez']],
    ['<b>Ada</b> Lopez', ['Ada Lopez']],
    ['', []],
  ])('%j names %j', (line, names) => {
    expect(namesIn(line, isKnown)).toEqual(names);
  });
});

test('a line of authors signs with each of them, and what stands beside a name is told', () => {
  const of = (author: string) =>
    planOf(aBlog({ 'post.md': `---\ntitle: Brood bakken\nauthor: ${author}\n---\nTekst` }));
  expect(of('Bea Buitenband, Wim Wiel').articles[0]?.authors).toEqual([
    'bea-buitenband',
    'wim-wiel',
  ]);
  const { articles, findings } = of('Wim Wiel (Acme)');
  expect(articles[0]?.authors).toEqual(['wim-wiel']);
  expect(findings.find(({ construct }) => construct === 'author line')?.what).toBe(
    'Wim Wiel (Acme): Wim Wiel',
  );
});

test('an author is found by the nick in the list of authors', () => {
  const { articles } = planOf(
    aBlog(
      { 'post.md': '---\ntitle: Brood bakken\nauthor: bea\n---\nTekst' },
      { authors: { 'Bea Buitenband': { nick: 'bea', name: 'Bea Buitenband' } } },
    ),
  );
  expect(articles[0]?.authors).toEqual(['bea-buitenband']);
});

test('whose blog it is signs what nobody signed', () => {
  const settings = { author: { name: 'Bea Buitenband' } };
  const blog = aBlog({ 'post.md': '---\ntitle: Brood bakken\n---\nTekst' }, { settings });
  expect(planOf(blog).articles[0]?.authors).toEqual(['bea-buitenband']);
  expect(planOf(blog, { author: 'Wim Wiel' }).articles[0]?.authors).toEqual(['wim-wiel']);
});
