import type { Article } from '#articles/article.ts';
import { headingIds } from '#articles/heading-ids.ts';
import { topicSlug } from '#articles/topic.ts';
import { type Language, languages } from '#hub/languages.ts';
import {
  archivePath,
  articlePath,
  issuePath,
  pagePath,
  paperPath,
  papersPath,
  pathTo,
  personPath,
  placeIds,
  topicPath,
} from '#hub/urls.ts';

import type { Evidence } from './evidence.ts';

/** A page of the hub that a link may lead to. */
export interface Target {
  /** The ids that `#…` may name; `null` where they are not known. */
  readonly anchors: ReadonlySet<string> | null;
  /** The article that must be public for the page to exist. */
  readonly article?: Article;
}

/** Every page of the hub by path. Files that break their schema count, so that one mistake is reported once. */
export function linkTargets({ content, bodies, files }: Evidence): Map<string, Target> {
  const targets = new Map<string, Target>();
  const known = content.hub.languages;
  for (const language of known) {
    for (const place of placeIds) targets.set(pathTo(place, language), anyAnchor);
    for (const topic of content.topics) {
      targets.set(topicPath(language, topicSlug(topic, language)), anyAnchor);
    }
  }
  for (const file of files) {
    const [, id] = /^content\/people\/([\w-]+)\.yaml$/.exec(file) ?? [];
    for (const language of id === undefined ? [] : known) {
      targets.set(personPath(language, id ?? ''), anyAnchor);
    }
    const path = pathOfFile(file, known);
    if (path) targets.set(path, anyAnchor);
  }
  const anchorsOf = (file: string) => {
    const headings = bodies.get(file)?.headings;
    return headings ? new Set([...headingIds(headings), ...pageAnchors]) : null;
  };
  for (const { slug, file, data } of content.pages) {
    targets.set(pagePath(data.lang, slug), { anchors: anchorsOf(file) });
  }
  for (const { slug, file, data } of content.papers) {
    targets.set(paperPath(data.lang, slug), { anchors: anchorsOf(file) });
    targets.set(papersPath(data.lang), anyAnchor);
  }
  for (const article of content.articles) {
    const { slug, file, data } = article;
    const anchors = anchorsOf(file);
    for (const { id } of data.sources) anchors?.add(`source-${id}`);
    targets.set(articlePath(data.lang, slug), { anchors, article });
    const year = archivePath(data.lang, data.publishedAt.slice(0, 4));
    if (!targets.has(year)) targets.set(year, anyAnchor);
  }
  return targets;
}

const anyAnchor: Target = { anchors: null };

/** Ids that the page around a text has. */
const pageAnchors = ['content', 'sources', 'authors', 'related', 'question', 'share', 'origin'];

/** The page that a file of `content/` becomes, judged by its place alone. */
export function pathOfFile(file: string, known: readonly Language[]): string | null {
  const [, folder, lang, name] = file.split('/');
  const language = languages.find((one) => one === lang);
  if (!language || !known.includes(language) || !name?.endsWith('.mdx')) return null;
  const slug = name.slice(0, -'.mdx'.length);
  if (folder === 'articles') return articlePath(language, slug);
  if (folder === 'issues') return issuePath(language, slug);
  if (folder === 'papers') return paperPath(language, slug);
  return folder === 'pages' ? pagePath(language, slug) : null;
}
