import { describe, expect, test } from 'vitest';

import { articleText } from '../../support/hub-folder.ts';
import {
  articleFile,
  expectMistake,
  type Mistake,
  problemsWith,
  withBody,
  withFields,
} from '../../support/mistakes.ts';

const mistakes: Record<string, Mistake> = {
  'a field that does not exist': {
    files: withFields({ titel: 'Oeps' }),
    rule: 'content/schema',
    line: 'titel: Oeps',
    says: ['"titel" is no field', 'Did you mean "title"?'],
  },
  'a nested field that does not exist': {
    files: withFields({ share: { hok: 'Oeps' } }),
    rule: 'content/schema',
    line: 'hok: Oeps',
    says: ['"share.hok" is no field', 'Did you mean "hook"?'],
  },
  'a missing field': {
    files: withFields({ topic: undefined }),
    rule: 'content/schema',
    line: 'title:',
    says: ['"topic" is missing', 'add it, for example topic: bike-care'],
  },
  'a title that is too long': {
    files: withFields({ title: 'lang '.repeat(20) }),
    rule: 'content/schema',
    line: 'title:',
    says: ['"title" is too long (99 characters)', 'at most 90 characters'],
  },
  'a value that is none of those allowed': {
    files: withFields({ kind: 'giude' }),
    rule: 'content/schema',
    line: 'kind: giude',
    says: ['write one of article, guide', 'Did you mean "guide"?'],
  },
  'a text where a list belongs': {
    files: withFields({ authors: 'ada' }),
    rule: 'content/schema',
    line: 'authors: ada',
    says: ['"authors" is "ada"', 'write for example authors: [ada-wezel]'],
  },
  'no origin': {
    files: withFields({ origin: undefined }),
    rule: 'article/origin',
    line: 'title:',
    says: ['"origin" is missing', 'add it, for example origin: { type: own }'],
  },
  'an origin as a text': {
    files: withFields({ origin: 'own' }),
    rule: 'article/origin',
    line: 'origin: own',
    says: ['"origin" is "own"', 'write for example origin: { type: own }'],
  },
  'a guest without permission': {
    files: withFields({ origin: { type: 'guest', guest: 'ada' } }),
    rule: 'article/origin',
    line: 'origin:',
    says: [
      '"origin.permission" is missing',
      'for example permission: { status: own-work, by: "…", on: 2026-10-07 }',
    ],
  },
  'no cover': {
    files: withFields({ cover: undefined }),
    rule: 'content/schema',
    line: 'title:',
    says: [
      '"cover" is missing',
      'for example cover: { src: ../../media/picture.jpg, alt: { nl: "…", en: "…" } }',
    ],
  },
  'no portrait': {
    files: { 'content/people/ada.yaml': (text) => text.replace(/^photo:.*\n( .*\n)*/m, '') },
    file: 'content/people/ada.yaml',
    rule: 'content/schema',
    line: 'name:',
    says: [
      '"photo" is missing',
      'for example photo: { src: ../media/picture.jpg, alt: { nl: "…", en: "…" } }',
    ],
  },
  'the name of an author where an id belongs': {
    files: withFields({ authors: ['Ada Wezel'] }),
    rule: 'content/schema',
    line: 'Ada Wezel',
    says: ['"authors (item 1)" is no id', 'for example ada-wezel'],
  },
  'takeaways that are no list': {
    files: withFields({ takeaways: 'Eén ding, en nog iets' }),
    rule: 'content/schema',
    line: 'takeaways:',
    says: ['"takeaways" is "Eén ding', 'write for example takeaways: ["…"]'],
  },
  'a title that YAML takes for a number': {
    files: withFields({ title: 20262027 }),
    rule: 'content/schema',
    line: 'title: 2026',
    says: ['"title" is 20262027', 'write a text, between quotes: "20262027"'],
  },
  'a title that YAML takes for a note': {
    files: { [articleFile]: articleText().replace('title: ', 'title: #') },
    rule: 'content/schema',
    line: 'title: #',
    says: ['"title" is empty', 'between quotes when it begins with #'],
  },
  'one takeaway': {
    files: withFields({ takeaways: ['Eén ding.'] }),
    rule: 'content/schema',
    line: 'takeaways:',
    says: ['"takeaways" is too short (1 entries)', 'at least 2 entries'],
  },
  'a day that does not exist': {
    files: withFields({ publishedAt: '2026-02-30' }),
    rule: 'content/schema',
    line: 'publishedAt: 2026-02-30',
    says: ['"publishedAt" is "2026-02-30"', 'a day that exists as yyyy-mm-dd'],
  },
  'a day without quotes that does not exist': {
    files: { [articleFile]: articleText().replace('2026-10-07', '2026-13-01') },
    rule: 'content/schema',
    line: 'publishedAt: 2026-13-01',
    says: ['"publishedAt"', 'yyyy-mm-dd'],
  },
  'a question that asks nothing': {
    files: withFields({ question: { nl: 'Dit is geen vraag' } }),
    rule: 'content/schema',
    line: 'nl: Dit is geen vraag',
    says: ['"question.nl"', 'must end with "?"'],
  },
  'broken YAML': {
    files: { [articleFile]: articleText().replace('title: ', 'title: Let op: ') },
    rule: 'content/yaml',
    line: 'title: Let op',
    says: ['a second colon', 'put a text that holds a colon and a space between straight quotes'],
  },
  'a quote that is not closed': {
    files: {
      [articleFile]: articleText().replace(
        /^topic: .*$/m,
        'topic: repair\nquestion: { nl: "Hoe dan? }',
      ),
    },
    rule: 'content/yaml',
    line: 'question: { nl',
    says: ['a quote that never closes', 'close it'],
  },
  'a text that goes on after its quotes': {
    files: { [articleFile]: articleText().replace(/^title: .*$/m, 'title: "Vet" is geen olie') },
    rule: 'content/yaml',
    line: 'title: "Vet"',
    says: ['goes on after a closing quote', "between other quotes: '…'"],
  },
  'a tab before a field': {
    files: { [articleFile]: articleText().replace('  src:', '\tsrc:') },
    rule: 'content/yaml',
    line: 'src:',
    says: ['begins with a tab', 'indent with spaces'],
  },
  'a copied space before a field': {
    files: { [articleFile]: articleText().replace('  src:', '\u00A0\u00A0src:') },
    rule: 'content/yaml',
    line: 'src:',
    says: ['begins with a space that is none', 'type the spaces again'],
  },
  'front matter that does not end': {
    files: { [articleFile]: articleText().replace(/^---\n\n/m, '') },
    rule: 'content/front-matter',
    says: ['does not end', 'put a line "---" below'],
  },
  'a field that stands there twice': {
    files: { [articleFile]: articleText().replace('lang: nl\n', 'lang: nl\nlang: en\n') },
    rule: 'content/yaml',
    line: 'lang: en',
    says: ['"lang" stands here twice', 'keep one'],
  },
  'no front matter': {
    files: { [articleFile]: 'Gewoon tekst.\n' },
    rule: 'content/front-matter',
    says: ['has no front matter', 'begin the file with "---"'],
  },
  'another language than the folder': {
    files: withFields({ lang: 'en' }),
    rule: 'content/language',
    line: 'lang: en',
    says: ['"lang" is "en" in the folder nl', 'make them equal'],
  },
  "a reader's contribution without its id": {
    files: withFields({ kind: 'reader-contribution' }),
    rule: 'article/contribution',
    line: 'kind: reader-contribution',
    says: ['"kind" is reader-contribution', 'add "contributionId"'],
  },
  'closed feedback without a reason': {
    files: withFields({ feedback: { mode: 'closed' } }),
    rule: 'article/closed-reason',
    line: 'feedback:',
    says: ['feedback is closed', 'add "feedback.reason"'],
  },
  'an update before publication': {
    files: withFields({ updatedAt: '2026-10-06' }),
    rule: 'article/dates',
    line: 'updatedAt:',
    says: ['"updatedAt" 2026-10-06 is before "publishedAt" 2026-10-07', 'correct one'],
  },
  'an article nobody looked at for 18 months': {
    files: withFields({ publishedAt: '2025-05-29' }),
    rule: 'article/stale',
    severity: 'warning',
    line: 'publishedAt:',
    says: ['to be reviewed by 2026-11-29', 'set "updatedAt" and a later "reviewBy"'],
  },
  'a review that is due': {
    files: withFields({ reviewBy: '2026-11-29' }),
    rule: 'article/stale',
    severity: 'warning',
    line: 'reviewBy:',
    says: ['to be reviewed by 2026-11-29', 'read it again'],
  },
  'a title with a period': {
    files: withFields({ title: 'De eerste lekke band.' }),
    rule: 'article/title-period',
    line: 'title:',
    says: ['ends with a period', 'remove it'],
  },
  'a quote that nobody said in the article': {
    files: withFields({ quotes: [{ text: 'Fietsen is vallen.', person: 'ada' }] }),
    rule: 'article/quote-text',
    severity: 'warning',
    line: 'text: Fietsen is vallen.',
    says: ['does not stand in the article', 'word for word'],
  },
  'two sources with one id': {
    files: withBody('Water bevriest bij nul graden.<Source id="ijs" />', {
      sources: ['A', 'B'].map((title) => ({ id: 'ijs', title, url: 'https://ijs.example/' })),
    }),
    rule: 'article/source-duplicate',
    line: '- id: ijs',
    says: ['two sources are called "ijs"', 'give one another id'],
  },
};

describe('checkContent on front matter', () => {
  test.each(Object.entries(mistakes))('names %s', async (_, mistake) => expectMistake(mistake));

  test('has nothing to say about the minimal hub', async () => {
    expect(await problemsWith({})).toEqual([]);
  });

  test('says everything at once, in the order of files and lines', async () => {
    const problems = await problemsWith({
      ...withBody('# Nog een titel\n\n[dood](/artikelen/niets/)', { topic: 'repiar' }),
      'content/topics/sums.yaml': 'name: { nl: rekenen }\n',
    });
    expect(problems.map(({ rule }) => rule)).toEqual([
      'reference/dangling',
      'content/heading-level',
      'article/link-dead',
      'content/schema',
    ]);
  });

  test('accepts what belongs to a strategy without judging it', async () => {
    const fields = {
      audience: 'commuters',
      needs: ['stranded'],
      stage: 'reader',
      campaign: 'winterklaar',
    };
    expect(await problemsWith(withFields(fields))).toEqual([]);
  });

  test('does not call a topic unknown whose file is broken', async () => {
    const problems = await problemsWith({ 'content/topics/repair.yaml': 'name: 5\n' });
    expect(problems.map(({ rule }) => rule)).not.toContain('reference/dangling');
  });
});
