import type { Target } from '../body/write-body.ts';

import { addressElsewhere } from './address.ts';

/** What is known of a picture on the web. */
export type Elsewhere =
  /** It was fetched; `advice` says what is left to do. */
  | { readonly kind: 'here'; readonly file: string; readonly advice?: string }
  /** It would be fetched if this were no trial. */
  | { readonly kind: 'awaited' }
  /** It stays where it is; `advice` says why and what to do. */
  | { readonly kind: 'there'; readonly advice: string };

export interface PicturesElsewhere {
  /** Where the picture leads that a text calls `url`; `null` where that is no address on the web. */
  readonly find: (url: string) => Extract<Target, { kind: 'hub' | 'outside' }> | null;
  /** The same for one that is here; nobody is said to show it. */
  readonly findHere: (url: string) => string | null;
  /** The addresses that were asked for, each once. */
  readonly asked: () => readonly string[];
}

/** Pictures on the web that texts show, as `pictureAt` knows them; `site` is the origin of the old site. */
export function picturesElsewhere({
  site,
  pictureAt,
}: {
  readonly site: string | null;
  readonly pictureAt: (address: string) => Elsewhere;
}): PicturesElsewhere {
  const asked = new Set<string>();
  const fromArticles = (file: string) => `../../${file.slice('content/'.length)}`;
  return {
    find(url) {
      const address = addressElsewhere(url, site);
      if (address === null) return null;
      asked.add(address);
      const found = pictureAt(address);
      const advice = 'advice' in found ? { advice: found.advice } : {};
      if (found.kind === 'here') return { kind: 'hub', url: fromArticles(found.file), ...advice };
      const shown = url.startsWith('//') ? `https:${url}` : url;
      return {
        kind: 'outside',
        url: shown.startsWith('/') ? address : shown,
        ...(found.kind === 'awaited' ? { isAwaited: true as const } : advice),
      };
    },
    findHere(url) {
      const address = addressElsewhere(url, site);
      const found = address === null ? null : pictureAt(address);
      return found?.kind === 'here' ? fromArticles(found.file) : null;
    },
    asked: () => [...asked],
  };
}
