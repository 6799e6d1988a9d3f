import type { Article } from '#articles/article.ts';
import type { PlatformUse } from '#hub/hub.ts';
import { textIn } from '#hub/languages.ts';
import { absoluteUrl, articlePath } from '#hub/urls.ts';

import { countsOf } from './counts.ts';
import { digestOf } from './digest.ts';
import { draftsFor, linksOf, titleFor, type Draft, type WrittenDraft } from './drafts.ts';
import type { ShareFinding } from './finding.ts';
import { firstCommentFor } from './first-comment.ts';
import { linkedHashtags } from './hashtags.ts';
import { type Override, overrideFor } from './override.ts';
import { type PlatformId, platforms } from './platforms.ts';
import { noRoomFinding, postFindings } from './post-findings.ts';
import type { Media, ShareContext, SharePost } from './share-post.ts';
import { threadPlanFor, threadTexts } from './thread.ts';

/** What one platform gets of an article. */
export interface SharePosts {
  /** The editor's own text, or the best variant that fits; `null` when none does. */
  readonly post: SharePost | null;
  /** The other variants that fit, best first. */
  readonly alternatives: readonly SharePost[];
  /** What is wrong with `post`. */
  readonly findings: readonly ShareFinding[];
}

/** The posts of `article` for `platform`. */
export function sharePostsFor(
  article: Article,
  {
    platform,
    use,
    sourceHash,
    ...context
  }: ShareContext & { platform: PlatformId; use: PlatformUse; sourceHash: string },
): SharePosts {
  const override = overrideFor(article, platform, sourceHash);
  const { content } = context;
  const drafts = draftsFor(article, { platform, use, override, content });
  const judged = { article, platform, override };
  const fitting = [...(drafts.overridden ? [drafts.overridden] : []), ...drafts.generated].filter(
    hasText,
  );
  const [draft, ...others] = fitting;
  if (!draft) {
    const { url } = drafts.generated[0];
    return { post: null, alternatives: [], findings: [noRoomFinding(url, judged)] };
  }

  const finished = finisher(article, { platform, sourceHash, override, context });
  const post = finished(draft);
  return {
    post: { ...post, ...besidesOf(article, draft, { platform, override, drafts, content }) },
    alternatives: others.map(finished),
    findings: postFindings(post, { ...judged, linkAdded: draft.linkAdded, site: content.hub.site }),
  };
}

/** In characters; browsers and servers on the way refuse longer addresses. */
const maxIntentLength = 2000;

/** Makes finished posts of drafts. */
function finisher(
  article: Article,
  {
    platform: id,
    sourceHash,
    override,
    context,
  }: {
    platform: PlatformId;
    sourceHash: string;
    override: Override | null;
    context: ShareContext;
  },
): (draft: WrittenDraft) => SharePost {
  const { api, intent: intentOf, limits, title: titleLimit, hashtags } = platforms[id];
  const media = mediaOf(article, context);
  const title = titleFor(article, { platform: id, override });
  const titled =
    title === null || !titleLimit ? {} : { title, titleCount: countsOf(title, [titleLimit]) };
  return ({ variant, utm, url, text }) => {
    const image = media[0]?.publicUrl ?? '';
    const intent = intentOf?.({ text, title: title ?? '', url, image });
    return {
      id: `${article.id}/${id}/${variant}`,
      article: article.id,
      platform: id,
      variant,
      locale: article.data.lang,
      ...titled,
      text,
      ...(api ? { api: api(text) } : {}),
      count: countsOf(text, limits),
      url,
      utm,
      hashtags: linkedHashtags(text, hashtags),
      media,
      ...(intent === undefined || intent.length > maxIntentLength ? {} : { intent }),
      idempotencyKey: digestOf([article.id, id, variant], 32),
      sourceHash,
    };
  };
}

/** What goes with the chosen post alone: its thread, its first comment, and whether it is stale. */
function besidesOf(
  article: Article,
  draft: Draft,
  {
    platform: id,
    override,
    drafts,
    content,
  }: {
    platform: PlatformId;
    override: Override | null;
    drafts: ReturnType<typeof draftsFor>;
    content: ShareContext['content'];
  },
): Pick<SharePost, 'thread' | 'firstComment' | 'stale'> {
  const platform = platforms[id];
  const { lang, title } = article.data;
  const linkFor = linksOf(article, id, content.hub.site);
  const opening = drafts.variants[0];
  const plan = platform.hasThreads ? threadPlanFor(article, opening.framed(opening.text)) : null;
  const texts =
    plan &&
    threadTexts(plan, {
      ...{ platform, title },
      language: lang,
      url: linkFor('thread', [plan.opening, ...plan.steps].join('\n')).url,
    });
  const firstComment = firstCommentFor(article, { platform, variant: draft.variant, linkFor });
  return {
    ...(texts
      ? { thread: texts.map((text) => ({ text, count: countsOf(text, platform.limits) })) }
      : {}),
    ...(firstComment === null ? {} : { firstComment }),
    ...(override?.isStale ? { stale: true } : {}),
  };
}

function hasText(draft: Draft): draft is WrittenDraft {
  return draft.text !== null;
}

function mediaOf({ slug, data }: Article, { content, cardOf }: ShareContext): Media[] {
  const alt = textIn(data.lang, data.cover.alt);
  if (alt === null) return [];
  const { file, width, height } = cardOf(articlePath(data.lang, slug));
  return [{ file, publicUrl: absoluteUrl(content.hub.site, file), width, height, alt }];
}
