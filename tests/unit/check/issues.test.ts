import { stringify } from 'yaml';

import { describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';

import { articleText, type FileChange, makeHub } from '../../support/hub-folder.ts';

const asOf = '2026-11-30';
const file = 'content/issues/nl/2026-11-18.mdx';

const fields = {
  subject: 'De eerste vorst',
  preheader: 'Wat kou met je accu doet, en een lijst voor zaterdag.',
  lang: 'nl',
  status: 'published',
  items: [{ article: 'eerste-lekke-band' }],
};

function issueText(change: Record<string, unknown> = {}, body = 'Beste lezer.'): string {
  return `---\n${stringify({ ...fields, ...change })}---\n\n${body}\n`;
}

async function problemsOf(files: Record<string, FileChange>) {
  await using hub = await makeHub(files);
  return (await checkContent(hub.root, { asOf })).problems;
}

describe('an issue', () => {
  test('of an article of the hub is fine', async () => {
    expect(await problemsOf({ [file]: issueText() })).toEqual([]);
  });

  test.each([
    [
      'an article that nobody wrote',
      { items: [{ article: 'eerste-lekke-bant' }] },
      'issue/owned-items',
      'Did you mean "eerste-lekke-band"?',
    ],
    [
      'an article twice',
      { items: [fields.items[0], fields.items[0]] },
      'issue/repeated-item',
      'keep it once',
    ],
    ['an unknown topic', { topics: ['repairs'] }, 'issue/reference', 'Did you mean "repair"?'],
    ['a correction of nothing', { corrects: '2026-11-04' }, 'issue/reference', 'no earlier issue'],
    [
      'something still to be written',
      { subject: 'TODO: een onderwerp' },
      'issue/unfinished',
      'write it',
    ],
    ['a subject that is too long', { subject: 'x'.repeat(61) }, 'content/schema', '60'],
    ['another language than its folder', { lang: 'en' }, 'content/language', 'make them equal'],
  ])('with %s is refused, with what to do', async (_, change, rule, says) => {
    const problems = await problemsOf({ [file]: issueText(change) });
    expect(problems.map((one) => [one.file, one.rule, one.severity])).toEqual([
      [file, rule, 'error'],
    ]);
    expect(problems[0]?.line).toBeGreaterThan(1);
    expect(problems[0]?.message).toContain(says);
  });

  test.each([
    ['a component that does not exist', '<Kaart>x</Kaart>', 'component/unknown'],
    ['a frame of others', '<iframe src="https://x.example"></iframe>', 'content/platform-embed'],
    ['a link that leads nowhere', '[x](/artikelen/nergens/)', 'article/link-dead'],
    ['a source it cannot have', 'Zie <Source id="x" />.', 'reference/dangling'],
    ['what stands for a reader’s own words', 'freehold-mark-unsubscribe', 'issue/unfinished'],
  ])('whose text has %s is refused at its line', async (_, body, rule) => {
    const problems = await problemsOf({ [file]: issueText({}, `Beste lezer.\n\n${body}`) });
    expect(problems.map((one) => one.rule)).toEqual([rule]);
    const line = issueText({}, `Beste lezer.\n\n${body}`).split('\n').indexOf(body) + 1;
    expect(problems[0]?.line).toBe(line);
  });

  test('that brings what is not public on its day is refused; while it is a draft, warned of', async () => {
    const later = {
      'content/articles/nl/eerste-lekke-band.mdx': articleText({
        fields: { publishedAt: '2026-11-19' },
      }),
    };
    const published = await problemsOf({ ...later, [file]: issueText() });
    expect(published.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['issue/unpublished-item', 'error'],
    ]);
    const draft = await problemsOf({ ...later, [file]: issueText({ status: 'draft' }) });
    expect(draft.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('is named for its day', async () => {
    const misnamed = 'content/issues/nl/winter.mdx';
    const problems = await problemsOf({ [misnamed]: issueText() });
    expect(problems.map((one) => [one.file, one.rule])).toEqual([[misnamed, 'content/place']]);
    expect(problems[0]?.message).toContain('2026-11-18.mdx');
  });

  test('may be linked to, and is a place of the hub', async () => {
    const article = articleText({ body: 'Zie [de brief](/nieuwsbrief/2026-11-18/).' });
    const files = { 'content/articles/nl/eerste-lekke-band.mdx': article, [file]: issueText() };
    expect(await problemsOf(files)).toEqual([]);
  });
});
