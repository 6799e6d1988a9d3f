import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import type { PlatformUse } from '#hub/hub.ts';
import { textIn } from '#hub/languages.ts';
import { absoluteUrl, articlePath } from '#hub/urls.ts';

import { digestOf } from './digest.ts';
import type { ShareFinding } from './finding.ts';
import { findHashtags } from './hashtags.ts';
import type { ApiFields, Unit } from './platform.ts';
import { type PlatformId, platforms } from './platforms.ts';
import { noRoomFinding, postFindings } from './post-findings.ts';
import { generatedText, overriddenText } from './post-text.ts';
import { type LinkTags, taggedLink } from '#hub/tagged-link.ts';
import { type Variant, variantsFor } from './variants.ts';

/** One article's post for one platform, ready to paste. */
export interface SharePost {
  readonly id: string;
  readonly article: string;
  readonly platform: PlatformId;
  /** The id of the variant, or `override` for an editor's own text. */
  readonly variant: string;
  readonly locale: string;
  /** What a person pastes; never escaped. */
  readonly text: string;
  readonly api?: ApiFields;
  readonly count: Count & { readonly secondary?: Count };
  /** The hub's link with its tags; on some platforms not in the text, because nobody could follow it there. */
  readonly url: string;
  readonly utm: LinkTags;
  readonly hashtags: readonly string[];
  /** The same story in several posts, where the platform has threads. */
  readonly thread?: readonly ThreadPart[];
  /** What is posted below it by the same account, where that is customary. */
  readonly firstComment?: string;
  /** The editor's own text was written for an article that has changed since. */
  readonly stale?: true;
  readonly media: readonly Media[];
  /** A page on which the post stands ready; absent where the platform has none or the text is too long for one. */
  readonly intent?: string;
  /** The same for ever for this article, platform and variant, so that nothing is posted twice. */
  readonly idempotencyKey: string;
  /** Changes when what the article says changes. */
  readonly sourceHash: string;
}

export interface Count {
  readonly value: number;
  readonly limit: number;
  readonly unit: Unit;
}

/** One post of a thread, numbered and within the limit by itself; the last one holds the link. */
export interface ThreadPart {
  readonly text: string;
  readonly count: SharePost['count'];
}

export interface Media {
  /** Path in the built site. */
  readonly file: string;
  readonly publicUrl: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

export interface ShareContext {
  readonly content: Content;
  /** The card of the page at a path: where it is in the built site, and its size. */
  readonly cardOf: (pagePath: string) => Pick<Media, 'file' | 'width' | 'height'>;
}

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
    platform: id,
    use,
    sourceHash,
    ...context
  }: ShareContext & { platform: PlatformId; use: PlatformUse; sourceHash: string },
): SharePosts {
  const { override, generated } = draftsFor(article, id, use, context.content);
  const judged = { article, platform: id, overridden: override !== null };
  const fitting = [...(override ? [override] : []), ...generated].filter(hasText);
  const [draft, ...others] = fitting;
  if (!draft) {
    return { post: null, alternatives: [], findings: [noRoomFinding(generated[0].url, judged)] };
  }

  const media = mediaOf(article, context);
  const finished = ({ variant, utm, url, text }: WrittenDraft): SharePost => {
    const intent = platforms[id].intent?.({ text, url });
    return {
      id: `${article.id}/${id}/${variant}`,
      article: article.id,
      platform: id,
      variant,
      locale: article.data.lang,
      text,
      ...(platforms[id].api ? { api: platforms[id].api(text) } : {}),
      count: countsOf(text, id),
      url,
      utm,
      hashtags: findHashtags(text).map(({ tag }) => tag),
      media,
      ...(intent === undefined || intent.length > maxIntentLength ? {} : { intent }),
      idempotencyKey: digestOf([article.id, id, variant], 32),
      sourceHash,
    };
  };
  const { linkAdded } = draft;
  return {
    post: finished(draft),
    alternatives: others.map(finished),
    findings: postFindings(draft.text, { ...judged, linkAdded, site: context.content.hub.site }),
  };
}

/** What a post says and where it leads. */
interface Draft {
  readonly variant: string;
  readonly utm: LinkTags;
  readonly url: string;
  /** `null` when the link leaves no room for a word. */
  readonly text: string | null;
  readonly linkAdded: boolean;
}

interface WrittenDraft extends Draft {
  readonly text: string;
}

/** The editor's own text, if there is one, and every variant, best for `use` first. */
function draftsFor(
  article: Article,
  id: PlatformId,
  use: PlatformUse,
  { hub, people, topics }: Content,
): { readonly override: WrittenDraft | null; readonly generated: readonly [Draft, ...Draft[]] } {
  const { lang, title, share, campaign, topic } = article.data;
  const page = absoluteUrl(hub.site, articlePath(lang, article.slug));
  const linked = (variant: string, words: string) => {
    const utm: LinkTags = {
      utm_source: id,
      utm_medium: 'social',
      ...(campaign === undefined ? {} : { utm_campaign: campaign }),
      utm_content: digestOf([variant, words], 8),
    };
    return { variant, utm, url: taggedLink(page, utm) };
  };
  const context = { platform: platforms[id], language: lang, title };

  const overridden = (words: string): WrittenDraft => {
    const link = linked('override', words);
    const { url, utm: tags } = link;
    return { ...link, ...overriddenText(words, { ...context, url, tags, site: hub.site }) };
  };
  const hashtags = topics.find((one) => one.id === topic)?.data.hashtags[lang] ?? [];
  const generated = (variant: Variant): Draft => {
    const link = linked(variant.id, variant.text);
    const text = generatedText(variant, hashtags, { ...context, url: link.url });
    return { ...link, text, linkAdded: false };
  };
  const [best, ...others] = variantsFor(article, { use, people });
  const words = share.overrides[id];
  return {
    override: words === undefined ? null : overridden(words),
    generated: [generated(best), ...others.map(generated)],
  };
}

function hasText(draft: Draft): draft is WrittenDraft {
  return draft.text !== null;
}

/** In characters; browsers and servers on the way refuse longer addresses. */
const maxIntentLength = 2000;

function countsOf(text: string, id: PlatformId): SharePost['count'] {
  const [first, ...others] = platforms[id].limits;
  const bytes = others.find(({ unit }) => unit === 'utf8');
  const countOf = ({ count, max, unit }: typeof first) => ({
    value: count(text),
    limit: max,
    unit,
  });
  return { ...countOf(first), ...(bytes ? { secondary: countOf(bytes) } : {}) };
}

function mediaOf({ slug, data }: Article, { content, cardOf }: ShareContext): Media[] {
  const alt = textIn(data.lang, data.cover.alt);
  if (alt === null) return [];
  const { file, width, height } = cardOf(articlePath(data.lang, slug));
  return [{ file, publicUrl: absoluteUrl(content.hub.site, file), width, height, alt }];
}

/** Stands for everything an article says that a share post may speak of. */
export function sourceHashOf({ body, data }: Article): string {
  const { title, description, question, takeaways, quotes, share } = data;
  return digestOf([title, description, question, takeaways, quotes, share.hook, body], 16);
}
