import { expect, test } from 'vitest';

import { openLedger } from '#importing/noting.ts';
import { placeOf } from '#importing/place.ts';
import { titleFor } from '#importing/title.ts';

test.each([
  ['De ketting van een fiets', 'De ketting van een fiets'],
  ['Zonder punt aan het einde.', 'Zonder punt aan het einde'],
  ['Olie', 'Olie – Tandradijs'],
  [null, 'Natte ketting'],
  [`${'Lange woorden '.repeat(8)}en nog meer`, `${'Lange woorden '.repeat(5)}Lange woorden…`],
])('A text called %j becomes an article called "%s"', (said, title) => {
  const { notes } = openLedger('natte-ketting.md');
  const place = placeOf('natte-ketting.md');
  expect(titleFor(said, { place, notes, hubName: 'Tandradijs' })).toBe(title);
});

test('A hub with a short name lengthens a short title all the same', () => {
  const { notes } = openLedger('x.md');
  const title = titleFor('Zo', { place: placeOf('x.md'), notes, hubName: 'Ja' });
  expect(title.length).toBeGreaterThanOrEqual(8);
});
