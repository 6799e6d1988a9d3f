import { stringify } from 'yaml';
import { describe, expect, test } from 'vitest';

import { expectMistake, type Mistake, problemsWith, withFields } from '../../support/mistakes.ts';

const file = 'content/papers/nl/banden.mdx';

/** The hub with a paper and its file; `fields` are front matter. */
function withPaper(fields: Readonly<Record<string, unknown>> = {}, body = 'Lees dit eerst.') {
  const paper = {
    title: 'Banden in tien stappen',
    description: 'Alles wat je over banden moet weten, in tien stappen en zonder omwegen verteld.',
    lang: 'nl',
    publishedAt: '2026-10-01',
    status: 'published',
    authors: ['ada'],
    gate: 'email',
    file: '/papers/banden.pdf',
    relatedArticles: ['eerste-lekke-band'],
    ...fields,
  };
  return {
    [file]: `---\n${stringify(paper)}---\n\n${body}\n`,
    'public/papers/banden.pdf': '%PDF-1.7',
  };
}

const mistakes: Record<string, Mistake> = {
  'a paper that asks for an address and shows nothing': {
    files: withPaper({}, ''),
    file,
    rule: 'paper/html-version',
    line: 'gate: email',
    says: ['there is no text to read', 'write at least a summary'],
  },
  'a file that is not there': {
    files: withPaper({ file: '/papers/anders.pdf' }),
    file,
    rule: 'paper/file',
    line: 'file:',
    says: ['/papers/anders.pdf, which does not exist', 'add public/papers/anders.pdf'],
  },
  'an article that is not there': {
    files: withPaper({ relatedArticles: ['eerste-lekke-bant'] }),
    file,
    rule: 'reference/dangling',
    line: '- eerste-lekke-bant',
    says: ['"relatedArticles" is "eerste-lekke-bant"', 'eerste-lekke-band'],
  },
  'an author who is not there': {
    files: withPaper({ authors: ['adah'] }),
    file,
    rule: 'reference/dangling',
    line: '- adah',
    says: ['"authors" is "adah"', 'add content/people/adah.yaml'],
  },
  'an update before the paper': {
    files: withPaper({ updatedAt: '2026-09-30' }),
    file,
    rule: 'article/dates',
    line: 'updatedAt',
    says: ['before "publishedAt"', 'correct one'],
  },
  'an article that names a paper of nobody': {
    files: withFields({ paper: 'banden' }),
    rule: 'reference/dangling',
    line: 'paper: banden',
    says: ['"paper" is "banden"', 'add content/papers/nl/banden.mdx'],
  },
  'a link in a paper that leads nowhere': {
    files: withPaper({}, 'Zie [dit](/artikelen/weg/).'),
    file,
    rule: 'article/link-dead',
    line: '[dit]',
    says: ['leads nowhere', 'correct it'],
  },
};

describe('check reports', () => {
  test.each(Object.entries(mistakes))('%s', async (_, mistake) => {
    await expectMistake(mistake);
  });

  test('nothing of a paper that is right, also one that anybody may fetch without text', async () => {
    expect(await problemsWith({ ...withPaper(), ...withFields({ paper: 'banden' }) })).toEqual([]);
    expect(await problemsWith(withPaper({ gate: 'none' }, ''))).toEqual([]);
  });
});
