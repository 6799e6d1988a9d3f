import type { Facet } from './facets.ts';
import type { TelegramEntity } from './telegram-entities.ts';

/** What a program sends where a person would paste the text; each platform has its own of these. */
export interface ApiFields {
  /** LinkedIn's little text. */
  readonly commentary?: string;
  /** Bluesky's links and hashtags. */
  readonly facets?: readonly Facet[];
  /** Telegram's links and hashtags. */
  readonly entities?: readonly TelegramEntity[];
  /** Markdown or another markup in which the text is to be sent, escaped for it. */
  readonly content?: string;
}
