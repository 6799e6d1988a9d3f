import type { Content } from '#articles/content.ts';
import { slugOf } from '#articles/drafts/slug.ts';
import { articlePath } from '#hub/urls.ts';

import { comparablePath } from './addresses.ts';
import type { ImportedArticle } from './imported-article.ts';
import { placeOf } from './place.ts';
import type { ReadArticle } from './read-article.ts';
import { cutAtWord } from './title.ts';

/** Texts that share a path, but for the language, or a key, are translations of each other. */
export function paired(articles: readonly ReadArticle[]): ReadArticle[] {
  const keyOf = (one: ReadArticle) => one.translationKey ?? placeOf(one.entry.source).key;
  const groups = Map.groupBy(articles, keyOf);
  return articles.map((one) => {
    const group = groups.get(keyOf(one)) ?? [];
    const isPair = group.length > 1 && new Set(group.map(({ lang }) => lang)).size === group.length;
    const [first = one] = group;
    const key = isPair ? slugOf(one.translationKey ?? first.slug) || first.slug : null;
    if (key) one.notes.met('mapped', 'translation', { line: 1, what: `translationKey ${key}` });
    return { ...one, translationKey: key };
  });
}

/** Gives each article an address of its own; the hub's own articles keep theirs. */
export function inOwnPlaces(
  articles: readonly ImportedArticle[],
  { content, imported }: { content: Content; imported: ReadonlySet<string> },
): ImportedArticle[] {
  const taken = new Set(
    content.articles.filter(({ file }) => !imported.has(file)).map(({ id }) => id),
  );
  return articles.map((one) => {
    let { slug } = one;
    for (let count = 2; taken.has(`${one.lang}/${slug}`); count += 1) slug = `${one.slug}-${count}`;
    taken.add(`${one.lang}/${slug}`);
    if (slug !== one.slug) {
      one.notes.met('guessed', 'slug', { line: 1, what: `${one.slug} is taken, so ${slug}` });
    }
    return { ...one, slug };
  });
}

/** Search results need a description of its own for each article. */
export function withOwnDescriptions(articles: readonly ImportedArticle[]): ImportedArticle[] {
  const taken = new Set<string>();
  return articles.map((one) => {
    const keyOf = (text: string) => `${one.lang} ${text.toLowerCase()}`;
    const whole = `${one.title}: ${one.description}`;
    const description = Array.from({ length: 100 }, (_, index) => index)
      .values()
      .map((count) => [one.description, whole][count] ?? `${count}. ${whole}`)
      .map((text) => cutAtWord(text, 160))
      .find((text) => !taken.has(keyOf(text)));
    taken.add(keyOf(description ?? one.description));
    if (!description || description === one.description) return one;
    one.notes.met('guessed', 'description', {
      line: 1,
      what: `another article has the same, so "${description}"`,
      advice: 'say what readers gain from this one',
    });
    return { ...one, description };
  });
}

/** Every old address that the source is sure of, and the new one. */
export function redirectsOf(articles: readonly ImportedArticle[]): Map<string, string> {
  const redirects = new Map<string, string>();
  for (const { oldPaths, lang, slug } of articles) {
    const path = articlePath(lang, slug);
    for (const old of oldPaths) {
      const from = old.replace(/^(?:https?:)?\/\/[^/]*/i, '').replace(/#.*$/s, '');
      const rooted = from.startsWith('/') ? from : `/${from}`;
      if (comparablePath(rooted) !== comparablePath(path) && !redirects.has(rooted))
        redirects.set(rooted, path);
    }
  }
  return redirects;
}
