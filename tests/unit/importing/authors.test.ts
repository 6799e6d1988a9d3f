import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';

import { readFolder } from '#adapters/importing/read-folder.ts';

import { aBlog, planOf } from '../../support/blogs.ts';

const post = (fields: string) => `---\ntitle: Brood bakken zonder haast\n${fields}---\nKneed het.`;

/** A blog of `files` in a folder, as an import reads it. */
async function folderOf(files: Record<string, string | Uint8Array>) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'freehold-authors-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), content);
  }
  return readFolder(folder);
}

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

describe('an author of a list', () => {
  test.each([{ id: 'jan', name: null }, { id: 'jan', name: '' }, { id: 'jan' }])(
    'that gives no name, as %j, is called what texts call them',
    (listed) => {
      const blog = aBlog({ 'a.md': post('author: jan\n') }, { authors: { jan: listed } });
      expect(planOf(blog).articles[0]?.authors).toEqual(['jan']);
    },
  );
});

test('an author called like a method of objects is a person', () => {
  const plan = planOf(aBlog({ 'a.md': post('author: constructor\n') }));
  expect(plan.articles[0]?.authors).toEqual(['constructor']);
});

describe('an imported folder', () => {
  test('pages and files about authors are people, with what is known of them', async () => {
    const { blog } = await folderOf({
      'data/blog/brood.mdx': post("authors: ['default', 'mo', 'bo']\n"),
      'data/authors/default.mdx':
        '---\nname: Bea Deeg\navatar: /img/bea.jpg\noccupation: Bakker\ntwitter: "@bea"\nemail: bea@oud.example\n---\nBea bakt *al jaren*.\n',
      'data/authors/mo.json':
        '{ "name": "Mo Rogge", "title": "Molenaar", "url": "https://mo.example/", "socials": { "github": "mo" } }',
      'data/authors/bo.yml': 'name: Bo Bol\nurl: https://www.linkedin.com/in/bo\n',
      'data/authors/kim.md': '---\nname: Kim Korst\n---\nKim proeft.\n',
      'public/img/bea.jpg': png,
    });
    const { articles, files, findings, copies } = planOf(blog);
    expect(articles.map(({ slug, authors }) => [slug, authors])).toEqual([
      ['brood', ['bea-deeg', 'mo-rogge', 'bo-bol']],
    ]);
    const person = (id: string): unknown =>
      parse(files.find(({ file }) => file === `content/people/${id}.yaml`)?.text ?? '');
    expect(person('bea-deeg')).toMatchObject({
      ...{ name: 'Bea Deeg', role: { nl: 'Bakker' }, bio: { nl: 'Bea bakt al jaren.' } },
      photo: { src: '../media/imported/bea.png', alt: { nl: 'Portret van Bea Deeg' } },
      profiles: [{ platform: 'x', url: 'https://x.com/bea' }],
    });
    expect(person('mo-rogge')).toMatchObject({
      role: { nl: 'Molenaar' },
      profiles: [
        { platform: 'github', url: 'https://github.com/mo' },
        { platform: 'website', url: 'https://mo.example/' },
      ],
    });
    expect(person('bo-bol')).toMatchObject({ profiles: [{ platform: 'linkedin' }] });
    expect(copies).toContainEqual({
      from: 'public/img/bea.jpg',
      to: 'content/media/imported/bea.png',
    });
    const told = findings.map(({ source, construct, what }) => `${source} ${construct}: ${what}`);
    expect(told).toContain('data/blog/brood.mdx author field: Bea Deeg: email: bea@oud.example');
    expect(told).toContain(
      'data/authors/kim.md author page: Kim Korst wrote none of the articles, so no person of the hub',
    );
    expect(told).toContain(
      'public/img/bea.jpg picture file: is a .png inside, so content/media/imported/bea.png',
    );
  });

  test('a picture that is none inside is named, and not shown', async () => {
    const { blog, findings } = await folderOf({
      'brood.md': `${post('')}\n\n![Brood](plaat.png)`,
      'plaat.png': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
    });
    expect(findings.map(({ source, what }) => `${source} ${what}`)).toEqual([
      'plaat.png is no picture inside',
    ]);
    expect(planOf(blog).copies).toEqual([]);
  });
});

test.each([
  [{ default: { name: 'Bea Deeg' }, mo: { name: 'Mo Rogge' } }, 'bea-deeg'],
  [{ mo: { name: 'Mo Rogge' } }, 'redactie'],
])('a text without an author, in a blog of %j, is by %s', (authors, id) => {
  const { articles } = planOf(aBlog({ 'brood.md': post('') }, { authors }));
  expect(articles[0]?.authors).toEqual([id]);
});
