import { chmod, symlink } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';

import { articleText, type FileChange, makeHub, pageText } from '../../support/hub-folder.ts';
import {
  articleFile,
  asOf,
  expectMistake,
  type Mistake,
  problemsWith,
  withFields,
} from '../../support/mistakes.ts';

const hubFile = 'content/hub.yaml';
const hub = (change: (text: string) => string) => ({ [hubFile]: change });
const other = articleText({ fields: { description: 'y'.repeat(60) } });

const mistakes: Record<string, Mistake> = {
  'an article outside its language': {
    files: { 'content/articles/los.mdx': other },
    file: 'content/articles/los.mdx',
    rule: 'content/place',
    says: ['is not where it would be read', 'put it at content/articles/<nl|en>/<slug>.mdx'],
  },
  'an article with capitals in its name': {
    files: { 'content/articles/nl/Los Wiel.mdx': other },
    file: 'content/articles/nl/Los Wiel.mdx',
    rule: 'content/place',
    says: ['is called "Los Wiel"', 'Rename it to los-wiel.mdx.'],
  },
  'an article in an unknown language': {
    files: { 'content/articles/fr/velo.mdx': other },
    file: 'content/articles/fr/velo.mdx',
    rule: 'content/place',
    says: ['a folder that is no language', 'content/articles/<nl|en>/<slug>.mdx'],
  },
  'an article as plain Markdown': {
    files: { 'content/articles/nl/los.md': other },
    file: 'content/articles/nl/los.md',
    rule: 'content/place',
    says: ['does not end with .mdx', '<slug>.mdx'],
  },
  'a slug that leaves its folder': {
    files: { 'content/articles/nl/a%2F..%2F..%2Fevil.mdx': other },
    file: 'content/articles/nl/a%2F..%2F..%2Fevil.mdx',
    rule: 'content/place',
    says: ['is called "a%2F..%2F..%2Fevil"', 'use lower-case letters'],
  },
  'a slug with capitals': {
    files: { 'content/articles/nl/Band.mdx': other },
    file: 'content/articles/nl/Band.mdx',
    rule: 'content/place',
    says: ['is called "Band"', 'use lower-case letters, digits and single hyphens'],
  },
  'a person in the wrong format': {
    files: { 'content/people/bob.json': '{}' },
    file: 'content/people/bob.json',
    rule: 'content/place',
    says: ['does not end with .yaml', 'content/people/<id>.yaml'],
  },
  'a folder that nothing reads': {
    files: { 'content/artikelen/nl/x.mdx': 'x' },
    file: 'content/artikelen/nl/x.mdx',
    rule: 'content/unread',
    severity: 'warning',
    says: ['is read by nothing', 'content/articles/'],
  },
  'a page at the address of feeds': {
    files: { 'content/pages/nl/feeds.mdx': pageText() },
    file: 'content/pages/nl/feeds.mdx',
    rule: 'content/reserved-slug',
    says: ['would be at /feeds/', 'give the file another name'],
  },
  'a page at the address of the English hub': {
    files: { 'content/pages/nl/en.mdx': pageText() },
    file: 'content/pages/nl/en.mdx',
    rule: 'content/reserved-slug',
    says: ['would be at /en/', 'give the file another name'],
  },
  'a page at an address that the build uses': {
    files: { 'content/pages/nl/cards.mdx': pageText() },
    file: 'content/pages/nl/cards.mdx',
    rule: 'content/reserved-slug',
    says: ['would be at /cards/', 'another name'],
  },
  'an English page at a fixed place': {
    files: { 'content/pages/en/topics.mdx': pageText({ fields: { lang: 'en' } }) },
    file: 'content/pages/en/topics.mdx',
    rule: 'content/reserved-slug',
    says: ['would be at /en/topics/', 'another name'],
  },
  'a language that the hub does not publish': {
    files: {
      ...hub((text) => text.replace('  - en\n', '')),
      'content/pages/en/about.mdx': pageText({ fields: { lang: 'en' } }),
    },
    file: 'content/pages/en/about.mdx',
    rule: 'content/language',
    line: 'lang: en',
    says: ['is in "en", which the hub does not publish', 'add en to "languages"'],
  },
  'a brand colour that is none': {
    files: hub((text) => text.replace('oklch(0.5 0.15 250)', 'oklch(1.5 0.15 250)')),
    file: hubFile,
    rule: 'brand/color',
    line: 'color:',
    says: ['oklch(1.5 0.15 250)', 'for example oklch('],
  },
  'a missing logo': {
    files: { 'public/logo.svg': null },
    file: hubFile,
    rule: 'hub/logo-missing',
    line: 'logo:',
    says: ['"brand.logo" is /logo.svg', 'put the drawing at public/logo.svg'],
  },
  'a security contact that has expired': {
    files: hub((text) => text.replace('2027-10-01', '2026-11-29')),
    file: hubFile,
    rule: 'hub/security-expires',
    line: 'expires:',
    says: ['2026-11-29 has passed', 'write a day less than a year ahead'],
  },
  'a security contact that expires soon': {
    files: hub((text) => text.replace('2027-10-01', '2026-12-30')),
    file: hubFile,
    rule: 'hub/security-expires',
    severity: 'warning',
    line: 'expires:',
    says: ['less than 30 days ahead', 'check the contact address'],
  },
  'a security contact for years': {
    files: hub((text) => text.replace('2027-10-01', '2027-12-01')),
    file: hubFile,
    rule: 'hub/security-expires',
    severity: 'warning',
    line: 'expires:',
    says: ['more than a year ahead', 'less than a year ahead'],
  },
  'a rule that does not exist': {
    files: hub((text) => `${text}rules: { article/stael: off }\n`),
    file: hubFile,
    rule: 'content/rule-unknown',
    line: 'rules:',
    says: ['article/stael, which is no rule', 'Did you mean "article/stale"?'],
  },
  'a rule that cannot be changed': {
    files: hub((text) => `${text}rules: { image/active: warning }\n`),
    file: hubFile,
    rule: 'content/rule-unknown',
    line: 'rules:',
    says: ['image/active, which cannot be changed', 'remove the line'],
  },
  'a rule about share posts that cannot be changed': {
    files: hub((text) => `${text}rules: { share/no-original: off }\n`),
    file: hubFile,
    rule: 'content/rule-unknown',
    line: 'rules:',
    says: ['share/no-original, which cannot be changed', 'remove the line'],
  },
  'two pillars': {
    files: { 'content/topics/sums.yaml': null },
    file: hubFile,
    rule: 'topics/pillar-count',
    severity: 'warning',
    says: ['the hub has 2 pillars', '3 to 7 topics'],
  },
  'a missing hub.yaml': {
    files: { [hubFile]: null },
    file: hubFile,
    rule: 'content/unreadable',
    says: ['does not exist', 'see content/README.md'],
  },
  'a hidden file in public/': {
    files: { 'public/.env': 'SECRET=1' },
    file: 'public/.env',
    rule: 'public/dotfile',
    says: ['is hidden', 'remove or rename it'],
  },
  'a file in a hidden folder in public/': {
    files: { 'public/.git/config': '[core]' },
    file: 'public/.git/config',
    rule: 'public/dotfile',
    says: ['is hidden', 'remove or rename it'],
  },
};

/** Two files that claim one thing: each problem names the other file. */
const pairs: Record<
  string,
  { files: Record<string, FileChange>; rule: string; between: [string, string]; line?: string }
> = {
  '.mdx beside .md': {
    files: { 'content/articles/nl/eerste-lekke-band.md': other },
    rule: 'content/duplicate-slug',
    between: ['content/articles/nl/eerste-lekke-band.md', articleFile],
  },
  'slugs that differ in case only': {
    files: { 'content/articles/nl/Eerste-Lekke-Band.mdx': other },
    rule: 'content/duplicate-slug',
    between: ['content/articles/nl/Eerste-Lekke-Band.mdx', articleFile],
  },
  'topics with one slug in a language': {
    files: {
      'content/topics/sums.yaml': (text) => `${text}slug: { nl: rekenen, en: repair }\n`,
    },
    rule: 'content/duplicate-slug',
    between: ['content/topics/repair.yaml', 'content/topics/sums.yaml'],
  },
  'one translation key twice in a language': {
    files: {
      ...withFields({ translationKey: 'tyre' }),
      'content/articles/nl/andere-band.mdx': articleText({
        fields: { translationKey: 'tyre', description: 'y'.repeat(60) },
      }),
    },
    rule: 'article/translation-pair',
    between: ['content/articles/nl/andere-band.mdx', articleFile],
    line: 'translationKey: tyre',
  },
  'one description twice in a language': {
    files: { 'content/articles/nl/andere-band.mdx': articleText() },
    rule: 'article/description-unique',
    between: ['content/articles/nl/andere-band.mdx', articleFile],
    line: 'description:',
  },
};

describe('checkContent on places', () => {
  test.each(Object.entries(mistakes))('names %s', async (_, mistake) => expectMistake(mistake));

  test.each(Object.entries(pairs))(
    'names both files of %s',
    async (_, { files, rule, between }) => {
      const problems = await problemsWith(files);
      expect(problems.map((one) => one.rule)).toEqual([rule, rule]);
      const [one, two] = between.toSorted();
      expect(problems.map(({ file }) => file).toSorted()).toEqual([one, two]);
      for (const { file, message } of problems) {
        expect(message).toContain(file === one ? two : one);
      }
    },
  );

  test('lets hub.yaml set rules about share posts', async () => {
    expect(
      await problemsWith(hub((text) => `${text}rules: { share/alt-too-long: off }\n`)),
    ).toEqual([]);
  });

  test('allows one translation key in two languages', async () => {
    const english = {
      title: 'The first flat tyre',
      lang: 'en',
      translationKey: 'tyre',
      description: 'What to do when a tyre goes flat on a dike without a village in sight.',
    };
    const problems = await problemsWith({
      ...withFields({ translationKey: 'tyre' }),
      'content/articles/en/first-flat-tyre.mdx': articleText({ fields: english }),
    });
    expect(problems).toEqual([]);
  });

  test('allows what other machines look for', async () => {
    expect(await problemsWith({ 'public/.well-known/security.txt': 'Contact: x' })).toEqual([]);
  });

  test('refuses a symbolic link in content/ and in public/', async () => {
    await using folder = await makeHub();
    await symlink('/etc', path.join(folder.root, 'content/articles/nl/etc'));
    await symlink('/etc/hostname', path.join(folder.root, 'public/naam.txt'));
    const { problems } = await checkContent(folder.root, { asOf });
    expect(problems).toMatchObject([
      { rule: 'content/symlink', file: 'content/articles/nl/etc' },
      { rule: 'public/symlink', file: 'public/naam.txt' },
    ]);
  });

  test('says which file cannot be read', async () => {
    await using folder = await makeHub();
    await chmod(path.join(folder.root, articleFile), 0);
    const { problems } = await checkContent(folder.root, { asOf });
    // The system's administrator may read everything.
    if (process.getuid?.() === 0) expect(problems).toEqual([]);
    else expect(problems).toMatchObject([{ rule: 'content/unreadable', file: articleFile }]);
  });
});
