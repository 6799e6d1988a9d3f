import { platformUses } from '#hub/hub.ts';
import { platformIds } from '#sharing/platforms.ts';

import { stringify } from 'yaml';

import { writer } from './prose.ts';
import { randomFrom } from './random.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How much of everything a generated hub has besides articles. */
export const counts = { people: 8, topics: 5, covers: 6, figures: 3 } as const;

/** The brand's colour before and after the change that touches every page and card. */
export const colours = { before: 'oklch(0.52 0.15 250)', after: 'oklch(0.52 0.15 25)' } as const;

export const personId = (index: number) => `persoon-${index}`;
export const topicId = (index: number) => `onderwerp-${index}`;
export const coverFile = (index: number) => `omslag-${index}.jpg`;
export const figureFile = (index: number) => `figuur-${index}.svg`;
export const portraitFile = (index: number) => `portret-${index}.jpg`;

/** Everything but articles and photographs, by path relative to the hub's folder. */
export function hubFiles({
  seed,
  vocabulary,
}: {
  seed: string;
  vocabulary: Vocabulary;
}): Map<string, string> {
  const write = writer(randomFrom(`${seed}/hub`), { vocabulary, linkTargets: ['/'] });
  const range = (length: number) => Array.from({ length }, (_, index) => index);
  return new Map([
    ['content/hub.yaml', stringify(hub)],
    ...range(counts.people).map((index): [string, string] => [
      `content/people/${personId(index)}.yaml`,
      stringify({
        name: write.phrase(10, 24),
        role: { nl: write.phrase(8, 24) },
        kind: 'employee',
        organisation: hub.name,
        bio: { nl: write.paragraph(25).replaceAll(/[*`]|\[|\]\([^)]*\)/g, '') },
        photo: { src: `../media/${portraitFile(index)}`, alt: { nl: write.phrase(20, 60) } },
      }),
    ]),
    ...range(counts.topics).map((index): [string, string] => [
      `content/topics/${topicId(index)}.yaml`,
      stringify({
        name: { nl: write.phrase(6, 18) },
        intro: { nl: write.phrase(60, 140) },
        hashtags: { nl: [`Onderwerp${index}`] },
      }),
    ]),
    ...range(counts.figures).map((index): [string, string] => [
      `content/media/${figureFile(index)}`,
      drawing(index),
    ]),
    ['public/logo.svg', drawing(0)],
    ['public/favicon.svg', drawing(0)],
  ]);
}

const hub = {
  name: 'Meethub',
  site: 'https://meethub.example',
  tagline: { nl: 'Wat je meet, kun je beter maken' },
  description: { nl: 'Een hub vol verzonnen woorden, om te meten hoe lang bouwen duurt.' },
  languages: ['nl'],
  brand: { color: colours.before, logo: '/logo.svg' },
  organisation: { legalName: 'Meethub', email: 'redactie@meethub.example' },
  newsletter: {
    name: { nl: 'De Meetbrief' },
    promise: { nl: 'Elke maand één brief.' },
    consent: { nl: 'Ja, stuur mij de brief.' },
    sender: { name: 'Meethub', address: 'brief@meethub.example' },
  },
  security: { contact: 'mailto:veilig@meethub.example', expires: '2027-10-01' },
  share: {
    platforms: Object.fromEntries(
      platformIds.map((id, index) => [id, { use: platformUses[index % platformUses.length] }]),
    ),
  },
};

function drawing(index: number): string {
  const bars = [5, 3, 4, 2].map((height, at) => {
    const tall = ((height + index) % 5) + 1;
    return `<path fill="#${['246', '684', 'a52', '579'][at]}" d="M${at * 3 + 1} 6.3v-${tall}h2v${tall}z"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="504" viewBox="0 0 13 6.8">${bars.join('')}</svg>\n`;
}
