import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { readFolder } from '#adapters/importing/read-folder.ts';

import { aBlog, imported, planOf } from '../../support/blogs.ts';

/** What becomes of a folder of `files`. */
async function planned(files: Record<string, string>) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'freehold-eleventy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [file, text] of Object.entries({ 'eleventy.config.js': '', ...files })) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  const { blog, findings } = await readFolder(folder);
  const plan = planOf(blog);
  const told = [...findings, ...plan.findings];
  return {
    redirects: [...plan.redirects.keys()],
    articles: plan.articles,
    text: plan.files.find(({ file }) => file.startsWith('content/articles/'))?.text ?? '',
    toldOf: (construct: string) =>
      told
        .filter((one) => one.construct === construct)
        .map(({ source, what }) => `${source} ${what}`),
  };
}

const text = (fields: string, body = 'Kneed het deeg tien minuten.') =>
  `---\ntitle: Brood & boter bakken\ndate: 2019-05-01\n${fields}---\n${body}\n`;

test.each([
  ['/blog/{{ page.fileSlug }}/', '/blog/brood/'],
  ['blog/{{ title | slugify }}/index.html', '/blog/brood-and-boter-bakken/'],
  ['/{{ page.date | date: "%Y/%-m" }}/{{ slug }}.html', '/2019/5/een-brood.html'],
  ['{{ page.filePathStem }}.{{ page.outputFileExtension }}', '/posts/brood.html'],
])('a permalink that a template makes, %s, leads to the article', (permalink, old) => {
  const fields = `slug: een-brood\npermalink: '${permalink}'\n`;
  const blog = aBlog(
    { 'content/posts/2019-05-01-brood.md': text(fields) },
    { files: ['.eleventy.js'], settings: { input: './content' } },
  );
  expect([...planOf(blog).redirects.keys()]).toEqual([old]);
});

test('a permalink that only the code of the blog can make is named', () => {
  const fields = `permalink: '/{{ page.date | leesbaar }}/'\n`;
  const plan = planOf(aBlog({ 'posts/brood.md': text(fields) }, { files: ['.eleventy.js'] }));
  expect(plan.redirects.size).toBe(0);
  expect(plan.findings.find(({ construct }) => construct === 'old address')?.outcome).toBe('lost');
});

test('what folders and files of data say of texts counts, and code among it is read but not run', async () => {
  const { redirects, articles, toldOf } = await planned({
    'eleventy.config.js': 'export default () => ({ dir: { input: "src" } });',
    'src/posts/posts.11tydata.js':
      'module.exports = { tags: ["posts", "bakken"], geheim: process.env.X, eleventyComputed: { permalink: (data) => `/b/${data.page.fileSlug}/` } };',
    'src/posts/brood.11tydata.json': '{ "author": "Bea Band", "tags": ["meel"] }',
    'src/posts/brood.md': text('tags: gist\n'),
  });
  expect(redirects).toEqual(['/b/brood/']);
  expect(articles[0]?.entry.fields).toMatchObject({
    author: 'Bea Band',
    tags: ['bakken', 'meel', 'gist'],
  });
  expect(toldOf('data')).toEqual([
    'src/posts/posts.11tydata.js is code, which an import does not run: geheim',
  ]);
});

test('values of _data stand where templates showed them, and never in a description that they do not complete', async () => {
  const { text: mdx, toldOf } = await planned({
    '_data/metadata.json': '{ "title": "De Bakkerij", "author": { "name": "Bea" } }',
    '_data/winkel.yaml': 'stad: Deventer\n',
    '_data/nu.js': 'export default () => new Date();',
    'brood.md': text(
      '',
      '{{ metadata.title }} van {{ metadata.author.name }} in {{ winkel.stad }}, {{ nu.jaar }}.',
    ),
  });
  expect(mdx).toContain('De Bakkerij van Bea in Deventer, `{{ nu.jaar }}`.');
  expect(mdx).toContain('description: "De Bakkerij van Bea in Deventer, .');
  expect(toldOf('data')).toEqual(['_data/nu.js is code, which an import does not run: all of it']);
});

test('a text without a page of its own comes as a draft', async () => {
  const { articles } = await planned({ 'brood.md': text('permalink: false\n') });
  expect(articles.map(({ status }) => status)).toEqual(['draft']);
});

test('templates are named once for each folder, and a dated text among them is an article', async () => {
  const { articles, toldOf } = await planned({
    'tags.njk': '---\ntitle: Onderwerpen\ndate: 2019-05-01\npagination: { data: tags }\n---\n',
    'over.html': '<p>Over ons</p>',
    'posts/brood.njk': text('', '<p>Kneed het <em>deeg</em>.</p>'),
  });
  expect(articles.map(({ slug }) => slug)).toEqual(['brood']);
  expect(toldOf('template')).toEqual(['folder 2 pages or templates in HTML: over.html, tags.njk']);
});

test('a picture of the image plugin keeps its words', () => {
  const { body } = imported('{% image "./brood.jpg", "Een brood op de plank", [350, 700] %}', {
    files: ['brood.jpg'],
  });
  expect(body).toBe('![Een brood op de plank](../../media/imported/brood.jpg)');
});
