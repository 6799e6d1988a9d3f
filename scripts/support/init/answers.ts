import { slugOf } from '#articles/drafts/slug.ts';
import type { Beginning, Brand } from '#articles/drafts/first-hub/brand.ts';
import { hubSchema } from '#hub/hub.ts';
import { isId } from '#hub/ids.ts';
import { type Language, languages, type Localised } from '#hub/languages.ts';

import type { z } from 'zod';

import { type Asker, choiceFor, textFor, WrongUsage } from '../questions.ts';
import { colorFor } from './color.ts';

/** What the command line gave; see the usage of scripts/init.ts. */
export interface Given {
  readonly name?: string | undefined;
  readonly domain?: string | undefined;
  readonly languages?: string | undefined;
  readonly 'default-language'?: string | undefined;
  readonly accent?: string | undefined;
  readonly email?: string | undefined;
  readonly 'sender-name'?: string | undefined;
  readonly 'sender-address'?: string | undefined;
  readonly 'postal-address'?: string | undefined;
  readonly person?: string | undefined;
  readonly role?: string | undefined;
  readonly topics?: string | undefined;
  readonly 'time-zone'?: string | undefined;
}

export interface Answers {
  readonly brand: Brand;
  readonly person: Beginning['person'];
  readonly topics: Beginning['topics'];
}

/** Asks for what the flags leave open; throws {@link WrongUsage} or `BrokenOff`. */
export async function answersFor(
  given: Given,
  { ask, remark }: { ask: Asker | null; remark: (line: string) => void },
): Promise<Answers> {
  const fields = hubSchema.shape;
  const text = async (
    flag: keyof Given,
    question: string,
    { schema, standard }: { schema: z.ZodType; standard?: string },
  ) => {
    const wish = {
      flag,
      given: given[flag],
      question:
        standard === undefined ? question : `${question} (${standard || 'may be left for later'})`,
      accept: (typed: string) => faultOf(typed.trim(), schema),
      ...(standard !== undefined && { otherwise: 'leave out' as const }),
    };
    return (await textFor(wish, ask)) ?? standard ?? '';
  };

  const name = await text('name', 'What is the brand called?', { schema: fields.name });
  const site = siteOf(
    (await textFor(
      {
        flag: 'domain',
        given: given.domain,
        question: 'On which domain will the hub be, such as hub.brand.nl?',
        accept: (typed) => faultOf(siteOf(typed), fields.site),
      },
      ask,
    )) ?? '',
  );
  const spoken = await languagesFor(given, ask);
  const color = await colorFor(given.accent, { ask, remark });
  const [main = 'nl'] = spoken;
  const host = new URL(site).hostname.replace(/^www\./, '');
  const at = (dutch: string, english: string) => `${main === 'nl' ? dutch : english}@${host}`;
  const mail = fields.organisation.shape.email;
  const email = await text('email', 'Where do readers write to you?', {
    schema: mail,
    standard: at('redactie', 'editors'),
  });
  const { sender } = fields.newsletter.shape;
  const senderName = await text('sender-name', 'Whose name does the newsletter carry?', {
    schema: sender.shape.name,
    standard: name,
  });
  const senderAddress = await text('sender-address', 'From which address does it come?', {
    schema: sender.shape.address,
    standard: at('nieuwsbrief', 'newsletter'),
  });
  const postalAddress = await text(
    'postal-address',
    'Postal address, which every issue must state',
    { schema: fields.organisation.shape.postalAddress, standard: '' },
  );
  const person = await text('person', 'Who writes first? A name', {
    schema: fields.name,
    standard: main === 'nl' ? 'De redactie' : 'The editors',
  });
  const role = given.role?.trim();
  const topics = await text('topics', 'Three to seven topics, with commas between them', {
    schema: fields.name.or(fields.description),
    standard: standardTopics(spoken),
  });
  const timeZone = given['time-zone'] ?? 'Europe/Amsterdam';
  const zoneFault = faultOf(timeZone, fields.timeZone);
  if (zoneFault !== null) throw new WrongUsage(`--time-zone ${zoneFault}`);
  return {
    brand: {
      ...{ name, site, languages: spoken, color, email, senderName, senderAddress, timeZone },
      postalAddress: postalAddress || undefined,
    },
    person: { id: idOf(person, 'person'), name: person, role: role ? { [main]: role } : {} },
    topics: topicsOf(topics, spoken),
  };
}

/** `brand.nl`, `https://brand.nl/` and the like as an origin. */
function siteOf(text: string): string {
  const typed = text.trim().replace(/\/+$/, '');
  return /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed.toLowerCase()}`;
}

async function languagesFor(given: Given, ask: Asker | null): Promise<Language[]> {
  const choice = await choiceFor(
    {
      flag: 'languages',
      given: given.languages?.replaceAll(/\s/g, ''),
      question: 'In which languages do you write?',
      options: [
        { value: 'nl', label: 'Dutch' },
        { value: 'en', label: 'English' },
        { value: 'nl,en', label: 'Dutch and English' },
        { value: 'en,nl', label: 'English and Dutch' },
      ],
      otherwise: 'nl',
    },
    ask,
  );
  const chosen = languages.filter((one) => choice.split(',').includes(one));
  const asked = given['default-language'] ?? choice.split(',')[0];
  const main = chosen.find((one) => one === asked);
  if (!main) {
    throw new WrongUsage(`--default-language is "${asked}"; write one of ${chosen.join(', ')}.`);
  }
  return [main, ...chosen.filter((one) => one !== main)];
}

/** `Nieuws / News, Uitleg` as topics: each in the hub's languages, in their order. */
function topicsOf(text: string, spoken: readonly Language[]): Beginning['topics'] {
  const topics = text
    .split(',')
    .map((one) => one.split('/').map((name) => name.trim()))
    .filter(([first]) => first !== undefined && first !== '')
    .map((names) => {
      const name: Localised = Object.fromEntries(
        spoken.flatMap((language, index) => (names[index] ? [[language, names[index]]] : [])),
      );
      return { id: idOf(names[0] ?? '', 'topics'), name };
    });
  const ids = topics.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new WrongUsage(`--topics has "${twice}" twice; remove one.`);
  if (topics.length === 0)
    throw new WrongUsage('--topics names none; write for example "News, How it works".');
  return topics;
}

function standardTopics(spoken: readonly Language[]): string {
  const names = [
    { nl: 'Nieuws', en: 'News' },
    { nl: 'Uitleg', en: 'How it works' },
    { nl: 'Achter de schermen', en: 'Behind the scenes' },
  ];
  return names.map((name) => spoken.map((one) => name[one]).join(' / ')).join(', ');
}

function idOf(name: string, flag: string): string {
  const id = slugOf(name);
  if (isId(id)) return id;
  throw new WrongUsage(
    `--${flag} has "${name}", which gives no address; write it in Latin letters.`,
  );
}

function faultOf(value: string, schema: z.ZodType): string | null {
  const { error } = schema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (!issue) return null;
  if (issue.code === 'too_big') return `is too long; write at most ${issue.maximum} characters`;
  if (issue.code === 'too_small') return 'is empty';
  if (issue.code === 'invalid_format' && issue.format === 'email')
    return `is "${value}", which is no mail address`;
  if (issue.code === 'invalid_format' && issue.format === 'url')
    return `is "${value}", which is no domain`;
  return issue.message.startsWith('must') ? issue.message : `is "${value}"; ${issue.message}`;
}
