import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { readFolder } from '#adapters/importing/read-folder.ts';

test('a folder of odd files gives its texts, and names all that is none', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'freehold-folder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of ['posts', '_posts']) await mkdir(path.join(folder, name));
  const files: Record<string, string | Buffer> = {
    'posts/brood.md': '---\ntitle: Brood\n---\nTekst',
    'posts/krom.md': '---\ntitle: Krom: een brood\n---\nTekst',
    'posts/posts.json': '{ "author": "Bea Band", "tags": ["posts"], "layout": "post.njk" }',
    '_posts/2019-05-01-meel.html': '---\ntitle: Meel\n---\n<p>Tekst</p>',
    'posts/_deel.md': 'Een deel.',
    'eleventy.config.js': 'export default {};',
    'leeg.md': ' \n',
    'plaat.md': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]),
    'groot.md': 'a'.repeat(4 * 1024 * 1024 + 1),
    'README.md': 'Over dit project.',
  };
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  await symlink('.', path.join(folder, 'kring'));

  const { blog, findings } = await readFolder(folder);
  expect(blog.entries.map(({ source, fields }) => [source, fields])).toEqual([
    ['_posts/2019-05-01-meel.html', { title: 'Meel' }],
    ['posts/brood.md', { title: 'Brood', author: 'Bea Band' }],
    ['posts/krom.md', { title: 'Krom: een brood', author: 'Bea Band' }],
  ]);
  expect(findings.map(({ source, construct }) => `${source} ${construct}`).toSorted()).toEqual([
    'README.md file about the project',
    'groot.md file',
    'kring file',
    'leeg.md file',
    'plaat.md file',
    'posts/_deel.md part of texts',
    'posts/krom.md front matter',
  ]);
});

test('only what a program takes for its own is left out, and named where it holds writing', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'freehold-folder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = [
    ...['content/themes/winter.md', 'content/vendor/meel.md', 'posts/brood.md'],
    ...['themes/zwart/LEESMIJ.md', 'themes/zwart/layouts/deel.md', 'src/_includes/deel.md'],
    ...['layouts/post.html', 'node_modules/x/README.md'],
  ];
  for (const file of files) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), 'Tekst');
  }
  const { blog, findings } = await readFolder(folder);
  expect(blog.entries.map(({ source }) => source)).toEqual([
    'content/themes/winter.md',
    'content/vendor/meel.md',
    'posts/brood.md',
  ]);
  expect(findings.map(({ source, what }) => `${source} ${what.slice(0, 22)}`)).toEqual([
    'src/_includes holds 1 Markdown file,',
    'themes holds 2 Markdown files',
  ]);
});

test('Markdown of Docusaurus with components is MDX', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'freehold-folder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = {
    'docusaurus.config.js': '',
    'brood.md': '<p style={{ color: "red" }}>Rood</p>',
    'meel.md': 'Zo: `<Tabs>`\n\n```js\nimport { x } from "y";\n```\n',
  };
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  const { blog } = await readFolder(folder);
  expect(blog.entries.map(({ source, format }) => [source, format])).toEqual([
    ['brood.md', 'mdx'],
    ['meel.md', 'markdown'],
  ]);
});

test('a file whose name begins with _ is a text where no program says otherwise', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'freehold-folder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, '_brood.md'), 'Tekst');
  const { blog, findings } = await readFolder(folder);
  expect(blog.entries.map(({ source }) => source)).toEqual(['_brood.md']);
  expect(findings).toEqual([]);
});

test('the address of a site of GitHub Pages stands in a file of its own', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'freehold-folder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, '_config.yml'), 'title: Brood\n');
  await writeFile(path.join(folder, 'CNAME'), 'brood.example\n');
  const { blog } = await readFolder(folder);
  expect(blog.settings).toEqual({ title: 'Brood', url: 'https://brood.example' });
});
