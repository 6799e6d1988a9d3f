import { topicSlug } from '#articles/topic.ts';
import { type Language, languages } from '#hub/languages.ts';
import type { Problem } from '#hub/problem.ts';
import { pagePath, pathTo, placeIds } from '#hub/urls.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

/** Two things with one address, and texts in a language that does not fit. */
export function names(evidence: Evidence): Problem[] {
  return [
    ...reservedSlugs(evidence),
    ...sharedTopicSlugs(evidence),
    ...foreignLanguages(evidence),
    ...foreignCanonicals(evidence),
    ...translationPairs(evidence),
  ];
}

/** First parts of addresses that the build or the running hub uses besides the fixed places. */
export const reserved = ['404', '500', 'api', 'cards', 'healthz', 'index', 'pagefind'];

function reservedSlugs({ content, publicFiles }: Evidence): Problem[] {
  return content.pages.flatMap(({ file, slug, data }) => {
    const path = pagePath(data.lang, slug);
    if (!isReservedSlug(slug, data.lang) && !publicFiles.has(`${path}index.html`)) return [];
    const message = `would be at ${path}, which is an address of the hub itself; give the file another name`;
    return [problem('content/reserved-slug', { file, line: 1, message })];
  });
}

/** Whether a page called `slug` would take an address of the hub's own. */
export function isReservedSlug(slug: string, language: Language): boolean {
  const path = pagePath(language, slug);
  const fixed = languages.flatMap((one) => placeIds.map((place) => pathTo(place, one)));
  return (
    fixed.some((place) => place.startsWith(path)) || (language === 'nl' && reserved.includes(slug))
  );
}

function sharedTopicSlugs({ content, lineOf }: Evidence): Problem[] {
  return content.hub.languages.flatMap((language) => {
    const groups = Map.groupBy(content.topics, (topic) => topicSlug(topic, language));
    return [...groups].flatMap(([slug, group]) =>
      group.length === 1
        ? []
        : group.map(({ file }) => {
            const others = group.filter((other) => other.file !== file).map((one) => one.file);
            const message = `has the slug "${slug}" in ${language}, as has ${others.join(' and ')}; change one`;
            const line = lineOf(file, ['slug', language]);
            return problem('content/duplicate-slug', { file, line, message });
          }),
    );
  });
}

function foreignLanguages({ content, lineOf }: Evidence): Problem[] {
  return [...content.articles, ...content.pages, ...content.papers]
    .filter(({ data }) => !content.hub.languages.includes(data.lang))
    .map(({ file, data }) => {
      const message = `is in "${data.lang}", which the hub does not publish; add ${data.lang} to "languages" in content/hub.yaml, or remove the file`;
      return problem('content/language', { file, line: lineOf(file, ['lang']), message });
    });
}

function foreignCanonicals({ content, lineOf }: Evidence): Problem[] {
  return content.articles.flatMap(({ file, data: { canonical } }) => {
    if (!canonical || new URL(canonical).host === new URL(content.hub.site).host) return [];
    const message = `"canonical" is ${canonical}, which tells search engines that the article lives elsewhere; remove it, or name a page of ${content.hub.site}`;
    const line = lineOf(file, ['canonical']);
    return [problem('article/canonical-owned', { file, line, message })];
  });
}

function translationPairs({ content, lineOf }: Evidence): Problem[] {
  const texts = [
    ...content.articles.map((article) => ({ ...article, kind: 'article' })),
    ...content.pages.map((page) => ({ ...page, kind: 'page' })),
    ...content.papers.map((paper) => ({ ...paper, kind: 'paper' })),
  ].filter(({ data }) => data.translationKey !== undefined);
  const groups = Map.groupBy(
    texts,
    ({ kind, data }) => `${kind} ${data.lang} ${data.translationKey}`,
  );
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) =>
      group.map(({ file, data }) => {
        const others = group.filter((other) => other.file !== file).map((one) => one.file);
        const message = `"translationKey" ${data.translationKey} also stands in ${others.join(' and ')}, in the same language; a pair is one text per language`;
        const line = lineOf(file, ['translationKey']);
        return problem('article/translation-pair', { file, line, message });
      }),
    );
}
