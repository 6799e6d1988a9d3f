import { describe, expect, test } from 'vitest';

import { articleText } from '../../support/hub-folder.ts';
import { expectMistake, type Mistake, problemsWith } from '../../support/mistakes.ts';

const file = 'content/redirects.yaml';
const page = '/artikelen/eerste-lekke-band/';
const draft = articleText({ fields: { status: 'draft', description: 'y'.repeat(60) } });

/** A second line with one mistake, after one that is right. */
function line(text: string): Pick<Mistake, 'files' | 'file' | 'line'> {
  return {
    files: { [file]: `/goed/: ${page}\n${text}\n` },
    file,
    line: text.split('\n').at(-1) ?? '',
  };
}

const mistakes: Record<string, Mistake> = {
  'an old path without its slash': {
    ...line(`oud: ${page}`),
    rule: 'redirect/address',
    says: ['does not begin with a slash', 'write /oud'],
  },
  'a whole old address of the hub': {
    ...line(`https://proefhub.example/oud?x=1: ${page}`),
    rule: 'redirect/address',
    says: ['names the hub itself', 'write only the path: /oud?x=1'],
  },
  'an old address elsewhere': {
    ...line(`https://oud.example/a: ${page}`),
    rule: 'redirect/address',
    says: ['is on oud.example', 'send that domain to the hub first'],
  },
  'a pattern': {
    ...line(`/2019/*: ${page}`),
    rule: 'redirect/address',
    says: ['is a pattern', 'write them out'],
  },
  'a bad escape': {
    ...line(`/100%: ${page}`),
    rule: 'redirect/address',
    says: ['a % that begins no character', 'correct it'],
  },
  'the same old address in another spelling': {
    ...line(`/GOED/index.html: ${page}`),
    rule: 'redirect/address',
    says: ['is the same old address as "/goed/"', 'keep one of the two'],
  },
  'a target that is unsafe': {
    ...line('/oud/: javascript:alert(1)'),
    rule: 'redirect/address',
    says: ['leads to "javascript:alert(1)", which is not safe', 'write a path or an https address'],
  },
  'a target without protocol': {
    ...line('/oud/: //elders.example/'),
    rule: 'redirect/address',
    says: ['names no protocol', 'write https://elders.example/'],
  },
  'a target that is no text': {
    ...line('/oud/: 12'),
    rule: 'content/schema',
    says: ['"/oud/" is 12', 'write a text'],
  },
  'an old path that is a page': {
    ...line(`/Mensen: ${page}`),
    rule: 'redirect/hides-page',
    says: ['is a page that exists (/mensen/)', 'give the page another name'],
  },
  'an old path that is a file': {
    ...line(`/logo.svg: ${page}`),
    rule: 'redirect/hides-page',
    says: ['is a page that exists (/logo.svg)', 'remove the line'],
  },
  'an old path of the host': {
    ...line(`/api/subscribe/: ${page}`),
    rule: 'redirect/hides-page',
    says: ['is an address of the hub itself', 'remove the line'],
  },
  'a parameter that links carry': {
    ...line(`/?utm_source=x: ${page}`),
    rule: 'redirect/hides-page',
    says: ['asks for "utm_source"', 'remove the line'],
  },
  'a redirect to a redirect': {
    ...line('/ouder/: /Goed'),
    rule: 'redirect/chain',
    says: ['which is redirected itself', `write where that leads: ${page}`],
  },
  'a redirect to itself': {
    ...line('/rond/: /rond/'),
    rule: 'redirect/chain',
    says: ['goes round in a circle (/rond/ -> /rond/)', 'let it lead to a page'],
  },
  'a redirect to nowhere': {
    ...line('/oud/: /artikelen/eerste-lekke-bnd/'),
    rule: 'redirect/dead',
    says: ['which does not exist', `Did you mean "${page}"?`],
  },
  'a redirect to a draft': {
    files: {
      [file]: '/oud/: /artikelen/later/\n',
      'content/articles/nl/later.mdx': draft,
    },
    file,
    rule: 'redirect/unpublished',
    severity: 'warning',
    says: ['leads to content/articles/nl/later.mdx, which is in draft', 'until it is published'],
  },
};

describe('the redirects of a hub', () => {
  test.each(Object.entries(mistakes))('%s is refused with its line', (_, mistake) =>
    expectMistake(mistake),
  );

  test('two that lead to each other are both refused', async () => {
    const problems = await problemsWith({ [file]: '/a/: /b/\n/b/: /a/\n' });
    expect(problems.map(({ rule, line: at }) => [rule, at])).toEqual([
      ['redirect/chain', 1],
      ['redirect/chain', 2],
    ]);
  });

  test.each([
    ['/2019/05/oud.html', page],
    ['/2019/05/oud/', '/artikelen/eerste-lekke-band'],
    ['/oud/', `https://proefhub.example${page}`],
    ['/%C3%BCber-uns/', `${page}?a=1#b`],
    ['/?p=123', page],
    ['/mensen.html', '/mensen/'],
    ['/feed/', '/rss.xml'],
    ['/winkel/', 'https://winkel.example/'],
  ])('%s may lead to %s', async (from, to) => {
    expect(await problemsWith({ [file]: `"${from}": "${to}"\n` })).toEqual([]);
  });

  test('a file with only remarks is fine', async () => {
    expect(await problemsWith({ [file]: '# old addresses\n' })).toEqual([]);
  });
});
