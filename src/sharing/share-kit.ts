import type { Article } from '#articles/article.ts';
import type { Day } from '#hub/calendar.ts';
import { absoluteUrl, articlePath } from '#hub/urls.ts';

import { findingOf, type ShareFinding } from './finding.ts';
import { defaultOverride } from './override.ts';
import { isPlatformId, type PlatformId, platformIds } from './platforms.ts';
import { articleFacts } from './post-context.ts';
import type { ShareContext, SharePost } from './share-post.ts';
import { type SharePosts, sharePostsFor } from './share-posts.ts';
import { recordsFolder } from './standard-site/records.ts';

/** The folder beside those of the kits that holds the files for schedulers; no kit may have its name. */
export const schedulersFolder = 'schedulers';

/** All share posts of one article; `kit.json` holds it without the alternatives. */
export interface ShareKit {
  readonly article: string;
  readonly locale: string;
  /** With the card in `media`, what a program sends for a link preview that it must make itself. */
  readonly title: string;
  readonly description: string;
  readonly url: string;
  /** Not to be posted before this day, on which the page appears. */
  readonly publishedAt: Day;
  /** One for each platform: what `<platform>.txt` and the files for schedulers hold. */
  readonly posts: readonly SharePost[];
  /** What else could be said, on every platform, in the order of the table and best first. */
  readonly alternatives: readonly SharePost[];
  /** The chosen post for `platform`, then its alternatives, of which only those are made that somebody looks at. */
  readonly saidOn: (platform: PlatformId) => Generator<SharePost>;
  readonly skipped: readonly { readonly platform: string; readonly reason: string }[];
}

/** The kit of `article` for the hub's platforms, with everything that is wrong with its posts. */
export function shareKitFor(
  article: Article,
  context: ShareContext,
): { readonly kit: ShareKit; readonly findings: readonly ShareFinding[] } {
  const { site, share } = context.content.hub;
  const { lang, title, description, publishedAt, share: own } = article.data;
  const facts = articleFacts(article, context);
  const made = platformIds.flatMap((platform) => {
    const active = share.platforms[platform];
    if (!active || own.skip.some((one) => one.platform === platform)) return [];
    return { platform, ...sharePostsFor(article, { ...facts, platform, use: active.use }) };
  });
  let alternatives: readonly SharePost[] | null = null;
  return {
    kit: {
      article: article.id,
      locale: lang,
      title,
      description,
      url: absoluteUrl(site, articlePath(lang, article.slug)),
      publishedAt,
      posts: made.flatMap(({ post }) => post ?? []),
      // Seven times as many as posts: made only for who looks at them.
      get alternatives() {
        return (alternatives ??= made.flatMap((one) => [...one.alternatives]));
      },
      saidOn: (platform) => said(made.find((one) => one.platform === platform)),
      skipped: own.skip,
    },
    findings: [...unknownPlatforms(article), ...unique(made.flatMap(({ findings }) => findings))],
  };
}

function* said(on: SharePosts | undefined): Generator<SharePost> {
  if (!on?.post) return;
  yield on.post;
  yield* on.alternatives;
}

/** Names of platforms in hub.yaml that nothing is known about. */
export function unknownHubPlatforms(named: readonly string[]): ShareFinding[] {
  return named
    .filter((id) => !isPlatformId(id))
    .map((id) => unknown(id, 'content/hub.yaml', ['share', 'platforms', id]));
}

/**
 * The folder of each article's kit: its slug. Where a Dutch and an English article share one,
 * the English folder ends in `-en`; what is called like a folder of ours ends in its language too.
 */
export function kitFolders(articles: readonly Article[]): Map<string, string> {
  const folders = new Map<string, string>();
  const taken = new Set<string>([schedulersFolder, recordsFolder]);
  const dutchFirst = articles.toSorted(
    (a, b) => b.data.lang.localeCompare(a.data.lang, 'en') || a.id.localeCompare(b.id, 'en'),
  );
  for (const { id, slug, data } of dutchFirst) {
    let folder = slug;
    while (taken.has(folder)) folder += `-${data.lang}`;
    taken.add(folder);
    folders.set(id, folder);
  }
  return folders;
}

function unknownPlatforms({ file, data: { share } }: Article): ShareFinding[] {
  return [
    ...Object.keys(share.overrides)
      .filter((id) => !isPlatformId(id) && id !== defaultOverride)
      .map((id) => unknown(id, file, ['share', 'overrides', id])),
    ...share.skip.flatMap(({ platform }, index) =>
      isPlatformId(platform) ? [] : [unknown(platform, file, ['share', 'skip', index, 'platform'])],
    ),
  ];
}

function unknown(id: string, file: string, field: readonly PropertyKey[]): ShareFinding {
  return findingOf('share/unknown-platform', {
    file,
    field,
    message: `"${id}" is no platform that Freehold knows; known are ${platformIds.join(', ')}. Correct the name or remove it`,
  });
}

/** A missing alternative text is one thing to mend, however many platforms it touches. */
function unique(findings: readonly ShareFinding[]): ShareFinding[] {
  return [...new Map(findings.map((one) => [`${one.rule} ${one.message}`, one])).values()];
}
