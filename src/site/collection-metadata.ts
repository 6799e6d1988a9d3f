import type { CollectionPage, Thing } from 'schema-dts';

import { type Language, localeOf } from '#hub/languages.ts';
import { absoluteUrl } from '#hub/urls.ts';

import { breadcrumbs } from './article-metadata.ts';
import { hub } from './shell.ts';
import type { Teaser } from './teaser.ts';

/** A list of articles for search engines, with the way to it. */
export function collectionThing({
  language,
  title,
  description,
  path,
  parent,
  teasers,
}: {
  language: Language;
  title: string;
  description: string;
  path: string;
  /** The page above it. */
  parent?: { readonly name: string; readonly path: string } | undefined;
  teasers: readonly Teaser[];
}): Thing[] {
  const url = absoluteUrl(hub.site, path);
  const page: CollectionPage = {
    '@type': 'CollectionPage',
    '@id': url,
    url,
    name: title,
    description,
    inLanguage: localeOf[language],
    mainEntity: {
      '@type': 'ItemList',
      numberOfItems: teasers.length,
      itemListElement: teasers.map((teaser, index) => ({
        '@type': 'ListItem' as const,
        position: index + 1,
        name: teaser.title,
        url: absoluteUrl(hub.site, teaser.path),
      })),
    },
  };
  return [page, breadcrumbs(language, [...(parent ? [parent] : []), { name: title, path }])];
}
