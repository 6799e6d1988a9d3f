import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { linksIn } from '#newsletter/checklist.ts';
import { digestArticle, digestComposer } from '#newsletter/compose-digest.ts';
import { readerFragment } from '#newsletter/follow-token.ts';
import { composeIssue } from '#newsletter/compose-issue.ts';
import { composedOnce } from '#newsletter/composed-once.ts';
import { type DigestArticle, type DigestReader, digestFor } from '#newsletter/digest.ts';
import { budgetBytes, encodedBytes, maxHtmlBytes } from '#newsletter/encoded-size.ts';
import { fillMarks, markBeginning, type RecipientWords } from '#newsletter/marks.ts';
import { mailFor } from '#newsletter/message.ts';

import { someContent } from '../../support/content-builders.ts';
import { elementsOf } from '../../support/html.ts';
import { aMailArticle, aMailIssue } from '../../support/mail-parts.ts';

const { hub } = someContent({
  hub: {
    organisation: {
      legalName: 'Coöperatie Proefhub',
      email: 'redactie@proefhub.example',
      postalAddress: 'Postbus 1, 0000 AA Nergens',
    },
  },
});
const siteUrl = 'https://brief.proefhub.example';
const articles = Array.from({ length: 30 }, (_, index) =>
  aMailArticle({
    slug: `artikel-${index}`,
    topic: { id: index % 3 === 0 ? 'sums' : 'repair', name: 'repareren' },
    publishedAt: `2026-11-${String((index % 17) + 1).padStart(2, '0')}`,
  }),
);
const context = { hub, siteUrl, articles };
const only = (chosen: DigestArticle[]) => ({ articles: chosen, letters: [] });

describe('composeIssue', () => {
  const issue = aMailIssue({
    items: [{ article: 'artikel-1', as: 'whole' }, { article: 'artikel-2' }],
    wholes: { 'nl/artikel-1': '<h3>Eerst dit</h3><p>Zet hem op zijn kop.</p>' },
    question: 'Welke band is van jou?',
  });

  test('brings the intro, the articles in their order and the question, in both parts', () => {
    const { message } = composeIssue(issue, context);
    const order = [
      'het vriest',
      'Zet hem op zijn kop',
      'De eerste lekke band van artikel-2',
      'Welke band',
    ];
    for (const part of [message.html, message.text]) {
      const places = order.map((words) => part.indexOf(words));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
    expect(message.articleIds).toEqual(['nl/artikel-1', 'nl/artikel-2']);
  });

  test('states who sends it, from where, and how to get less or nothing', () => {
    const { message } = composeIssue(issue, context);
    for (const part of [message.html, message.text]) {
      for (const words of ['Coöperatie Proefhub', 'Postbus 1, 0000 AA Nergens', 'Afmelden']) {
        expect(part).toContain(words);
      }
    }
  });

  test('leads to the running hub, tagged with the issue, and to others as they are', () => {
    const intro =
      '<p><a href="https://proefhub.example/artikelen/x/?a=1#b">x</a> <a href="https://elders.example/">y</a></p>';
    const { message } = composeIssue(aMailIssue({ intro }), context);
    expect(linksIn(message.html)).toContain(
      `${siteUrl}/artikelen/x/?a=1&utm_source=newsletter&utm_medium=newsletter&utm_content=2026-11-18#b`,
    );
    expect(linksIn(message.html)).toContain('https://elders.example/');
  });

  test('what must be said first stands above an article, and whose it is', () => {
    const guest = aMailArticle({
      slug: 'gast',
      disclosures: ['Gesponsord (Bel & Co). Zij betaalden.'],
      origin: 'Vertaling. Origineel: Slow <is> a speed, Edith.',
    });
    const { message } = composeIssue(aMailIssue({ items: [{ article: 'gast' }] }), {
      ...context,
      articles: [guest],
    });
    expect(message.html).toContain('Gesponsord (Bel &amp; Co). Zij betaalden.');
    expect(message.html).toContain('Origineel: Slow &lt;is&gt; a speed');
    const at = (words: string) => message.text.indexOf(words);
    expect(at('Gesponsord')).toBeGreaterThan(-1);
    expect(at('Gesponsord')).toBeLessThan(at('Wat je doet als'));
  });

  test('template signs come out as they were written', () => {
    const intro = '<p>{{env}} ${naam} &lt;% x %&gt; *|FNAME|*</p>';
    const { message } = composeIssue(aMailIssue({ intro }), context);
    const { text } = mailFor(message, wordsOf(1));
    expect(text).toContain('{{env}} ${naam} <% x %> *|FNAME|*');
  });

  test('above the budget the longest articles become teasers, one after another', () => {
    const long = (kilobytes: number) => `<p>${'Zet hem op zijn kop. '.repeat(kilobytes * 50)}</p>`;
    const items = [1, 2, 3].map((index) => ({ article: `artikel-${index}`, as: 'whole' }));
    const wholes = {
      'nl/artikel-1': long(30),
      'nl/artikel-2': long(60),
      'nl/artikel-3': long(40),
    };
    const composed = composeIssue(aMailIssue({ items, wholes }), context);
    const forms = composed.parts.filter(({ as }) => as !== null).map(({ as }) => as);
    expect(forms).toEqual(['whole', 'teaser', 'whole']);
    expect(composed.parts.filter(({ isShortened }) => isShortened)).toHaveLength(1);
    expect(composed.bytes).toBeLessThanOrEqual(budgetBytes);
    expect(composed.bytes).toBe(encodedBytes(composed.message.html));
    expect(composed.isTooLarge).toBe(false);
  });

  test('an intro that no teaser can make up for is too large', () => {
    const intro = `<p>${'é'.repeat(maxHtmlBytes / 6)}</p>`;
    expect(composeIssue(aMailIssue({ intro }), context).isTooLarge).toBe(true);
  });

  test('every picture has its size and says what it shows', () => {
    const pictures = elementsOf(composeIssue(issue, context).message.html).filter(
      ({ name }) => name === 'img',
    );
    expect(pictures).toHaveLength(1);
    for (const { attributes } of pictures) {
      expect(attributes).toMatchObject({ alt: 'Een lekke band', width: '552', height: '290' });
      expect(attributes['src']).toMatch(/^https:/);
    }
  });

  test('the page has one main heading and says its language twice', () => {
    const elements = elementsOf(composeIssue(issue, context).message.html);
    expect(elements.filter(({ name }) => name === 'h1')).toHaveLength(1);
    const named = elements.filter(({ attributes }) => attributes['lang'] === 'nl-NL');
    expect(named.map(({ name }) => name)).toEqual(['html', 'div']);
    for (const { attributes } of elements.filter(({ name }) => name === 'table')) {
      expect(attributes['role']).toBe('presentation');
    }
  });
});

describe('digestComposer', () => {
  const compose = digestComposer({ ...context, asOf: '2026-11-18' });

  test('is named after its newest article, and says how many come with it', () => {
    const [first, second] = articles.map(digestArticle);
    if (!first || !second) throw new Error('there are 30 articles');
    expect(compose('nl', only([first])).subject).toBe('De eerste lekke band van artikel-0');
    expect(compose('nl', only([first, second])).subject).toBe(
      'De eerste lekke band van artikel-0, en nog één',
    );
    expect(compose('nl', only(articles.map(digestArticle))).subject).toMatch(/, en nog 29$/);
  });

  test('brings exactly the chosen articles, in their order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(articles, { minLength: 1, maxLength: 8 }), (chosen) => {
        const { html, text, articleIds } = compose('nl', only(chosen.map(digestArticle)));
        expect(articleIds).toEqual(chosen.map(({ id }) => id));
        for (const article of articles) {
          const isChosen = chosen.includes(article);
          expect(html.includes(`${article.path}?`), article.id).toBe(isChosen);
          expect(text.includes(`${article.path}?`), article.id).toBe(isChosen);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** MAILS=10000 npm exec -- vitest run … composes as many as the goal asks for. */
const mails = Number(process.env['MAILS'] ?? 2000);

test('of many mails none holds a token, a reason or an address of another, and none an empty mark', () => {
  const asOf = '2026-11-18';
  const compose = composedOnce(digestComposer({ ...context, asOf }));
  const { message: issue } = composeIssue(
    aMailIssue({ items: [{ article: 'artikel-1' }] }),
    context,
  );
  const candidates = articles.map(digestArticle);
  const composed = new Set<object>();
  const faults: object[] = [];
  for (let number = 0; number < mails; number += 1) {
    const chosen = digestFor(aReader(number), { articles: candidates, asOf });
    const message = number % 2 === 0 || chosen === null ? issue : compose('nl', chosen);
    const { html, text } = mailFor(message, wordsOf(number));
    const own = new Set([
      ...[tokenOf('p', number), tokenOf('u', number)],
      ...(number % 3 === 0 ? [tokenOf('r', number)] : []),
      `lezer nummer ${number}`,
    ]);
    for (const part of [html, text]) {
      const held = new Set(part.match(/(?<=(?:token|reader)=)[\w-]+|lezer nummer \d+/g));
      if (held.symmetricDifference(own).size > 0) faults.push({ number, held });
      if (part.includes(markBeginning) || /\w@\w/.test(part)) faults.push({ number, part });
    }
    if (composed.has(message)) continue;
    composed.add(message);
    for (const url of linksIn(message.html)) {
      expect(URL.parse(url)?.protocol, url).toBe('https:');
      expect(text, url).toContain(url);
    }
  }
  expect(faults).toEqual([]);
  expect(composed.size).toBeGreaterThan(10);
});

function aReader(number: number): DigestReader {
  return {
    language: 'nl',
    topics: number % 3 === 0 ? ['sums'] : [],
    frequency: 'each',
    pausedUntil: null,
    since: '2026-11-01',
    had: new Set(articles.slice(0, number % 13).map(({ id }) => id)),
    hadLetters: new Set(),
    lastOn: null,
  };
}

function wordsOf(number: number): RecipientWords {
  return {
    unsubscribe: tokenOf('u', number),
    preferences: tokenOf('p', number),
    reason: `Je krijgt dit omdat je lezer nummer ${number} bent.`,
    reader: number % 3 === 0 ? readerFragment(tokenOf('r', number)) : '',
  };
}

function tokenOf(kind: string, number: number): string {
  return `${kind}${String(number).padStart(42, '0')}`;
}

test('words of a recipient are filled in once, however often a mark stands there', () => {
  const { message } = composeIssue(aMailIssue(), context);
  expect(fillMarks(message.html, wordsOf(7)).split(tokenOf('u', 7))).toHaveLength(2);
});
