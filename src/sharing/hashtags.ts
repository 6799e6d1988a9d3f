import { countGraphemes } from './length.ts';
import { replaceLinks } from './links.ts';
import type { HashtagRule } from './platform.ts';

/**
 * A hashtag where every platform sees one: at the start or after white space (Mastodon's rule, the
 * strictest), letters, digits and underscores, not digits only.
 */
const hashtagPattern = /#([\p{L}\p{M}\p{N}_]*[\p{L}][\p{L}\p{M}\p{N}_]*)/uy;

const whiteSpace = /\s/u;

/** A hashtag in a text; `start` and `end` include the `#`, in UTF-16 offsets. */
export interface FoundHashtag {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

export function findHashtags(text: string): FoundHashtag[] {
  const found: FoundHashtag[] = [];
  for (let start = text.indexOf('#'); start !== -1; start = text.indexOf('#', start + 1)) {
    if (start > 0 && !whiteSpace.test(text.charAt(start - 1))) continue;
    hashtagPattern.lastIndex = start;
    const [whole, tag] = hashtagPattern.exec(text) ?? [];
    if (whole && tag) found.push({ tag, start, end: start + whole.length });
  }
  return found;
}

/** The hashtags in `text` that can be followed on a platform with that rule, without `#`. */
export function linkedHashtags(text: string, { link, name }: HashtagRule): string[] {
  if (link === 'none') return [];
  const longest = name?.max ?? Infinity;
  const found = findHashtags(text)
    .map(({ tag }) => tag)
    .filter((tag) => countGraphemes(tag) <= longest);
  return link === 'first' ? found.slice(0, 1) : found;
}

// A sign inside a word, as in C#, is meant for no hashtag.
const meantPattern = /(?<![\p{L}\p{M}\p{N}_&/])[#＃][\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*/gu;

/** What stands in `text` as a hashtag, with its sign, and cannot be followed on a platform with that rule. */
export function deadHashtags(text: string, rule: HashtagRule): string[] {
  const words = replaceLinks(text, () => ' ');
  // Elsewhere a bracket or quote may stand before the sign as well as a space.
  const read = rule.needsSpace ? words : words.replace(/[^\p{L}\p{M}\p{N}\s_&/#＃](?=#)/gu, ' ');
  const linked = linkedHashtags(read, rule).map((tag) => `#${tag}`);
  return Array.from(words.matchAll(meantPattern), ([tag]) => tag).filter((tag) => {
    const place = linked.indexOf(tag);
    if (place !== -1) linked.splice(place, 1);
    return place === -1;
  });
}

/** The most hashtags that a platform may see in `text`: also in brackets or glued to the one before it. */
export function countHashtags(text: string): number {
  return replaceLinks(text, () => ' ').match(/[#＃](?=[\p{N}_]*\p{L})/gu)?.length ?? 0;
}

/**
 * `words` as one hashtag without `#`, each word of several with a capital so that screen readers
 * can tell them apart; `null` when no letter is left.
 */
export function toHashtag(words: string): string | null {
  const parts = words.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const tag = parts.length === 1 ? parts.join('') : parts.map(capitalised).join('');
  return /\p{L}/u.test(tag) ? tag : null;
}

/** `names` as hashtags, each once whatever its capitals. */
export function toHashtags(names: readonly string[]): string[] {
  const tags = new Map<string, string>();
  for (const name of names) {
    const tag = toHashtag(name);
    const key = tag?.toLowerCase();
    if (tag && key && !tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()];
}

function capitalised(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}
