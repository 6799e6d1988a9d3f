import { getCollection } from 'astro:content';

import { articleMarkdown } from '#machines/article-markdown.ts';
import { humansText } from '#machines/humans.ts';
import { type ListedGroup, llmsText } from '#machines/llms.ts';
import { rightsSentences } from '#machines/rights.ts';
import { robotsText } from '#machines/robots.ts';
import { standardSiteFile, wellKnownFiles } from '#machines/well-known.ts';
import { type Language, localeOf, bestTextIn } from '#hub/languages.ts';
import { messagesIn } from '#hub/messages.ts';
import { absoluteUrl, pagePath, pathTo } from '#hub/urls.ts';

import { paperMessagesIn } from '#papers/messages.ts';

import { type CopiedArticle, listCopies } from './article-copy.ts';
import { digestOf, shellDigest } from './digest.ts';
import { publication } from './elsewhere.ts';
import type { FeedTexts } from './feeds.ts';
import { markdownPathOf } from './markdown-path.ts';
import { listPapers } from './papers.ts';
import { listPeople } from './people.ts';
import { hub, topics } from './shell.ts';
import { topicLink } from './topic-link.ts';

const slugOf = (id: string) => id.slice(id.indexOf('/') + 1);

export function robotsFile(): string {
  return robotsText(hub);
}

export async function wellKnownPaths() {
  const pages = await getCollection('pages');
  const privacy = pages
    .filter(({ data }) => data.translationKey === 'privacy')
    .map(({ data }) => data.updatedAt);
  const files = [
    ...wellKnownFiles(hub, privacy.toSorted().at(-1)),
    ...(publication === null ? [] : [standardSiteFile(publication)]),
  ];
  return files.map((file) => ({
    params: { file: file.name },
    props: file,
  }));
}

export async function humansFile(): Promise<string> {
  const people = await listPeople('en');
  return humansText({
    people: people.filter(({ kind }) => kind === 'employee'),
    contact: hub.organisation.email,
    languages: hub.languages.map((language) => localeOf[language]),
  });
}

/** The index for language models; only the brand's position where they may not answer from its texts. */
export async function llmsFile(language: Language): Promise<string> {
  return llmsText({
    name: hub.name,
    description: bestTextIn(language, hub.description),
    remarks: [
      ...(hub.notice ? [bestTextIn(language, hub.notice)] : []),
      rightsSentences(hub.rights, language).join(' '),
    ],
    groups: hub.rights.aiInput ? await llmsGroups(language) : [],
  });
}

async function llmsGroups(language: Language): Promise<ListedGroup[]> {
  const t = messagesIn(language);
  const copies = await listCopies(language);
  const papers = await listPapers(language);
  const pages = (await getCollection('pages')).filter(({ data }) => data.lang === language);
  const others = hub.languages.filter((one) => one !== language);
  const root = pathTo('root', language);
  return [
    ...topics.map(({ id }) => ({
      title: topicLink(id, language).name,
      pages: copies
        .filter(({ copy }) => copy.data.topic === id)
        .map(({ copy: { path, data } }) => ({
          title: data.title,
          url: absoluteUrl(hub.site, markdownPathOf(path) ?? path),
          description: data.description,
        })),
    })),
    {
      title: paperMessagesIn(language).list.title,
      pages: papers.map(({ title, path, description }) => ({
        title,
        url: absoluteUrl(hub.site, path),
        description,
      })),
    },
    {
      title: t.footerNavigation,
      pages: pages.map(({ id, data }) => ({
        title: data.title,
        url: absoluteUrl(hub.site, pagePath(language, slugOf(id))),
        description: data.description,
      })),
    },
    {
      // A word of the format: what follows may be left out where there is little room.
      title: 'Optional',
      pages: [
        { title: t.archive, url: absoluteUrl(hub.site, pathTo('archive', language)) },
        { title: 'RSS', url: absoluteUrl(hub.site, `${root}rss.xml`) },
        ...others.map((one) => ({
          title: messagesIn(one).languageName,
          url: absoluteUrl(hub.site, `${pathTo('root', one)}llms.txt`),
        })),
      ],
    },
  ];
}

/** What `getStaticPaths` of the Markdown copies needs. */
export async function markdownPaths() {
  const perLanguage = await Promise.all(hub.languages.map((language) => listCopies(language)));
  return perLanguage.flat().flatMap((article) =>
    markdownPathOf(article.copy.path) === null
      ? []
      : [
          {
            params: { article: article.copy.path.slice(1, -1) },
            props: article,
            cacheKey: digestOf([article.digest, shellDigest]),
          },
        ],
  );
}

export async function markdownFile(
  article: CopiedArticle,
  textOf: FeedTexts['articleText'],
): Promise<string> {
  const { data, language, path, topic, authors } = article.copy;
  const { origin } = data;
  return articleMarkdown({
    title: data.title,
    summary: data.description,
    body: (await textOf(article)).markdown,
    fields: {
      description: data.description,
      language: localeOf[language],
      authors: authors.map((author) => ({
        name: author.name,
        url: absoluteUrl(hub.site, author.path),
      })),
      published: data.publishedAt,
      updated: data.updatedAt,
      topic: topic.name,
      canonical: data.canonical ?? absoluteUrl(hub.site, path),
      disclosures:
        data.disclosures.length > 0
          ? data.disclosures.map(({ kind, party, text }) => ({
              kind,
              party,
              text: bestTextIn(language, text),
            }))
          : undefined,
      origin:
        origin.type === 'own'
          ? undefined
          : {
              ...origin,
              ...('changes' in origin && {
                changes: bestTextIn(language, origin.changes),
              }),
            },
      rights: [`© ${hub.organisation.legalName}.`, ...rightsSentences(hub.rights, language)].join(
        ' ',
      ),
    },
  });
}
