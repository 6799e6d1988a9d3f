import type { NewFile } from '#articles/drafts/draft.ts';
import { field } from '#articles/drafts/draft.ts';
import { addDays } from '#hub/calendar.ts';
import type { Language } from '#hub/languages.ts';

import type { Brand } from './brand.ts';

/** `content/hub.yaml` of a new hub: complete, with words that hold for any brand until it writes its own. */
export function hubFile(brand: Brand, { today }: { today: string }): NewFile {
  const { name, site, languages, color, email, postalAddress } = brand;
  const inEach = (words: Record<Language, string>) =>
    Object.fromEntries(languages.map((language) => [language, words[language]]));
  const lines = [
    "# The brand's identity and choices. content/README.md explains each field.",
    ...field('name', name),
    ...field('site', site, 'Where readers find the hub: every absolute address begins with it'),
    ...field(
      'tagline',
      inEach(taglines(name)),
      'Yours to write: what the brand stands for, in a line',
    ),
    ...field(
      'description',
      inEach(descriptions(name)),
      'Shown by search engines, 50 to 160 characters',
    ),
    ...field(
      'languages',
      languages,
      'The main one first. Dutch pages live at /, English ones at /en/',
    ),
    ...field('timeZone', brand.timeZone),
    ...field(
      'editorLanguage',
      languages[0],
      'In which npm run check tells you what is wrong: nl or en',
    ),
    '',
    ...field(
      'brand',
      { color, logo: '/logo.svg' },
      'All other colours follow from this one; the logo is public/logo.svg',
    ),
    '',
    ...field('organisation', {
      legalName: name,
      email,
      ...(postalAddress !== undefined && { postalAddress }),
      sameAs: [],
    }),
    ...(postalAddress === undefined
      ? [
          '  # Every issue of the newsletter states it, and none is sent without:',
          '  # postalAddress: Street 1, 1234 AB Town',
        ]
      : []),
    '',
    ...field(
      'newsletter',
      {
        name: inEach(newsletters(name)),
        promise: inEach(promises(name)),
        consent: inEach(consents(name)),
        sender: { name: brand.senderName, address: brand.senderAddress },
      },
      'Its name, what subscribers may expect, and the sentence that they agree to',
    ),
    '',
    ...field(
      'rights',
      { aiInput: false, aiTraining: false, textMining: 'reserved' },
      'May machines answer from your texts, and learn from them?',
    ),
    '',
    ...field(
      'security',
      { contact: `mailto:${email}`, expires: addDays(today, 360) },
      'Who hears of a hole in the site; to be confirmed every year',
    ),
    '',
    '# The platforms you are on, and what for; npm run share writes the posts, npm run platforms lists them all:',
    '# share:',
    '#   platforms:',
    '#     linkedin: { use: distribution }',
    '#     mastodon: { use: conversation }',
    '',
  ];
  return { file: 'content/hub.yaml', text: lines.join('\n') };
}

type Words = Record<Language, string>;

/** What the newsletter is called until the brand thinks of something better. */
export function newsletters(name: string): Words {
  return { nl: `Brief van ${name}`, en: `Letter from ${name}` };
}

function taglines(name: string): Words {
  return { nl: `Zelf verteld door ${name}`, en: `In ${name}’s own words` };
}

function descriptions(name: string): Words {
  return {
    nl: `Artikelen van ${name}, op eigen grond. Lees ze hier, volg de feeds of krijg wat nieuw is per mail.`,
    en: `Articles by ${name}, on ground of our own. Read them here, follow the feeds or have them mailed.`,
  };
}

function promises(name: string): Words {
  return {
    nl: `Een mail als er iets nieuws te lezen is, geschreven door de mensen van ${name}.`,
    en: `A mail when there is something new to read, written by the people of ${name}.`,
  };
}

function consents(name: string): Words {
  const { nl, en } = newsletters(name);
  return {
    nl: `Ja, stuur me ${nl} per e-mail. Afmelden kan altijd, met één klik onderaan elke mail.`,
    en: `Yes, send me ${en} by e-mail. I can leave at any time, with one click at the bottom of every mail.`,
  };
}
