import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { loadManifest } from '#server/manifest.ts';

import { makeBuild, servedHub } from '../../support/served-hub.ts';

const text = 'woorden die vaak terugkomen '.repeat(60);

/** The headers of each of `files` when they are a whole build. */
async function headersOf(...files: string[]): Promise<Record<string, string>[]> {
  await using build = await makeBuild(Object.fromEntries(files.map((name) => [name, text])));
  const { resources } = await loadManifest({ ...build, hub: servedHub });
  return files.map((name) => ({ ...resources.get(`/${name}`)?.identity.headers }));
}

describe('loadManifest', () => {
  test.each([
    ['a.css', 'text/css; charset=utf-8'],
    ['a.js', 'text/javascript; charset=utf-8'],
    ['site.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['rss.xml', 'application/rss+xml; charset=utf-8'],
    ['en/topics/x/atom.xml', 'application/atom+xml; charset=utf-8'],
    ['feed.json', 'application/feed+json; charset=utf-8'],
    ['sitemap.xml', 'application/xml; charset=utf-8'],
    ['feeds.opml', 'text/x-opml; charset=utf-8'],
    ['artikelen/x/index.md', 'text/markdown; charset=utf-8'],
    ['llms.txt', 'text/plain; charset=utf-8'],
    ['logo.svg', 'image/svg+xml; charset=utf-8'],
    ['cards/x.jpg', 'image/jpeg'],
    ['a.woff2', 'font/woff2'],
    ['pagefind/wasm.nl.pagefind', 'application/octet-stream'],
  ])('%s is %s', async (name, type) => {
    const [headers] = await headersOf(name);
    expect(headers?.['content-type']).toBe(type);
  });

  test.each([
    ['_astro/a.CxY12.css', true],
    ['pagefind/fragment/nl_d349ba9.pf_fragment', true],
    ['pagefind/index/nl_f3b44eb.pf_index', true],
    ['pagefind/pagefind.nl_d9151ba014.pf_meta', true],
    ['pagefind/pagefind.js', false],
    ['pagefind/pagefind-entry.json', false],
    ['pagefind/wasm.nl.pagefind', false],
    ['cards/index.jpg', false],
    ['logo.svg', false],
  ])('%s may be kept without asking: %s', async (name, isImmutable) => {
    const [headers] = await headersOf(name);
    expect(headers?.['cache-control']?.includes('immutable')).toBe(isImmutable);
  });

  test('a search worker may compile WebAssembly, other scripts may not', async () => {
    const [worker, other] = await headersOf('pagefind/pagefind-worker.js', '_astro/a.js');
    expect(worker?.['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(other?.['content-security-policy']).not.toContain('wasm');
  });

  test.each(['cards/x.jpg', 'logo.svg', 'rss.xml', 'sitemap.xml'])(
    '%s may be shown by the browser’s own viewer, which has styles, and runs nothing',
    async (name) => {
      const [headers] = await headersOf(name);
      const policy = headers?.['content-security-policy'];
      expect(policy).toContain("style-src 'unsafe-inline'");
      expect(policy).not.toContain('script-src');
      expect(policy).toContain("default-src 'none'");
    },
  );

  test('a Markdown copy names its page, which searchers should show instead', async () => {
    const [copy, page] = await headersOf('en/articles/x/index.md', 'llms.txt');
    expect(copy?.['link']).toBe('<https://hub.example/en/articles/x/>; rel="canonical"');
    expect(page).not.toHaveProperty('link');
  });

  test('a compressed body that belongs to another text is left out', async () => {
    await using build = await makeBuild({ 'index.html': text });
    await writeFile(path.join(build.clientDir, 'index.html'), text.toUpperCase());
    const { resources } = await loadManifest({ ...build, hub: servedHub });
    expect(Object.keys(resources.get('/') ?? {})).toEqual(['identity']);
  });

  test('a damaged compressed body is left out', async () => {
    await using build = await makeBuild({ 'index.html': text });
    await writeFile(path.join(build.encodedDir, 'index.html.br'), 'no brotli');
    const { resources } = await loadManifest({ ...build, hub: servedHub });
    expect(Object.keys(resources.get('/') ?? {}).sort()).toEqual(['gzip', 'identity']);
  });

  test('a build without compressed bodies is served all the same', async () => {
    await using build = await makeBuild({ 'index.html': text });
    const encodedDir = path.join(build.encodedDir, 'missing');
    const { resources } = await loadManifest({ ...build, encodedDir, hub: servedHub });
    expect(resources.get('/')?.identity.body.toString()).toBe(text);
  });

  test('a link in the build leads nowhere', async () => {
    await using build = await makeBuild({ 'index.html': text });
    await symlink('/etc/hostname', path.join(build.clientDir, 'hostname.txt'));
    const { resources } = await loadManifest({ ...build, hub: servedHub });
    expect([...resources.keys()]).toEqual(['/']);
  });

  test('the position on text and data mining stands on every file', async () => {
    await using build = await makeBuild({ 'index.html': text });
    const reservation = async (textMining: 'reserved' | 'allowed') => {
      const { resources } = await loadManifest({
        ...build,
        hub: { ...servedHub, rights: { ...servedHub.rights, textMining } },
      });
      return resources.get('/')?.identity.headers['tdm-reservation'];
    };
    expect(await reservation('reserved')).toBe('1');
    expect(await reservation('allowed')).toBe('0');
  });
});
