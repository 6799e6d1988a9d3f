import { topicName, topicSlug } from '#articles/topic.ts';
import { type Language, textIn } from '#hub/languages.ts';
import { messagesIn } from '#hub/messages.ts';
import { archivePath, pathTo, topicPath } from '#hub/urls.ts';

import { placeAlternates } from './alternates.ts';
import { archiveYearCardAlt, pageCardAlt, placeCardAlt } from './card-alt.ts';
import { digestOf, shellDigest } from './digest.ts';
import { articlesOf } from './entries.ts';
import shell from 'virtual:freehold/hub';
import { teaserOf } from './teaser.ts';

/** More than a platform's visitors scroll through. */
const linkedArticles = 24;

/** What `getStaticPaths` of the topic pages needs. */
export async function topicPaths(language: Language) {
  if (!shell.hub.languages.includes(language)) return [];
  const articles = await articlesOf(language);
  return shell.topics.map((topic) => {
    const path = topicPath(language, topicSlug(topic, language));
    const name = topicName(topic, language);
    const props = {
      language,
      path,
      title: name,
      intro: textIn(language, topic.data.intro) ?? '',
      cardAlt: pageCardAlt(language, {
        title: name,
        standfirst: textIn(language, topic.data.intro),
      }),
      parent: { name: messagesIn(language).topics, path: pathTo('topics', language) },
      teasers: articles.filter(({ data }) => data.topic === topic.id).map(teaserOf),
      alternates: Object.fromEntries(
        shell.hub.languages.map((one) => [one, topicPath(one, topicSlug(topic, one))]),
      ),
      feeds: topic.data.feed ? [{ title: `${shell.hub.name}: ${name}`, path }] : [],
    };
    return {
      params: { slug: topicSlug(topic, language) },
      props,
      cacheKey: digestOf([props, shellDigest]),
    };
  });
}

/** The years in which articles appeared, newest first. */
export async function archiveYears(language: Language): Promise<string[]> {
  const articles = await articlesOf(language);
  return [...new Set(articles.map(({ data }) => data.publishedAt.slice(0, 4)))];
}

/** What `getStaticPaths` of the archive's years needs. */
export async function archivePaths(language: Language) {
  const articles = await articlesOf(language);
  const t = messagesIn(language);
  const years = await archiveYears(language);
  const elsewhere = new Map(
    await Promise.all(
      shell.hub.languages.map(async (one) => [one, new Set(await archiveYears(one))] as const),
    ),
  );
  return years.map((year) => {
    const teasers = articles.filter(({ data }) => data.publishedAt.startsWith(year)).map(teaserOf);
    const props = {
      language,
      path: archivePath(language, year),
      title: t.archiveOf(year),
      intro: t.countOf(teasers.length),
      cardAlt: archiveYearCardAlt(language, year),
      parent: { name: t.archive, path: pathTo('archive', language) },
      description: `${t.archiveOf(year)}: ${t.archiveIntro}`,
      teasers,
      alternates: Object.fromEntries(
        shell.hub.languages
          .filter((one) => elsewhere.get(one)?.has(year))
          .map((one) => [one, archivePath(one, year)]),
      ),
    };
    return { params: { year }, props, cacheKey: digestOf([props, shellDigest]) };
  });
}

/** The page that platforms without links in their posts send readers to. */
export async function linksProps(language: Language) {
  const t = messagesIn(language);
  return {
    language,
    path: pathTo('links', language),
    title: t.linksTitle,
    intro: t.linksIntro,
    cardAlt: placeCardAlt(language, 'links'),
    teasers: (await articlesOf(language)).slice(0, linkedArticles).map(teaserOf),
    alternates: placeAlternates('links'),
  };
}

/** The page of all articles. */
export async function allArticlesProps(language: Language) {
  const t = messagesIn(language);
  return {
    language,
    path: pathTo('articles', language),
    title: t.allArticles,
    intro: t.articlesIntro,
    cardAlt: placeCardAlt(language, 'articles'),
    description: `${t.allArticles} – ${textIn(language, shell.hub.description) ?? ''}`.slice(
      0,
      160,
    ),
    teasers: (await articlesOf(language)).map(teaserOf),
    alternates: placeAlternates('articles'),
  };
}
