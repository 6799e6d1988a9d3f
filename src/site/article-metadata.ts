import type { BlogPosting, BreadcrumbList } from 'schema-dts';

import { cardPathOf, cardSize } from '#cards/card.ts';
import { noonOf } from '#hub/calendar.ts';
import { type Language, localeOf } from '#hub/languages.ts';
import { messagesIn } from '#hub/messages.ts';
import { absoluteUrl, pathTo, seriesFeedPath } from '#hub/urls.ts';

import type { ArticleView } from './article-view.ts';
import { articleCardAlt } from './card-alt.ts';
import { markdownPathOf } from './markdown-path.ts';
import type { PageMetadata } from './metadata.ts';
import { organisationId, organisationThing } from './organisation-metadata.ts';
import type { PersonView } from './people.ts';
import { findTopic, hub } from './shell.ts';

export function articleMetadata(view: ArticleView): PageMetadata {
  const { data, path } = view;
  const markdown = markdownPathOf(path);
  const mastodon = view.authors
    .flatMap(({ profiles }) => profiles)
    .find(({ platform }) => platform === 'mastodon');
  return {
    title: data.title,
    description: data.description,
    path,
    canonical: data.canonical,
    unpaired: hasCanonicalElsewhere(view.translation),
    type: 'article',
    cardAlt: articleCardAlt(view),
    feeds: feedsOf(view),
    ...(markdown !== null && { markdown }),
    ...(view.document !== null && { document: view.document }),
    article: {
      publishedAt: data.publishedAt,
      updatedAt: data.updatedAt,
      section: view.topic.name,
      authors: view.authors.map((author) => absoluteUrl(hub.site, author.path)),
      fediverse: mastodon && fediverseHandle(mastodon.url),
    },
    jsonLd: [postingOf(view), trailOf(view), organisationThing()],
  };
}

function hasCanonicalElsewhere(page: ArticleView['translation']): boolean {
  const own = page && absoluteUrl(hub.site, page.path);
  return (page?.canonical ?? own) !== own;
}

/** The feeds that this article is in, beside that of the whole hub. */
function feedsOf({
  data,
  topic,
  series,
  language,
}: ArticleView): NonNullable<PageMetadata['feeds']> {
  return [
    ...(findTopic(data.topic).data.feed
      ? [{ title: `${hub.name}: ${topic.name}`, path: topic.path }]
      : []),
    ...(data.series && series
      ? [{ title: `${hub.name}: ${series.name}`, path: seriesFeedPath(language, data.series.id) }]
      : []),
  ];
}

function postingOf(view: ArticleView): BlogPosting {
  const { data, path, language } = view;
  const url = absoluteUrl(hub.site, path);
  return {
    '@type': 'BlogPosting',
    '@id': `${url}#article`,
    headline: data.title,
    description: data.description,
    url,
    mainEntityOfPage: data.canonical ?? url,
    datePublished: noonOf(data.publishedAt).toISOString(),
    dateModified: noonOf(data.updatedAt ?? data.publishedAt).toISOString(),
    inLanguage: localeOf[language],
    isAccessibleForFree: true,
    articleSection: view.topic.name,
    image: {
      '@type': 'ImageObject',
      url: absoluteUrl(hub.site, cardPathOf(path)),
      width: String(cardSize.width),
      height: String(cardSize.height),
    },
    author: view.authors.map(authorThing),
    publisher: { '@id': organisationId() },
    ...(view.translation && {
      [data.kind === 'translation' ? 'translationOfWork' : 'workTranslation']: {
        '@type': 'BlogPosting',
        '@id': `${absoluteUrl(hub.site, view.translation.path)}#article`,
      },
    }),
    ...(data.sources.length > 0 && {
      citation: data.sources.map(({ title, url: source }) => ({
        '@type': 'CreativeWork' as const,
        name: title,
        url: source,
      })),
    }),
  };
}

function authorThing({ name, role, path, kind, profiles }: PersonView) {
  const url = absoluteUrl(hub.site, path);
  if (kind === 'brand') return organisationThing();
  return {
    '@type': 'Person' as const,
    '@id': `${url}#person`,
    name,
    url,
    jobTitle: role,
    ...(profiles.length > 0 && { sameAs: profiles.map((profile) => profile.url) }),
  };
}

function trailOf({ language, topic, path, data }: ArticleView): BreadcrumbList {
  return breadcrumbs(language, [topic, { name: data.title, path }]);
}

/** The way from the front page to a page; the front page is added. */
export function breadcrumbs(
  language: Language,
  steps: readonly { readonly name: string; readonly path: string }[],
): BreadcrumbList {
  const home = { name: messagesIn(language).home, path: pathTo('root', language) };
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [home, ...steps].map(({ name, path }, index) => ({
      '@type': 'ListItem' as const,
      position: index + 1,
      name,
      item: absoluteUrl(hub.site, path),
    })),
  };
}

/** `https://server/@name` as `@name@server`; `undefined` for other forms of address. */
function fediverseHandle(profile: string): string | undefined {
  const { host, pathname } = new URL(profile);
  return /^\/@[\w.-]+$/.test(pathname) ? `${pathname.slice(1)}@${host}` : undefined;
}
