import { describe, test } from 'vitest';

import { articleText } from '../../support/hub-folder.ts';
import { expectMistake, type Mistake, withFields } from '../../support/mistakes.ts';

const person = (change: (text: string) => string) => ({ 'content/people/ada.yaml': change });
const guest = `name: Gijs Gast
role: { nl: Gast }
kind: guest
organisation: Elders
bio: { nl: Gijs fietst. }
photo: { src: ../media/ada.svg, alt: { nl: Gijs, en: Gijs } }
`;
const permission = { status: 'granted', by: 'Gijs Gast', on: '2026-07-20' };
const source = {
  title: 'A flat tyre',
  url: 'https://elders.example/tyre',
  author: 'Gijs Gast',
  language: 'en',
};
const translation = { type: 'translation', source, permission, changes: { nl: 'Ingekort.' } };

const mistakes: Record<string, Mistake> = {
  'an unknown topic': {
    files: withFields({ topic: 'repiar' }),
    rule: 'reference/dangling',
    line: 'topic: repiar',
    says: [
      '"topic" is "repiar"; known topics: repair, riding, sums. Add content/topics/repiar.yaml or correct it.',
      'Did you mean "repair"?',
    ],
  },
  'an unknown author': {
    files: withFields({ authors: ['ada', 'adda'] }),
    rule: 'reference/dangling',
    line: '- adda',
    says: ['"authors" is "adda"; known people: ada', 'Add content/people/adda.yaml'],
  },
  'an unknown series': {
    files: withFields({ series: { id: 'banden', part: 1 } }),
    rule: 'reference/dangling',
    line: 'id: banden',
    says: ['"series.id" is "banden"; known series: none yet', 'Add content/series/banden.yaml'],
  },
  'an unknown guest': {
    files: withFields({ origin: { type: 'guest', guest: 'gijs', permission } }),
    rule: 'reference/dangling',
    line: 'guest: gijs',
    says: ['"origin.guest" is "gijs"', 'Add content/people/gijs.yaml'],
  },
  'an unknown translator': {
    files: withFields({ kind: 'translation', origin: { ...translation, translator: 'vera' } }),
    rule: 'reference/dangling',
    line: 'translator: vera',
    says: ['"origin.translator" is "vera"', 'Add content/people/vera.yaml'],
  },
  'a quote of an unknown person': {
    files: withFields({ quotes: [{ text: 'Zet je fiets op zijn kop en kijk.', person: 'bob' }] }),
    rule: 'reference/dangling',
    line: 'person: bob',
    says: ['"quotes.person" is "bob"', 'Add content/people/bob.yaml'],
  },
  'a person who answers on an unknown topic': {
    files: person((text) => `${text}answersOn: [repiar]\n`),
    file: 'content/people/ada.yaml',
    rule: 'reference/dangling',
    line: 'answersOn: [repiar]',
    says: ['"answersOn" is "repiar"', 'Did you mean "repair"?'],
  },
  'a canonical on a domain of others': {
    files: withFields({ canonical: 'https://elders.example/band/' }),
    rule: 'article/canonical-owned',
    line: 'canonical:',
    says: ['https://elders.example', 'https://proefhub.example'],
  },
  'a quote of someone who does not appear': {
    files: {
      'content/people/gijs.yaml': guest,
      ...withFields({ quotes: [{ text: 'Zet je fiets op zijn kop en kijk.', person: 'gijs' }] }),
    },
    rule: 'article/quote-person',
    line: 'person: gijs',
    says: ['words of Gijs Gast, who neither wrote nor appears', 'name Gijs Gast in the text'],
  },
  "a question that is missing in the article's language": {
    files: {
      'content/articles/en/first-flat-tyre.mdx': articleText({
        fields: { lang: 'en', question: { nl: 'Wanneer liep jouw band leeg?' } },
      }),
    },
    file: 'content/articles/en/first-flat-tyre.mdx',
    rule: 'article/question-missing',
    line: 'question:',
    says: ['"question" has no text in "en"', 'add question.en'],
  },
  'the brand as only author': {
    files: person((text) => text.replace('kind: employee', 'kind: brand')),
    rule: 'article/no-face',
    line: 'authors:',
    says: ['names only the brand (ada)', 'add the employee or guest'],
  },
  'an author from elsewhere without a disclosure': {
    files: person((text) => text.replace('organisation: Proefhub', 'organisation: Elders')),
    rule: 'article/disclosure-missing',
    line: 'authors:',
    says: ['Ada Wielemaker belongs to Elders', '"disclosures"'],
  },
  'a guest from elsewhere without a disclosure': {
    files: {
      'content/people/gijs.yaml': guest,
      ...withFields({ origin: { type: 'guest', guest: 'gijs', permission } }),
    },
    rule: 'article/disclosure-missing',
    line: 'authors:',
    says: ['Gijs Gast belongs to Elders', '"disclosures"'],
  },
  'a translation without permission': {
    files: withFields({ kind: 'translation', origin: { ...translation, permission: undefined } }),
    rule: 'article/origin',
    line: 'origin:',
    says: ['"origin.permission" is missing', 'add it'],
  },
  'a translation without the author of its source': {
    files: withFields({
      kind: 'translation',
      origin: { ...translation, source: { ...source, author: undefined } },
    }),
    rule: 'article/origin',
    line: 'source:',
    says: ['"origin.source.author" is missing', 'add it'],
  },
  'a translation of nothing': {
    files: withFields({ kind: 'translation' }),
    rule: 'article/origin',
    line: 'origin:',
    says: ['"kind" is translation and "origin.type" is own', 'type: translation'],
  },
  'a translation from its own language': {
    files: withFields({
      kind: 'translation',
      origin: { ...translation, source: { ...source, language: 'nl-BE' } },
    }),
    rule: 'article/origin',
    line: 'language: nl-BE',
    says: ['the language of the article itself', 'correct "origin.source.language"'],
  },
  'a licence without its name': {
    files: withFields({
      kind: 'translation',
      origin: { ...translation, permission: { ...permission, status: 'licence' } },
    }),
    rule: 'article/origin',
    line: 'permission:',
    says: ['"origin.permission.status" is licence', 'for example CC BY 4.0'],
  },
};

describe('checkContent on who wrote what', () => {
  test.each(Object.entries(mistakes))('names %s', async (_, mistake) => expectMistake(mistake));
});
