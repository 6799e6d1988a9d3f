import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { textIn } from '#hub/languages.ts';
import type { LinkTags } from '#hub/tagged-link.ts';
import { absoluteUrl, articlePath } from '#hub/urls.ts';

import type { ApiFields } from './api-fields.ts';
import { digestOf } from './digest.ts';
import type { Unit } from './platform.ts';
import type { PlatformId } from './platforms.ts';

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
  /** What a person pastes into the field for it, on a platform whose posts have a title. */
  readonly title?: string;
  readonly api?: ApiFields;
  readonly count: Count & { readonly secondary?: Count };
  readonly titleCount?: Count;
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

/** Stands for everything an article says that a share post may speak of. */
export function sourceHashOf({ body, data }: Article): string {
  const { title, description, question, takeaways, quotes, share } = data;
  return digestOf([title, description, question, takeaways, quotes, share.hook, body], 16);
}

/** The pictures that go with every post of an article. */
export function mediaOf({ slug, data }: Article, { content, cardOf }: ShareContext): Media[] {
  const alt = textIn(data.lang, data.cover.alt);
  if (alt === null) return [];
  const { file, width, height } = cardOf(articlePath(data.lang, slug));
  return [{ file, publicUrl: absoluteUrl(content.hub.site, file), width, height, alt }];
}
