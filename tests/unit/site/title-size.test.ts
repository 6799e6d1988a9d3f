import { expect, test } from 'vitest';

import { isLongTitle } from '#site/title-size.ts';

test.each([
  ['Langzaam is ook een snelheid', false],
  ['Je fiets winterklaar in een uur', false],
  ['Arbeidsongeschiktheidsverzekeringen', true],
  ['Meerjarenonderhoud en arbeidsongeschiktheid-verzekeringen', false],
  ['Wat wij van honderd reparaties leerden over kettingen, remmen en de winter', true],
])('isLongTitle: “%s” is %s', (title, isLong) => {
  expect(isLongTitle(title)).toBe(isLong);
});
