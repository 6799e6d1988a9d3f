import { describe, expect, test } from 'vitest';

import { articleText } from '../../support/hub-folder.ts';
import {
  articleFile,
  expectMistake,
  type Mistake,
  problemsWith,
  withBody,
} from '../../support/mistakes.ts';

const second = 'content/articles/nl/tweede-band.mdx';
const secondText = (fields: Readonly<Record<string, unknown>> = {}) =>
  articleText({
    fields: { title: 'De tweede lekke band', description: 'x'.repeat(60), ...fields },
    body: '## De plakker\n\nPlakken maar.',
  });

const mistakes: Record<string, Mistake> = {
  'a pull quote of an unknown person': {
    files: withBody('<PullQuote person="adaa">\n\nKijk.\n\n</PullQuote>'),
    rule: 'reference/dangling',
    line: '<PullQuote',
    says: ['"person" of <PullQuote> is "adaa"', 'Did you mean "ada"?'],
  },
  'a link without a text': {
    files: withBody('Lees [](/nieuwsbrief/) eens.'),
    rule: 'article/link-empty',
    line: 'Lees [](',
    says: ['the link to /nieuwsbrief/ has no text', 'write [what it leads to](/nieuwsbrief/)'],
  },
  'a source that does not exist': {
    files: withBody('Rubber slijt.<Source id="rubber" />'),
    rule: 'reference/dangling',
    line: '<Source',
    says: ['names no source; known sources: none yet', 'Add it to "sources"'],
  },
  'a source that is never cited': {
    files: withBody('Rubber slijt.', {
      sources: [{ id: 'rubber', title: 'Rubber', url: 'https://rubber.example/' }],
    }),
    rule: 'article/source-unused',
    severity: 'warning',
    line: 'id: rubber',
    says: ['the source "rubber" is never cited', 'put <Source id="rubber" />'],
  },
  'a claim without a source': {
    files: withBody('Eerst iets anders.\nMaar uit onderzoek komt dit.'),
    rule: 'article/claim-needs-source',
    severity: 'warning',
    line: 'Maar uit onderzoek',
    says: ['"uit onderzoek" needs a source', '<Source id="…" />'],
  },
  'a typed number of readers': {
    files: withBody('Sluit je aan: al meer dan 500 lezers gingen je voor.'),
    rule: 'content/hardcoded-proof',
    line: 'al meer dan 500',
    says: ['"meer dan 500 lezers" is a typed number', 'say what they do instead'],
  },
  'a call to follow elsewhere': {
    files: withBody('Volg ons op elk platform.'),
    rule: 'content/follow-cta',
    severity: 'warning',
    line: 'Volg ons op',
    says: ['sends readers away', 'link /nieuwsbrief/ or /feeds/'],
  },
  'a worn-out word': {
    files: withBody('Dit tilt plakken naar een next level.'),
    rule: 'people/voice',
    severity: 'warning',
    line: 'next level',
    says: ['"next level" is a word that everyone avoids', 'say what you mean'],
  },
  'a word that the author avoids': {
    files: {
      ...withBody('Een unieke, ja Unieke band.'),
      'content/people/ada.yaml': (text) =>
        `${text}voice: { traits: [droog, kort, precies], avoids: [unieke] }\n`,
    },
    rule: 'people/voice',
    severity: 'warning',
    line: 'unieke',
    says: ['"unieke" is a word that Ada Wielemaker avoids', 'say what you mean'],
  },
  'a link to nowhere': {
    files: withBody('Zie [hier](/artikelen/eerste-leke-band/).'),
    rule: 'article/link-dead',
    line: 'Zie [hier]',
    says: ['"/artikelen/eerste-leke-band/" leads nowhere', 'eerste-lekke-band/"?'],
  },
  'a picture whose name holds a space': {
    files: withBody('Kijk:\n\n![Een band](../../media/mijn band.svg)'),
    rule: 'article/link-dead',
    line: '![Een band]',
    says: ['"../../media/mijn band.svg" holds a space', 'write %20'],
  },
  'a link without its scheme': {
    files: withBody('Zie [hier](www.band.example/plak).'),
    rule: 'article/link-dead',
    line: 'Zie [hier]',
    says: ['lacks its beginning', 'write https://www.band.example/plak'],
  },
  'a link by reference to nowhere': {
    files: withBody('Zie [hier][band].\n\n[band]: /onderwerpen/banden/'),
    rule: 'article/link-dead',
    line: '[band]: /onderwerpen',
    says: ['leads nowhere', 'correct it'],
  },
  'a link without its final slash': {
    files: withBody('Zie [hier](/onderwerpen/repair).'),
    rule: 'article/link-dead',
    line: 'Zie [hier]',
    says: ['lacks its final slash', 'write /onderwerpen/repair/'],
  },
  'a dead link with the whole address': {
    files: withBody('Zie [hier](https://proefhub.example/niets/).'),
    rule: 'article/link-dead',
    line: 'Zie [hier]',
    says: ['leads nowhere', 'correct it'],
  },
  'a link to a heading that does not exist': {
    files: withBody('Zie [hier](#de-plakker).\n\n## De plak'),
    rule: 'article/link-dead',
    line: 'Zie [hier]',
    says: ['names no heading', 'Did you mean "de-plak"?'],
  },
  'a link to a heading that another article lacks': {
    files: { ...withBody('Zie [hier](/artikelen/tweede-band/#plakker).'), [second]: secondText() },
    rule: 'article/link-dead',
    line: 'Zie [hier]',
    says: ['names no heading', 'known: de-plakker'],
  },
  'a link that runs code': {
    files: withBody('Zie [hier](javascript:alert).'),
    rule: 'article/link-dead',
    line: 'Zie [hier]',
    says: ['begins with javascript:', 'link with https:'],
  },
  'a link to a draft': {
    files: {
      ...withBody('Zie [hier](/artikelen/tweede-band/).'),
      [second]: secondText({ status: 'draft' }),
    },
    rule: 'article/link-unpublished',
    severity: 'warning',
    line: 'Zie [hier]',
    says: [`links to ${second}, which is in draft`, 'publish that first'],
  },
  'a link to an article of tomorrow': {
    files: {
      ...withBody('Zie [hier](/artikelen/tweede-band/).'),
      [second]: secondText({ publishedAt: '2026-12-01' }),
    },
    rule: 'article/link-unpublished',
    severity: 'warning',
    line: 'Zie [hier]',
    says: ['scheduled for 2026-12-01', 'remove the link'],
  },
  'a place still to be written': {
    files: withBody('TODO: hier komt een plaatje'),
    rule: 'article/unfinished',
    line: 'TODO',
    says: ['still to be written', 'remove the mark'],
  },
};

describe('checkContent on texts', () => {
  test.each(Object.entries(mistakes))('names %s', async (_, mistake) => expectMistake(mistake));

  test.each([
    '/',
    '/en/',
    '/artikelen/eerste-lekke-band/',
    '/artikelen/eerste-lekke-band/#de-plak',
    '#de-plak',
    '/onderwerpen/repair/',
    '/en/topics/repair/',
    '/mensen/ada/',
    '/nieuwsbrief/',
    '/archief/2026/',
    '/zoeken/?q=band',
    '/logo.svg',
    '/rss.xml',
    '../tweede-band/',
    'https://proefhub.example/feeds/',
    'https://elders.example/wat/dan/ook',
    'mailto:redactie@proefhub.example',
  ])('accepts a link to %s', async (url) => {
    const files = { ...withBody(`Zie [hier](${url}).\n\n## De plak`), [second]: secondText() };
    expect(await problemsWith(files)).toEqual([]);
  });

  test('lets a scheduled article link to one that will be out by then', async () => {
    const files = {
      ...withBody('Zie [hier](/artikelen/tweede-band/).', { publishedAt: '2026-12-05' }),
      [second]: secondText({ publishedAt: '2026-12-01' }),
    };
    expect(await problemsWith(files)).toEqual([]);
  });

  test('accepts a claim with a source, and a call to follow beside an own address', async () => {
    const sources = [{ id: 'rubber', title: 'Rubber', url: 'https://rubber.example/' }];
    const body =
      'Uit onderzoek blijkt dit.<Source id="rubber" />\n\nVolg ons op Mastodon, of neem [de brief](/nieuwsbrief/).';
    expect(await problemsWith(withBody(body, { sources }))).toEqual([]);
  });

  test('takes quotes of the text for what they are, whatever their signs', async () => {
    const quotes = [{ text: '"Zet \'m op zijn kop -- en kijk."', person: 'ada' }];
    expect(await problemsWith(withBody('“Zet ’m op *zijn*\nkop — en kijk.”', { quotes }))).toEqual(
      [],
    );
  });

  test('only warns of what is unfinished in a draft', async () => {
    const problems = await problemsWith(withBody('TODO', { status: 'draft' }));
    expect(problems).toMatchObject([{ rule: 'article/unfinished', severity: 'warning' }]);
  });

  test('points to the line of the file, whatever the line endings', async () => {
    const text = articleText({ body: 'Eén.\n\nTwee [x](/niets/).' }).replaceAll('\n', '\r\n');
    const [found] = await problemsWith({ [articleFile]: text });
    expect(text.split('\r\n')[(found?.line ?? 0) - 1]).toContain('Twee');
  });
});

test('a link that shows a picture has its text', async () => {
  const body = '[![Een lekke band](../../media/tyre.svg)](/nieuwsbrief/)';
  expect(await problemsWith(withBody(body))).toEqual([]);
});

test('a broken topic or person is reported itself, not as a dead link', async () => {
  const problems = await problemsWith({
    ...withBody('Zie [rijden](/onderwerpen/fietsen/) en [Ada](/mensen/ada/).'),
    'content/topics/riding.yaml': 'name: 5\nslug: { nl: fietsen }\n',
    'content/people/ada.yaml': 'name: 5\n',
  });
  expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['content/schema']));
});
