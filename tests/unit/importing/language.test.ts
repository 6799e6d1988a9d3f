import { describe, expect, test } from 'vitest';

import { someContent } from '../../support/content-builders.ts';
import { aBlog, planOf } from '../../support/blogs.ts';

const words = {
  nl: `Wie in de winter fietst, weet dat een ketting na elke rit een doek verdient. Het zout van de weg kruipt in de schakels
en eet daar langzaam door. Droog hem, geef hem een druppel olie en draai de trappers een paar keer rond. Zo gaat een ketting
jaren mee en hoor je onderweg alleen de wind. Vergeet ook de remblokken niet, want die slijten in natte maanden het hardst.`,
  en: `Whoever rides a bicycle in winter knows that the chain deserves a cloth after every trip. The salt of the road creeps into
the links and slowly eats its way through. Dry it, give it a drop of oil and turn the pedals a few times. That way a chain will
last for years, and all you hear on the road is the wind. Do not forget the brake pads, which wear hardest in the wet months.`,
  fr: `Celui qui roule en hiver sait que la chaîne mérite un chiffon après chaque trajet. Le sel de la route se glisse dans les
maillons et les ronge lentement. Séchez-la, donnez-lui une goutte d'huile et faites tourner les pédales quelques fois. Ainsi une
chaîne dure des années et vous n'entendez en route que le vent. Pensez aussi aux patins de frein, qui s'usent le plus vite.`,
};

function languagesOf(
  texts: Readonly<Record<string, string>>,
  wishes: Parameters<typeof planOf>[1] & { settings?: Record<string, unknown> } = {},
): { read: Record<string, string>; said: string[] } {
  const { settings = {}, ...others } = wishes;
  const plan = planOf(aBlog(texts, { settings }), { language: null, ...others });
  return {
    read: Object.fromEntries(plan.articles.map(({ entry, lang }) => [entry.source, lang])),
    said: plan.findings
      .filter(({ construct }) => construct === 'language')
      .map(({ source, what }) => `${source}: ${what}`),
  };
}

describe('the language of a text that does not say it', () => {
  test('is what its words tell, also among texts in another one', () => {
    expect(languagesOf({ 'ketting.md': words.nl, 'chain.md': words.en })).toEqual({
      read: { 'ketting.md': 'nl', 'chain.md': 'en' },
      said: ['chain.md: en, by its words'],
    });
  });

  test('is the usual one of the site where the words are few, or code', () => {
    const texts = { 'kort.md': 'Dry the chain.', 'code.md': `\`\`\`\n${words.nl}\n\`\`\`` };
    expect(languagesOf(texts, { settings: { languageCode: 'en-us' } }).read).toEqual({
      'kort.md': 'en',
      'code.md': 'en',
    });
    expect(languagesOf(texts).read).toEqual({ 'kort.md': 'nl', 'code.md': 'nl' });
  });

  test('is what a person says, whatever the words', () => {
    expect(languagesOf({ 'chain.md': words.en }, { language: 'nl' })).toEqual({
      read: { 'chain.md': 'nl' },
      said: [],
    });
  });

  test('is told where the hub does not publish it, and the article comes along', () => {
    expect(languagesOf({ 'chaine.md': words.fr })).toEqual({
      read: { 'chaine.md': 'nl' },
      said: ['chaine.md: nl, though its words are "fr"'],
    });
    const content = someContent();
    const inDutch = { ...content, hub: { ...content.hub, languages: ['nl' as const] } };
    expect(languagesOf({ 'chain.md': words.en }, { content: inDutch }).said).toEqual([
      'chain.md: nl, though its words are "en"',
    ]);
  });
});
