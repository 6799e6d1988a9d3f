import { describe, expect, test } from 'vitest';

import { platformUses } from '#hub/hub.ts';
import { variantOrder, variantsFor } from '#sharing/variants.ts';

import { anArticle, aPerson } from '../../support/content-builders.ts';

const people = [aPerson()];
const full = {
  question: { nl: 'Welke handeling sla jij altijd over?', en: 'Which job do you always skip?' },
  takeaways: ['Begin met licht en remmen.', 'Pomp je banden buiten op.'],
  quotes: [{ text: 'Vast is vast.', person: 'ada' }],
  share: { hook: 'Zes handelingen, één uur.' },
};

describe('variantsFor', () => {
  test.each([
    ['conversation', ['question', 'hook', 'insight-1', 'insight-2', 'quote-1']],
    ['distribution', ['hook', 'insight-1', 'insight-2', 'question', 'quote-1']],
    ['relationship', ['quote-1', 'question', 'insight-1', 'insight-2', 'hook']],
    ['findability', ['insight-1', 'insight-2', 'hook', 'question', 'quote-1']],
    ['service', ['insight-1', 'insight-2', 'question', 'hook', 'quote-1']],
  ] as const)('%s wants %j', (use, ids) => {
    const variants = variantsFor(anArticle(full), { use, people });
    expect(variants.map(({ id }) => id)).toEqual(ids);
  });

  test('every use has an order of all kinds', () => {
    expect(Object.keys(variantOrder).sort()).toEqual([...platformUses].sort());
    for (const order of Object.values(variantOrder)) expect(new Set(order).size).toBe(4);
  });

  test('a missing input makes its variant absent', () => {
    const { share: _, ...withoutHook } = full;
    const [best] = variantsFor(anArticle(withoutHook), { use: 'distribution', people });
    expect(best.id).toBe('insight-1');
  });

  test('an English article without an English question never shows the Dutch one', () => {
    const article = anArticle({ lang: 'en', question: { nl: 'Welke handeling sla jij over?' } });
    expect(variantsFor(article, { use: 'conversation', people }).map(({ text }) => text)).toEqual([
      article.data.description,
    ]);
  });

  test('an article with nothing to choose from is shared by its description', () => {
    const [best] = variantsFor(anArticle(), { use: 'service', people });
    expect(best).toMatchObject({ id: 'summary', text: anArticle().data.description });
  });

  test('a quote names its speaker and is left out when nobody knows who that is', () => {
    const [best] = variantsFor(anArticle(full), { use: 'relationship', people });
    expect(best.framed(best.text)).toBe('“Vast is vast.” – Ada Wielemaker');
    const unknown = variantsFor(anArticle(full), { use: 'relationship', people: [] });
    expect(unknown.map(({ kind }) => kind)).not.toContain('quote');
  });
});
