import { describe, expect, test } from 'vitest';

import { findTypedProof } from '#articles/rules/typed-proof.ts';

describe('findTypedProof', () => {
  test.each([
    ['nl', 'Sluit je aan: al meer dan 500 lezers gingen je voor.', 'meer dan 500 lezers'],
    ['nl', 'Ruim 1.200 trouwe lezers.', 'Ruim 1.200 trouwe lezers'],
    ['nl', 'We hebben 1.200 abonnees.', '1.200 abonnees'],
    ['nl', 'De brief met 2k abonnees', '2k abonnees'],
    ['nl', 'al 2,5 k volgers', 'al 2,5 k volgers'],
    ['nl', '350+ lezers kregen hem.', '350+ lezers'],
    ['nl', 'Zo’n 20 duizend nieuwsbrieflezers.', 'Zo’n 20 duizend nieuwsbrieflezers'],
    ['nl', 'Lees mee met onze 900 followers', '900 followers'],
    ['en', 'Join 2,000 subscribers.', 'Join 2,000 subscribers'],
    ['en', 'More than 500 readers cannot be wrong.', 'More than 500 readers'],
    ['en', 'over 10 thousand happy readers', 'over 10 thousand happy readers'],
    ['en', '1,200 followers', '1,200 followers'],
    ['en', 'Our 3k followers', '3k followers'],
  ] as const)('%s: finds it in "%s"', (language, text, found) => {
    expect(findTypedProof(text, language)?.[0]).toBe(found);
  });

  test.each([
    ['nl', '12 lezers stuurden hun rekening.'],
    ['nl', 'Al 12 lezers stuurden hun rekening.'],
    ['nl', 'Een artikel over 500 lezers van een krant.'],
    ['nl', 'We schreven 60 lezers terug.'],
    ['nl', 'Meer dan 350 fietsers per uur rijden hier langs.'],
    ['nl', 'Meer dan 500 euro van lezers.'],
    ['nl', 'Meer dan 60 procent van de abonnees antwoordde.'],
    ['nl', 'In 2026 vroegen we het de abonnees; sinds 2024 abonnees zijn'],
    ['nl', 'Elke week beantwoordt Yara 3 abonnees.'],
    ['nl', 'Artikel 1.200 lezers'],
    ['en', 'It costs subscribers 500 euro.'],
    ['en', 'For 500 years readers have complained.'],
    ['en', 'A ride of over 100 km for subscribers.'],
    ['en', 'Between 2019 and 2024 followers of the trade noticed.'],
    ['en', 'Room for 60 readers'],
  ] as const)('%s: leaves "%s" alone', (language, text) => {
    expect(findTypedProof(text, language)).toBeNull();
  });

  test('takes linear time', () => {
    const text = `${'1.000 '.repeat(20_000)}${'9'.repeat(50_000)} en ${'meer dan '.repeat(10_000)}`;
    expect(findTypedProof(text, 'nl')).toBeNull();
  });
});
