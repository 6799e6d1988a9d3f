import type { Article } from '#articles/article.ts';

import { countsOf } from './counts.ts';
import { digestOf } from './digest.ts';
import { type Draft, type Drafts, draftsFor, titleFor, type WrittenDraft } from './drafts.ts';
import type { ShareFinding } from './finding.ts';
import { firstCommentFor } from './first-comment.ts';
import { linkedHashtags } from './hashtags.ts';
import { intentFor } from './intent.ts';
import { kept } from './kept.ts';
import { type Override, overrideFor } from './override.ts';
import { platforms } from './platforms.ts';
import type { PostContext } from './post-context.ts';
import { noRoomFinding, postFindings } from './post-findings.ts';
import type { SharePost } from './share-post.ts';
import { threadPlanFor, threadTexts } from './thread.ts';
import { summaryOf } from './variants.ts';

/** What one platform gets of an article. */
export interface SharePosts {
  /** The editor's own text, or the best variant that fits; `null` when none does. */
  readonly post: SharePost | null;
  /** The other variants that fit, best first; each is made when it is looked at. */
  readonly alternatives: Iterable<SharePost>;
  /** What is wrong with `post`. */
  readonly findings: readonly ShareFinding[];
}

/** The posts of `article` for `platform`. */
export function sharePostsFor(article: Article, context: PostContext): SharePosts {
  const { platform, content } = context;
  const override = overrideFor(article, platform, context.sourceHash);
  const drafts = draftsFor(article, { ...context, override });
  const judged = { article, platform, override };
  const made = drafts.variants.values().map(drafts.draftOf).filter(hasText);
  const chosen =
    drafts.overridden ?? made.next().value ?? [drafts.draftOf(summaryOf(article))].find(hasText);
  if (!chosen) {
    const { url } = drafts.draftOf(drafts.variants[0]);
    return { post: null, alternatives: [], findings: [noRoomFinding(url, judged)] };
  }

  const finished = finisher(article, { ...context, override });
  const post = {
    ...finished(chosen),
    ...besidesOf(article, chosen, { ...context, override, drafts }),
  };
  const { linkAdded } = chosen;
  return {
    post,
    alternatives: kept(made.map(finished)),
    findings: postFindings(post, { ...judged, linkAdded, site: content.hub.site }),
  };
}

/** Makes finished posts of drafts. */
function finisher(
  article: Article,
  {
    platform: id,
    sourceHash,
    media,
    override,
  }: PostContext & { readonly override: Override | null },
): (draft: WrittenDraft) => SharePost {
  const { api, limits, title: titleLimit, hashtags } = platforms[id];
  const title = titleFor(article, { platform: id, override });
  const titled =
    title === null || !titleLimit ? {} : { title, titleCount: countsOf(title, [titleLimit]) };
  return ({ variant, utm, url, text }) => {
    const image = media[0]?.publicUrl ?? '';
    const intent = intentFor(platforms[id], { text, title: title ?? '', url, image });
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
      ...(intent === null ? {} : { intent }),
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
    links,
  }: PostContext & { readonly override: Override | null; readonly drafts: Drafts },
): Pick<SharePost, 'thread' | 'firstComment' | 'stale'> {
  const platform = platforms[id];
  const { lang, title } = article.data;
  const linkFor = links(id);
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
