import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { buildRedirects, exportRedirects, readBuiltRedirects } from '#adapters/redirect-files.ts';

import { someContent } from '../../support/content-builders.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'freehold-redirects-'));
  await mkdir(path.join(root, 'client', 'artikelen', 'band'), { recursive: true });
  await writeFile(path.join(root, 'client', 'artikelen', 'band', 'index.html'), '');
  await writeFile(path.join(root, 'client', 'rss.xml'), '');
});
afterEach(() => rm(root, { recursive: true }));

const build = (redirects: Record<string, string>) =>
  buildRedirects({ ...someContent(), redirects }, { folder: root, lineOf: () => 7 });

describe('buildRedirects', () => {
  test('what it writes beside the pages, the host reads', async () => {
    const { built, problems } = await build({
      '/oud/': '/artikelen/band',
      '/feed/': '/rss.xml',
      '/inschrijven/': '/nieuwsbrief/afmelden/',
    });
    expect(problems).toEqual([]);
    expect(built.map(({ to }) => to)).toEqual([
      '/artikelen/band/',
      '/rss.xml',
      '/nieuwsbrief/afmelden/',
    ]);
    expect(await readBuiltRedirects(root)).toEqual(built);
  });

  test('a redirect to an article that this build lacks is left out', async () => {
    expect(await build({ '/oud/': '/artikelen/later/' })).toEqual({ built: [], problems: [] });
  });

  test('files that only the build knows are neither hidden nor promised', async () => {
    const { problems } = await build({ '/rss.xml': '/artikelen/band/', '/feed/': '/rsss.xml' });
    expect(problems.map(({ rule, line }) => [rule, line])).toEqual([
      ['redirect/hides-page', 7],
      ['redirect/dead', 7],
    ]);
  });
});

describe('exportRedirects', () => {
  test('every host has its file, and none is left when there is nothing to redirect', async () => {
    const { built } = await build({ '/oud/': '/artikelen/band/' });
    expect(await exportRedirects(built, { root, site: 'https://hub.example' })).toEqual([]);
    const folder = path.join(root, 'exports', 'redirects');
    expect((await readdir(folder)).toSorted()).toEqual([
      ...['caddy', 'cloudflare', 'netlify', 'nginx', 'vercel'],
    ]);
    expect(await readFile(path.join(folder, 'netlify', '_redirects'), 'utf8')).toContain(
      '\n/oud/ /artikelen/band/ 301\n',
    );
    await exportRedirects([], { root, site: 'https://hub.example' });
    expect(await readdir(path.join(root, 'exports'))).toEqual([]);
  });
});

describe('readBuiltRedirects', () => {
  test('a build of an older Freehold has none', async () => {
    expect(await readBuiltRedirects(root)).toEqual([]);
  });
});
