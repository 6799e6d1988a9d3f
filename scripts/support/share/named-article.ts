import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { visibilityOf } from '#articles/visibility.ts';
import type { Day } from '#hub/calendar.ts';
import { suggestion } from '#hub/nearest.ts';

/** Why there is no kit for what was asked, or `null`. */
export function whyAbsent(
  { article: slug, platform }: { article: string | undefined; platform: string | undefined },
  { articles, hub }: Content,
  asOf: Day,
): string | null {
  if (platform !== undefined && !hub.share.platforms[platform]) {
    return `${platform} is not one of the hub's platforms; add it to share.platforms in content/hub.yaml.`;
  }
  if (slug === undefined) return null;
  const named = articles.filter((one) => isCalled(slug, one));
  if (named.length === 0) return noArticle(slug, articles);
  const reasons = named.map(({ data }) => visibilityOf(data, asOf));
  if (reasons.includes('public')) return null;
  return reasons[0] === 'scheduled'
    ? `"${slug}" is published on ${named[0]?.data.publishedAt}, after ${asOf}; its kit is made then.`
    : `"${slug}" has the status ${reasons[0]}; only a published article gets a kit.`;
}

/** Says that no article is called `name`, and which one was probably meant: by its title, a part of it or a slip. */
export function noArticle(name: string, articles: readonly Article[]): string {
  const words = name.toLowerCase().replace(/\.mdx$/u, '');
  const alike = articles.filter(
    ({ slug, data }) => slug.includes(words) || data.title.toLowerCase().includes(words),
  );
  const [only] = alike;
  const near =
    only && alike.length === 1
      ? ` Did you mean "${only.slug}"?`
      : suggestion(
          words,
          articles.map(({ slug }) => slug),
        );
  return near === ''
    ? `There is no article "${name}"; give the name of its file without .mdx.`
    : `There is no article "${name}".${near}`;
}

/** Both `slug` and `nl/slug` name an article. */
export function isCalled(name: string, { slug, id }: Article): boolean {
  return slug === name || id === name;
}
