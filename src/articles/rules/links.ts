import type { Article } from '#articles/article.ts';
import { visibilityOf } from '#articles/visibility.ts';
import { suggestion } from '#hub/nearest.ts';
import type { Problem } from '#hub/problem.ts';
import { articlePath, pagePath, paperPath, pathTo } from '#hub/urls.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';
import { linkTargets, pathOfFile, type Target } from './link-targets.ts';

/** Links within the hub that lead nowhere, or to what readers cannot see. */
export function links(evidence: Evidence): Problem[] {
  const { content, bodies } = evidence;
  const targets = linkTargets(evidence);
  const texts = [
    ...content.articles.map((article) => ({
      file: article.file,
      path: articlePath(article.data.lang, article.slug),
      article,
    })),
    ...content.pages.map(({ file, slug, data }) => ({
      file,
      path: pagePath(data.lang, slug),
      article: null,
    })),
    ...content.papers.map(({ file, slug, data }) => ({
      file,
      path: paperPath(data.lang, slug),
      article: null,
    })),
  ];
  // Issues of the newsletter are no content of the site to the other rules, but their links are judged alike.
  const issues = [...bodies.keys()].flatMap((file) => {
    const path = file.startsWith('content/issues/') && pathOfFile(file, content.hub.languages);
    return path ? [{ file, path, article: null }] : [];
  });
  return [...texts, ...issues].flatMap(({ file, path, article }) =>
    (bodies.get(file)?.links ?? []).flatMap(({ line, url, isEmpty }) => {
      if (isEmpty) {
        const message = `the link to ${url || 'nowhere'} has no text, so nobody sees it; write [what it leads to](${url || '…'})`;
        return [problem('article/link-empty', { file, line, message })];
      }
      const found = judge(url, { from: path, targets, evidence });
      if (typeof found === 'string') {
        return [problem('article/link-dead', { file, line, message: found })];
      }
      return found ? unpublished(found, { file, line, article, evidence }) : [];
    }),
  );
}

/** The target of a link within the hub, `null` for others that are fine, else what is wrong. */
function judge(
  url: string,
  {
    from,
    targets,
    evidence: { content, publicFiles, files },
  }: { from: string; targets: ReadonlyMap<string, Target>; evidence: Evidence },
): Target | string | null {
  const { site } = content.hub;
  const address = URL.parse(url, site + from);
  if (/\s/.test(url)) {
    return `the address "${url}" holds a space; name the file without it, or write %20 for a space`;
  }
  if (!address) return `the link "${url}" is no address; correct it`;
  if (/^www\./i.test(url)) return `the link "${url}" lacks its beginning; write https://${url}`;
  if (!/^https?:$/.test(address.protocol)) {
    return ['mailto:', 'tel:'].includes(address.protocol)
      ? null
      : `the link "${url}" begins with ${address.protocol}, which is not allowed; link with https:, mailto: or a path of the hub`;
  }
  if (address.host !== new URL(site).host) return null;

  const path = decoded(address.pathname);
  if (path === null)
    return `the link "${url}" has a % that begins no character; write %25 or correct it`;
  if (publicFiles.has(path)) return null;
  const target = targets.get(path);
  if (target) return anchorFault(address.hash, { url, target }) ?? target;
  if (mayBeBrokenTopic(path, { content, files })) return null;
  // Feeds, sitemap and the like are made by the build, which checks every link of its own pages.
  if (/\.(?:xml|json|opml|txt|md)$/.test(path)) return null;
  if (targets.has(`${path}/`)) return `the link "${url}" lacks its final slash; write ${path}/`;
  return `the link "${url}" leads nowhere; correct it, or add the text it should lead to.${suggestion(path, targets.keys())}`;
}

/** A topic that breaks its schema has an address that nobody knows; the mistake is reported there. */
function mayBeBrokenTopic(path: string, { content, files }: Pick<Evidence, 'content' | 'files'>) {
  const all = [...files].filter((file) => file.startsWith('content/topics/'));
  if (all.length === content.topics.length) return false;
  return content.hub.languages.some((language) => path.startsWith(pathTo('topics', language)));
}

function anchorFault(
  hash: string,
  { url, target }: { url: string; target: Target },
): string | null {
  const anchor = decoded(hash.slice(1));
  if (anchor === '' || !target.anchors || (anchor !== null && target.anchors.has(anchor)))
    return null;
  return `the link "${url}" names no heading of its page; known: ${[...target.anchors].slice(0, 8).join(', ')}.${suggestion(anchor ?? '', target.anchors)}`;
}

function unpublished(
  { article: target }: Target,
  {
    file,
    line,
    article,
    evidence: { asOf, forBuild },
  }: { file: string; line: number; article: Article | null; evidence: Evidence },
): Problem[] {
  if (!target || target.file === file) return [];
  // A scheduled article may link to one that will be out by then.
  const day = article && article.data.publishedAt > asOf ? article.data.publishedAt : asOf;
  const visibility = visibilityOf(target.data, day);
  if (visibility === 'public') return [];
  const isPublic = !article || visibilityOf(article.data, asOf) === 'public';
  const when =
    visibility === 'scheduled' ? `scheduled for ${target.data.publishedAt}` : `in ${visibility}`;
  const message = `links to ${target.file}, which is ${when}; publish that first, or remove the link`;
  const severity = forBuild && isPublic ? ({ severity: 'error' } as const) : {};
  return [problem('article/link-unpublished', { file, line, message, ...severity })];
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
