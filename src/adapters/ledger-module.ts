import type { Plugin } from 'vite';

import { byPermanentId } from '#articles/permanent-id.ts';
import { documentUri, publicationUri } from '#articles/standard-site.ts';
import { isPlatformId, platforms } from '#sharing/platforms.ts';

import type { Selection } from './site-selection.ts';

const id = 'virtual:freehold/ledger';

/** Where else an article stands, as its page shows it. */
export interface Elsewhere {
  readonly label: string;
  readonly url: string;
  readonly on: string;
}

/** Gives pages what the ledger says of the articles that are shown, and nothing else of it. */
export function ledgerModule({ content, asOf }: Selection): Plugin {
  const { articles, hub, ledger } = content;
  const known = byPermanentId(articles);
  const copies: Record<string, Elsewhere[]> = {};
  for (const { article, platform, url, on } of ledger.posts) {
    const about = article === null ? undefined : known.get(article);
    if (!about || url === undefined || on === undefined || on > asOf) continue;
    const label = isPlatformId(platform) ? platforms[platform].label : platform;
    (copies[about.id] ??= []).push({ label, url, on });
  }
  const documents = Object.fromEntries(
    articles.flatMap((article) => {
      const uri = documentUri(article, { hub, ledger });
      return uri === null ? [] : [[article.id, uri]];
    }),
  );
  const text = `export default ${JSON.stringify({ copies, documents, publication: publicationUri(hub, ledger) })}`;
  return {
    name: 'freehold:ledger',
    resolveId: (wanted) => (wanted === id ? `\0${id}` : null),
    load: (wanted) => (wanted === `\0${id}` ? text : null),
  };
}
