import { expect, test } from 'vitest';

import { reasonFor } from '#newsletter/reason.ts';

import { someContent } from '../../support/content-builders.ts';

const { hub } = someContent();
const topicNames = new Map([
  ['hands-on', 'zelf sleutelen'],
  ['sums', 'de rekenkamer'],
]);
const subscription = {
  language: 'nl',
  topics: [],
  frequency: 'each',
  confirmedAt: new Date('2026-10-02T22:30:00Z'),
  firstConfirmedAt: null,
  batch: null,
} as const;

test.each([
  [{}, 'Je krijgt dit omdat je je op 3 oktober 2026 hebt aangemeld voor De Proefbrief.'],
  [
    { topics: ['hands-on', 'sums', 'gone'], frequency: 'weekly' as const },
    'Je krijgt dit omdat je je op 3 oktober 2026 hebt aangemeld voor De Proefbrief, over zelf sleutelen en de rekenkamer, één keer per week.',
  ],
  [{ batch: 'b1' }, 'Je krijgt dit omdat je abonnee bent van De Proefbrief.'],
  [
    { language: 'en' as const, frequency: 'monthly' as const },
    'You receive this because you signed up for The Trial Letter on 3 October 2026, once a month.',
  ],
])('a subscription with %o says why', (fields, sentence) => {
  expect(reasonFor({ ...subscription, ...fields }, { hub, topicNames })).toBe(sentence);
});
