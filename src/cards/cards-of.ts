import path from 'node:path';

import type { Article } from '#articles/article.ts';
import { articlesIn, type Content } from '#articles/content.ts';
import type { Person } from '#articles/person.ts';
import { topicName, topicSlug } from '#articles/topic.ts';
import { type Language, localeOf, textIn } from '#hub/languages.ts';
import { papersList } from '#hub/papers-list.ts';
import * as urls from '#hub/urls.ts';

import type { Byline, Card, CardPicture } from './card.ts';
import { cardMessages } from './messages.ts';

/** A collage has room for this many covers. */
const maxCovers = 3;
/** A by-line has room for this many faces. */
const maxFaces = 3;

type Draft = Partial<Card> & Pick<Card, 'path' | 'layout' | 'title'>;

/** An issue of the newsletter, as its card needs it. */
export interface IssueForCard {
  readonly language: Language;
  readonly path: string;
  readonly file: string;
  readonly subject: string;
  readonly preheader: string;
}

/**
 * The cards of all pages that `content` and `issues` make, in each language of the hub in which they exist.
 * Pass public content only: a card shows what its page shows.
 */
export function cardsOf(content: Content, issues: readonly IssueForCard[] = []): Card[] {
  return content.hub.languages.flatMap((language) => {
    const articles = articlesIn(language, content.articles);
    return [
      ...placeCards({ content, language, articles }),
      ...articles.map((article) => articleCard(article, content)),
      ...topicCards({ content, language, articles }),
      ...content.people.map((person) => personCard(person, language)),
      ...pageCards(content, language),
      ...issues.filter((issue) => issue.language === language).map(issueCard),
      ...paperCards(content, language),
    ].map((draft) => completed(draft, content, language));
  });
}

interface Scope {
  readonly content: Content;
  readonly language: Language;
  /** Those of the language, newest first. */
  readonly articles: readonly Article[];
}

function completed(draft: Draft, { hub }: Content, language: Language): Card {
  return {
    file: 'content/hub.yaml',
    kicker: null,
    label: null,
    standfirst: null,
    byline: null,
    portraits: [],
    covers: [],
    ornament: null,
    language,
    brandName: hub.name,
    logo: path.posix.join('public', hub.brand.logo),
    ...draft,
  };
}

function articleCard({ slug, data, file }: Article, { people, topics }: Content): Draft {
  const authors = data.authors.flatMap((id) => people.find((person) => person.id === id) ?? []);
  const topic = topics.find(({ id }) => id === data.topic);
  return {
    path: urls.articlePath(data.lang, slug),
    file,
    layout: 'article',
    kicker: textIn(data.lang, topic?.data.name),
    label: cardMessages[data.lang].kinds[data.kind as keyof typeof cardMessages.nl.kinds] ?? null,
    title: data.title,
    byline: bylineOf(authors, data.lang),
    portraits: authors.slice(0, maxFaces).map((author) => portraitOf(author, data.lang)),
    covers: [pictureOf(file, data.cover, data.lang)],
  };
}

function bylineOf(authors: readonly Person[], language: Language): Byline | null {
  const [first, second] = authors;
  if (!first) return null;
  const list = new Intl.ListFormat(localeOf[language], { type: 'conjunction' });
  return {
    names: list.format(authors.map(({ data }) => data.name)),
    role: second ? null : textIn(language, first.data.role),
  };
}

function topicCards({ content, language, articles }: Scope): Draft[] {
  return content.topics.map((topic) => {
    return {
      path: urls.topicPath(language, topicSlug(topic, language)),
      file: topic.file,
      layout: 'front',
      kicker: cardMessages[language].topic,
      // As the page calls it.
      title: topicName(topic, language),
      standfirst: textIn(language, topic.data.intro),
      covers: coversOf(articles.filter(({ data }) => data.topic === topic.id)),
    };
  });
}

function personCard(person: Person, language: Language): Draft {
  return {
    path: urls.personPath(language, person.id),
    file: person.file,
    layout: 'person',
    kicker: textIn(language, person.data.role) ?? cardMessages[language].person,
    title: person.data.name,
    standfirst: textIn(language, person.data.bio),
    portraits: [portraitOf(person, language)],
  };
}

function pageCards({ pages }: Content, language: Language): Draft[] {
  return pages
    .filter(({ data }) => data.lang === language)
    .map(({ slug, data, file }) => ({
      path: urls.pagePath(language, slug),
      file,
      layout: 'plain',
      title: data.title,
      standfirst: data.description,
    }));
}

function issueCard({ path, file, subject, preheader }: IssueForCard): Draft {
  return { path, file, layout: 'plain', title: subject, standfirst: preheader, ornament: '@' };
}

function paperCards({ papers }: Content, language: Language): Draft[] {
  const own = papers.filter(({ data }) => data.lang === language);
  const list: Draft = {
    path: urls.papersPath(language),
    layout: 'plain',
    title: papersList[language].title,
    standfirst: papersList[language].intro,
  };
  const pages = own.map(({ slug, data, file }): Draft => ({
    path: urls.paperPath(language, slug),
    file,
    layout: 'plain',
    title: data.title,
    standfirst: data.description,
  }));
  return own.length === 0 ? [] : [list, ...pages];
}

function placeCards(scope: Scope): Draft[] {
  const { content, language, articles } = scope;
  const { hub, people } = content;
  const { places, archiveOf } = cardMessages[language];
  const at = (place: urls.PlaceId) => ({ path: urls.pathTo(place, language) });
  const covers = coversOf(articles);
  const years = [...new Set(articles.map(({ data }) => data.publishedAt.slice(0, 4)))];

  return [
    {
      ...at('root'),
      layout: 'front',
      title: textIn(language, hub.tagline) ?? hub.name,
      standfirst: textIn(language, hub.description),
      covers,
    },
    {
      ...at('newsletter'),
      layout: 'plain',
      title: textIn(language, hub.newsletter.name) ?? hub.name,
      standfirst: textIn(language, hub.newsletter.promise),
      ornament: '@',
    },
    { ...at('articles'), layout: 'front', ...places.articles, covers },
    { ...at('topics'), layout: 'front', ...places.topics, covers },
    { ...at('archive'), layout: 'front', ...places.archive, covers },
    ...years.map((year) => ({
      path: urls.archivePath(language, year),
      layout: 'front' as const,
      kicker: places.archive.title,
      title: archiveOf(year),
      covers: coversOf(articles.filter(({ data }) => data.publishedAt.startsWith(year))),
    })),
    {
      ...at('people'),
      layout: 'people',
      ...places.people,
      portraits: people
        .filter(({ data }) => data.kind !== 'brand')
        .map((person) => portraitOf(person, language)),
    },
    { ...at('links'), layout: 'front', ...places.links, covers },
    { ...at('search'), layout: 'plain', ...places.search, ornament: '?' },
    { ...at('issues'), layout: 'plain', ...places.issues, ornament: '@' },
    { ...at('feeds'), layout: 'plain', ...places.feeds, ornament: '¶' },
  ];
}

function coversOf(articles: readonly Article[]): CardPicture[] {
  return articles
    .slice(0, maxCovers)
    .map(({ file, data }) => pictureOf(file, data.cover, data.lang));
}

function portraitOf({ file, data }: Person, language: Language): CardPicture {
  return pictureOf(file, data.photo, language);
}

/** A picture that the file at `file` names by a path relative to itself. */
function pictureOf(
  file: string,
  { src, alt }: Article['data']['cover'] | Person['data']['photo'],
  language: Language,
): CardPicture {
  return { file: path.posix.join(path.posix.dirname(file), src), alt: textIn(language, alt) };
}
