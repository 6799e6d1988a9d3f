import type { Article } from '#articles/article.ts';
import type { LinkTags } from '#hub/tagged-link.ts';

import type { Override } from './override.ts';
import { type PlatformId, platforms } from './platforms.ts';
import type { PostContext } from './post-context.ts';
import { generatedText, overriddenText, withoutRefused } from './post-text.ts';
import { shorten } from './shorten.ts';
import { type Variant, variantsFor } from './variants.ts';

/** What a post says and where it leads. */
export interface Draft {
  readonly variant: string;
  readonly utm: LinkTags;
  readonly url: string;
  /** `null` when the link leaves no room for a word. */
  readonly text: string | null;
  readonly linkAdded: boolean;
}

export interface WrittenDraft extends Draft {
  readonly text: string;
}

/** What can be said of an article on a platform; a draft is only made when it is asked for. */
export interface Drafts {
  /** The editor's own text. */
  readonly overridden: WrittenDraft | null;
  /** Best for the platform's use first. */
  readonly variants: readonly [Variant, ...Variant[]];
  readonly draftOf: (variant: Variant) => Draft;
}

export function draftsFor(
  article: Article,
  {
    platform: id,
    use,
    override,
    links,
    hashtags,
    content: { hub, people },
  }: PostContext & { readonly override: Override | null },
): Drafts {
  const platform = platforms[id];
  const { lang, title } = article.data;
  const linkFor = links(id);
  const context = { platform, language: lang, title };

  const overriddenWith = (words: string): WrittenDraft => {
    const link = linkFor('override', words);
    const placed = { ...context, url: link.url, tags: link.utm, site: hub.site };
    return { variant: 'override', ...link, ...overriddenText(words, placed) };
  };
  const words = platform.isTitleOnly ? undefined : override?.words;
  return {
    overridden: words === undefined ? null : overriddenWith(words),
    variants: platform.isTitleOnly ? [titleVariant(title)] : variantsFor(article, { use, people }),
    draftOf(variant) {
      const link = linkFor(variant.id, variant.text);
      const text = generatedText(variant, hashtags, { ...context, url: link.url });
      return { variant: variant.id, ...link, text, linkAdded: false };
    },
  };
}

/** The title of the post where the platform has one: the editor's as it is, the article's shortened to fit. */
export function titleFor(
  { data }: Article,
  { platform: id, override }: { platform: PlatformId; override: Override | null },
): string | null {
  const { title: limit, isTitleOnly, refused } = platforms[id];
  if (!limit) return null;
  const own = override?.title ?? (isTitleOnly ? override?.words : undefined);
  if (own !== undefined) return own;
  const fits = (text: string) => limit.count(text) <= limit.max;
  return shorten(withoutRefused(data.title, refused), fits) ?? '';
}

function titleVariant(title: string): Variant {
  return { kind: 'summary', id: 'title', text: title, framed: (words) => words };
}
