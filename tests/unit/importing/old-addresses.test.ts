import { expect, test } from 'vitest';

import { aBlog, planOf } from '../../support/blogs.ts';

/** The redirects of a blog with one text at `source`. */
function redirectsOf(
  source: string,
  {
    program,
    pages = [],
    settings = {},
    fields = '',
  }: { program: string; pages?: string[]; settings?: Record<string, unknown>; fields?: string },
): string[] {
  const text = `---\ntitle: Ketting smeren in vijf stappen\ndate: 2019-05-01\n${fields}---\nOlie op de binnenkant, en veeg de rest eraf.\n`;
  const plan = planOf(aBlog({ [source]: text }, { files: [program, ...pages], settings }));
  return [...plan.redirects].map(([from, to]) => `${from} -> ${to}`);
}

const to = '/artikelen/ketting/';

test.each([
  [{}, '', '/2019/05/01/ketting.html'],
  [{ permalink: 'pretty' }, '', '/2019/05/01/ketting/'],
  [{ permalink: 'ordinal' }, '', '/2019/121/ketting.html'],
  [{ permalink: '/news/:year/:i_month/:title/' }, '', '/news/2019/5/ketting/'],
  [{ permalink: 'none', baseurl: '/blog' }, '', '/blog/ketting.html'],
  [{ permalink: 'none' }, 'categories: Fiets Zelf\n', '/fiets/zelf/ketting.html'],
  [{ permalink: 'none' }, 'permalink: /over/:slug.html\n', '/over/ketting.html'],
  [{ defaults: [{ scope: { path: '' }, values: { permalink: '/d/:title/' } }] }, '', '/d/ketting/'],
])('Jekyll with %j and "%s" showed a post at its own address', (settings, fields, old) => {
  const source = '_posts/2019-05-01-ketting.md';
  expect(redirectsOf(source, { program: '_config.yml', settings, fields })).toEqual([
    `${old} -> ${to}`,
  ]);
});

test.each([
  ['_config.yml', 'source/_posts/ketting.md', {}, '/2019/05/01/ketting/'],
  ['_config.yml', 'source/_posts/ketting.md', { permalink: 'p/:title.html' }, '/p/ketting.html'],
  [
    '_config.yml',
    '_tabs/ketting.md',
    {
      collections: { tabs: { output: true } },
      defaults: [{ scope: { path: '', type: 'tabs' }, values: { permalink: '/:title/' } }],
    },
    '/ketting/',
  ],
  ['hugo.toml', 'content/posts/ketting.md', {}, '/posts/ketting/'],
  ['hugo.toml', 'content/posts/ketting/index.md', {}, '/posts/ketting/'],
  [
    'hugo.toml',
    'content/posts/ketting.md',
    { permalinks: { posts: '/:year/:slug/' } },
    '/2019/ketting/',
  ],
  ['hugo.toml', 'content/posts/ketting.nl.md', { languages: { nl: {} } }, '/nl/posts/ketting/'],
  ['docusaurus.config.js', 'blog/2019-05-01-ketting.md', {}, '/blog/2019/05/01/ketting'],
  ['docusaurus.config.ts', 'blog/2019-05-01-ketting/index.md', {}, '/blog/2019/05/01/ketting'],
  ['docusaurus.config.js', 'blog/2019/05-01-ketting/index.mdx', {}, '/blog/2019/05/01/ketting'],
  ['docusaurus.config.js', 'blog/oud/2018-01-02-ketting.md', {}, '/blog/2018/01/02/oud/ketting'],
  ['docusaurus.config.js', 'blog/tips/ketting.md', {}, '/blog/tips/ketting'],
  [
    'docusaurus.config.js',
    'i18n/nl/docusaurus-plugin-content-blog/2019-05-01-ketting.md',
    {},
    '/nl/blog/2019/05/01/ketting',
  ],
  ['docusaurus.config.js', 'docs/02-fiets/01-ketting.md', {}, '/docs/fiets/ketting'],
  ['.eleventy.js', 'posts/2019-05-01-ketting.md', {}, '/posts/ketting/'],
  ['astro.config.mjs', 'src/content/blog/ketting.md', {}, '/blog/ketting/'],
  ['next.config.js', 'app/(blog)/verhalen/ketting/page.mdx', {}, '/verhalen/ketting'],
])('What %s makes of %s leads to the article', (program, source, settings, old) => {
  const [redirect = ''] = redirectsOf(source, { program, settings });
  expect(redirect.split(' -> ')[0]).toBe(old);
});

test.each([
  [
    'astro.config.ts',
    'src/pages/posts/[...slug]/index.astro',
    'src/data/blog/a/ketting.md',
    '/posts/a/ketting/',
  ],
  [
    'astro.config.ts',
    'src/pages/blog/[...slug].astro',
    'src/content/blog/ketting/index.mdx',
    '/blog/ketting/',
  ],
  [
    'astro.config.mjs',
    'src/pages/[lang]/nieuws/[slug].astro',
    'src/content/nieuws/nl/ketting.md',
    '/nl/nieuws/ketting/',
  ],
  ['astro.config.mjs', 'src/pages/[...slug].astro', 'src/content/blog/ketting.md', '/ketting/'],
  [
    'astro.config.mjs',
    'src/pages/tags/[slug].astro',
    'src/content/blog/ketting.md',
    '/blog/ketting/',
  ],
  [
    'next.config.js',
    'app/(site)/blog/[...slug]/page.tsx',
    'data/blog/a/ketting.mdx',
    '/blog/a/ketting',
  ],
  ['next.config.mjs', 'pages/posts/[slug].js', '_posts/ketting.md', '/posts/ketting'],
  ['next.config.ts', 'src/app/blog/[slug]/page.tsx', 'content/ketting.mdx', '/blog/ketting'],
  ['gatsby-config.js', 'gatsby-node.js', 'content/blog/ketting/index.md', '/ketting/'],
  ['nuxt.config.ts', 'pages/[...slug].vue', 'content/2.blog/1.ketting.md', '/blog/ketting'],
  ['.vitepress/config.mts', 'package.json', 'posts/ketting.md', '/posts/ketting'],
])('%s with the page %s shows %s at %s', (program, page, source, old) => {
  const [redirect = ''] = redirectsOf(source, { program, pages: [page] });
  expect(redirect).toBe(`${old} -> ${to}`);
});

test('A site of Next without such a page does not say where its texts are', () => {
  expect(redirectsOf('data/blog/ketting.mdx', { program: 'next.config.js' })).toEqual([]);
});

test('A text that states its address needs no guess', () => {
  const source = '_posts/2019-05-01-ketting.md';
  const fields = 'permalink: /zo-smeer-je/\n';
  expect(redirectsOf(source, { program: '_config.yml', fields })).toEqual([
    `/zo-smeer-je/ -> ${to}`,
  ]);
});

test('An old address that nobody can know is named as such', () => {
  const plan = planOf(aBlog({ 'ketting.md': '---\ntitle: Ketting smeren\n---\nOlie erop.\n' }));
  expect(plan.redirects.size).toBe(0);
  expect(plan.findings.map(({ construct, outcome }) => `${construct} ${outcome}`)).toContain(
    'old address lost',
  );
});

test('An old address that is a page of the hub is left to the page, and told', () => {
  const source = '_posts/2019-05-01-ketting.md';
  const text = '---\ntitle: Ketting smeren\npermalink: /zoeken/\n---\nOlie erop.\n';
  const plan = planOf(aBlog({ [source]: text }, { files: ['_config.yml'] }));
  expect(plan.redirects.size).toBe(0);
  expect(plan.findings.find(({ construct }) => construct === 'redirect')?.what).toContain(
    'is a page that exists (/zoeken/)',
  );
});

test('a repository that holds a site in a folder says which folder to import', () => {
  const advice = (...files: string[]) =>
    planOf(aBlog({ 'website/blog/ketting.md': 'Olie.' }, { files })).findings.find(
      ({ construct }) => construct === 'old address',
    )?.advice;
  expect(advice('website/docusaurus.config.js', 'package.json')).toMatch(/^import website\/ by/);
  expect(advice('apps/blog/hugo.toml')).toMatch(/^import apps\/blog\/ by/);
  expect(advice('a/hugo.toml', 'b/hugo.toml')).toMatch(/^if it had another/);
});
