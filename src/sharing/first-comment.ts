import type { Article } from '#articles/article.ts';
import { textIn } from '#hub/languages.ts';

import type { TaggedLink } from './article-links.ts';
import { shareMessages } from './messages.ts';
import type { Platform } from './platform.ts';
import { shorten } from './shorten.ts';

/**
 * What to write below one's own post where that is customary: the article's question, unless the post
 * asks it, and where the article is. `null` on other platforms and where the link leaves no room.
 */
export function firstCommentFor(
  { data }: Article,
  {
    platform: { comment },
    variant,
    linkFor,
  }: {
    readonly platform: Platform;
    readonly variant: string;
    readonly linkFor: (variant: string, words: string) => TaggedLink;
  },
): string | null {
  if (!comment) return null;
  const question = variant === 'question' ? null : textIn(data.lang, data.question);
  const where = shareMessages[data.lang].readHere(linkFor('comment', question ?? data.title).url);
  const fits = (text: string) => comment.count(text) <= comment.max;
  if (question === null) return fits(where) ? where : null;
  const words = shorten(question, (shorter) => fits(`${shorter}\n\n${where}`));
  return words === null ? null : `${words}\n\n${where}`;
}
