import cardBytes from 'virtual:freehold/cards';
import shell from 'virtual:freehold/hub';

import { cardPathOf, cardSize } from '#cards/card.ts';
import { type Feed, type FeedFormat, type FeedItem, maxItems } from '#feeds/feed.ts';
import { feedFormats } from '#feeds/formats.ts';
import { feedId, itemId } from '#feeds/item-id.ts';
import { opmlOf } from '#feeds/opml.ts';
import { writeFeed } from '#feeds/write-feed.ts';
import { noonOf } from '#hub/calendar.ts';
import { type Language, localeOf } from '#hub/languages.ts';
import { messagesIn } from '#hub/messages.ts';
import { absoluteUrl, pathTo } from '#hub/urls.ts';

import { type ArticleCopy, type CopiedArticle, listCopies } from './article-copy.ts';
import { articleCardAlt } from './card-alt.ts';
import { digestOf, shellDigest } from './digest.ts';
import { type FeedPlace, listFeeds } from './feed-places.ts';
import { issuesOf, type SiteIssue } from './issues.ts';
import { asOf, hub } from './shell.ts';
import { topicLink } from './topic-link.ts';

/** A feed to write: where it is and what is in it. */
export interface FeedProps {
  readonly language: Language;
  readonly place: FeedPlace;
  readonly articles: readonly CopiedArticle[];
  readonly issues: readonly SiteIssue[];
}

/** The text of an article for elsewhere: what must be said first, the text itself, its sources. */
export interface ArticleText {
  readonly html: string;
  readonly markdown: string;
}

/** Render what feeds bring. */
export interface FeedTexts {
  readonly articleText: (article: CopiedArticle) => Promise<ArticleText>;
  readonly issueText: (issue: SiteIssue) => Promise<{ readonly html: string }>;
}

/** What `getStaticPaths` of a feed's file needs: every feed of every language. */
export async function feedPaths(format: FeedFormat) {
  const perLanguage = await Promise.all(
    hub.languages.map((language) => feedPathsIn(language, format)),
  );
  return perLanguage.flat();
}

/** The text of a feed in `format`. */
export async function feedText(
  format: FeedFormat,
  { language, place, articles, issues }: FeedProps,
  { articleText, issueText }: FeedTexts,
): Promise<string> {
  const items = await Promise.all([
    ...articles.map(async (article) => itemOf(article.copy, await articleText(article))),
    ...issues.map(async (issue) => issueItem(issue, await issueText(issue))),
  ]);
  return writeFeed(format, feedOf(place, language, items));
}

/** Every feed in `language` as OPML. */
export async function opmlText(language: Language): Promise<string> {
  const t = messagesIn(language);
  const feeds = await listFeeds(language);
  const titles = {
    hub: t.feedsAll,
    newsletter: t.newsletter,
    topic: t.feedsPerTopic,
    person: t.feedsPerPerson,
    series: t.feedsPerSeries,
  } as const satisfies Record<FeedPlace['of'], string>;
  return opmlOf({
    title: `${hub.name}: ${t.feeds}`,
    owner: hub.name,
    groups: Object.entries(titles).map(([of, title]) => ({
      title,
      feeds: feeds
        .filter((place) => place.of === of)
        .map((place) => ({
          title: feedTitle(place),
          language: localeOf[language],
          feedUrl: absoluteUrl(hub.site, `${place.path}${feedFormats.rss.file}`),
          pageUrl: absoluteUrl(hub.site, place.page),
        })),
    })),
  });
}

async function feedPathsIn(language: Language, format: FeedFormat) {
  const copies = await listCopies(language);
  const feeds = await listFeeds(language);
  const letters = (await issuesOf(language)).slice(0, maxItems);
  return feeds.map((place) => {
    const issues = place.of === 'newsletter' ? letters : [];
    const articles = copies.filter(({ copy }) => belongsTo(copy, place)).slice(0, maxItems);
    const props: FeedProps = { language, place, articles, issues };
    const shown = articles.map(({ copy, digest }) => [digest, cardBytes[cardPathOf(copy.path)]]);
    return {
      params: { folder: place.path.slice(1, -1) || undefined },
      props,
      cacheKey: digestOf([
        format,
        language,
        place,
        shown,
        issues.map(({ digest }) => digest),
        shellDigest,
      ]),
    };
  });
}

function belongsTo({ data }: ArticleCopy, { of, id }: FeedPlace): boolean {
  if (of === 'newsletter') return false;
  if (of === 'topic') return data.topic === id;
  if (of === 'person') return data.authors.includes(id);
  if (of === 'series') return data.series?.id === id;
  return true;
}

function feedOf(place: FeedPlace, language: Language, items: readonly FeedItem[]): Feed {
  const newest = Math.max(...items.map(({ updated }) => updated.getTime()));
  const icon = '/apple-touch-icon.png';
  const addressOf = (format: FeedFormat) =>
    absoluteUrl(hub.site, `${place.path}${feedFormats[format].file}`);
  return {
    id: feedId(hub.site, place.path),
    title: feedTitle(place),
    description: place.description,
    language: localeOf[language],
    url: absoluteUrl(hub.site, place.page),
    addresses: { rss: addressOf('rss'), atom: addressOf('atom'), json: addressOf('json') },
    updated: items.length > 0 ? new Date(newest) : null,
    asOf: noonOf(asOf),
    publisher: { name: hub.name, url: absoluteUrl(hub.site, pathTo('root', language)) },
    rights: `© ${hub.organisation.legalName}`,
    icon: icon in shell.publicFiles ? absoluteUrl(hub.site, icon) : null,
    hub: null,
    items,
  };
}

function feedTitle({ of, name }: FeedPlace): string {
  return of === 'hub' || name === hub.name ? name : `${hub.name}: ${name}`;
}

function itemOf(copy: ArticleCopy, { html }: ArticleText): FeedItem {
  const { language, data, path, slug } = copy;
  const { publishedAt, updatedAt } = data;
  const card = cardPathOf(path);
  const bytes = cardBytes[card];
  return {
    id: itemId(hub.site, { language, slug }),
    url: absoluteUrl(hub.site, path),
    title: data.title,
    summary: data.description,
    html,
    language: localeOf[language],
    published: noonOf(publishedAt),
    updated: noonOf(updatedAt ?? publishedAt),
    authors: copy.authors.map((author) => ({
      name: author.name,
      url: absoluteUrl(hub.site, author.path),
    })),
    categories: [copy.topic.name],
    image:
      bytes === undefined
        ? null
        : {
            url: absoluteUrl(hub.site, card),
            mediaType: 'image/jpeg',
            bytes,
            ...cardSize,
            alt: articleCardAlt(copy),
          },
  };
}

function issueItem(
  { language, data, path, slug, day, articles }: SiteIssue,
  { html }: { readonly html: string },
): FeedItem {
  return {
    id: itemId(hub.site, { language, slug: `${pathTo('newsletter', language).slice(1)}${slug}` }),
    url: absoluteUrl(hub.site, path),
    title: data.subject,
    summary: data.preheader,
    html,
    language: localeOf[language],
    published: noonOf(day),
    updated: noonOf(day),
    authors: [
      { name: hub.newsletter.sender.name, url: absoluteUrl(hub.site, pathTo('root', language)) },
    ],
    categories: [
      ...new Set(articles.map((article) => topicLink(article.data.topic, language).name)),
    ],
    image: null,
  };
}
