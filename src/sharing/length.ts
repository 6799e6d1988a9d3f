import { findLinks, replaceLinks } from './links.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Texts in which every UTF-16 unit is a character by itself: most of ours, and counted far faster. */
const simpleText = /^[\n -~¡-ʯ–—‘’“”…€]*$/u;

/** What a reader sees as one character: an emoji family, a letter with its accents. */
export function countGraphemes(text: string): number {
  if (simpleText.test(text)) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

/** The graphemes of `text`, in order. */
export function splitGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

const utf8 = new TextEncoder();

export function countUtf8Bytes(text: string): number {
  return utf8.encode(text).length;
}

/** Unicode code points. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** UTF-16 units; never fewer than code points, so safe where a platform does not say which it counts. */
export function countUtf16Units(text: string): number {
  return text.length;
}

// Mastodon app/models/account.rb: MENTION_RE
const fullMention =
  /(?<![=/\p{L}\p{M}\p{N}\p{Pc}])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\p{L}\p{M}\p{N}\p{Pc}]+(?:[.-]+[\p{L}\p{M}\p{N}\p{Pc}]+)*/giu;

/** Mastodon's length: graphemes, where a link counts `linkLength` and `@user@host` as `@user`. */
export function countWithFixedLinks(linkLength: number): (text: string) => number {
  const placeholder = 'x'.repeat(linkLength);
  return (text) =>
    countGraphemes(replaceLinks(text, () => placeholder).replace(fullMention, '@$1'));
}

const emoji = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;

/** Threads' length: characters, but an emoji counts as its UTF-8 bytes. */
export function countWithEmojiBytes(text: string): number {
  if (simpleText.test(text)) return text.length;
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    count += emoji.test(segment) ? countUtf8Bytes(segment) : countCharacters(segment);
  }
  return count;
}

const bareLink = /(?<![\p{L}\p{N}/.@-])www\.[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+[^\s<>()]*/giu;

/** How many different links stand in `text`, written with or without `https://`. */
export function countUniqueLinks(text: string): number {
  const links = new Set(findLinks(text).map(({ url }) => url));
  if (!/www\./iu.test(text)) return links.size;
  for (const [url] of replaceLinks(text, () => ' ').matchAll(bareLink)) links.add(url);
  return links.size;
}
