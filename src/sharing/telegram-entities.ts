import { findHashtags } from './hashtags.ts';
import { findLinks } from './links.ts';

/**
 * A stretch of a Telegram message that does something; `offset` and `length` are UTF-16 units.
 * https://core.telegram.org/bots/api#messageentity
 */
export interface TelegramEntity {
  readonly type: 'url' | 'hashtag';
  readonly offset: number;
  readonly length: number;
}

/** The links and hashtags of `text`, in order. Sent with them, a text needs no escaping. */
export function telegramEntities(text: string): TelegramEntity[] {
  return [
    ...findLinks(text).map((link) => ({ type: 'url', ...link }) as const),
    ...findHashtags(text).map((tag) => ({ type: 'hashtag', ...tag }) as const),
  ]
    .toSorted((a, b) => a.start - b.start)
    .map(({ type, start, end }) => ({ type, offset: start, length: end - start }));
}
