import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { readContent } from '#adapters/content-files.ts';
import { byNewest } from '#articles/content.ts';
import { wordsOf } from '#articles/plain-text.ts';
import { articlePath, pathTo } from '#hub/urls.ts';

import { firstSearch } from './first-search.ts';
import { readerBytes } from './reader-bytes.ts';
import type { HubBytes } from './report.ts';

/**
 * What readers download of the built hub at `root`: home, the newest and the longest article, search,
 * and whichever page is largest. `null` when it was never built.
 */
export async function hubBytes(root: string, hub: string): Promise<HubBytes | null> {
  const dist = path.join(root, 'dist');
  const { content } = await readContent(root);
  const html = await htmlFiles(path.join(dist, 'client')).catch(() => null);
  if (!content || !html) return null;

  const built = content.articles
    .map((article) => ({ article, page: articlePath(article.data.lang, article.slug) }))
    .filter(({ page }) => html.some(({ name }) => name === `${page}index.html`));
  const newest = built.toSorted((a, b) => byNewest(a.article, b.article))[0];
  const longest = built.toSorted((a, b) => b.article.body.length - a.article.body.length)[0];
  const largest = html.toSorted((a, b) => b.size - a.size)[0];
  const pages = [
    pathTo('root', 'nl'),
    ...[newest, longest].flatMap((one) => one?.page ?? []),
    pathTo('search', 'nl'),
    ...(largest ? [largest.name.replace(/index\.html$/, '')] : []),
  ];
  const word = longWordOf(newest?.article.data.title ?? '');
  return {
    hub,
    bytes: await Promise.all([...new Set(pages)].map((page) => readerBytes(dist, page))),
    firstSearch: word ? await firstSearch(dist, word) : null,
  };
}

/** What a reader could look for: the longest word of a title. */
function longWordOf(title: string): string | undefined {
  return wordsOf(title).toSorted((a, b) => b.length - a.length)[0];
}

async function htmlFiles(folder: string): Promise<{ name: string; size: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name === 'index.html');
  return Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const name = `/${path.relative(folder, file).replaceAll(path.sep, '/')}`;
      return { name, size: (await stat(file)).size };
    }),
  );
}
