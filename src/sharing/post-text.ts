import type { Language } from '#hub/languages.ts';

import { countHashtags, findHashtags } from './hashtags.ts';
import { countGraphemes } from './length.ts';
import { findBareLinks, findLinks, type FoundLink } from './links.ts';
import { namesProfileLink, shareMessages } from './messages.ts';
import { fits, type HashtagRule, type Platform, type RefusedCharacters } from './platform.ts';
import { shorten } from './shorten.ts';
import { type LinkTags, taggedLink } from '#hub/tagged-link.ts';
import type { Variant } from './variants.ts';

/** What every text for one article on one platform is made with. */
export interface TextContext {
  readonly platform: Platform;
  readonly language: Language;
  readonly title: string;
  /** The article's address with its tags. */
  readonly url: string;
}

/**
 * `variant`, the link and the hashtags as one post that fits. A hashtag is given up, whole and last
 * first, before a word is; `null` when the link leaves no room for a whole word.
 */
export function generatedText(
  variant: Variant,
  hashtags: readonly string[],
  context: TextContext,
): string | null {
  const { platform } = context;
  if (platform.isTitleOnly) return fits(context.url, platform) ? context.url : null;
  const tags = hashtagsBeside(variant.text, hashtags, platform.hashtags);
  const post = (words: string, kept: readonly string[]) =>
    [withoutRefused(variant.framed(words), platform.refused), closing(context), kept.join(' ')]
      .filter(Boolean)
      .join('\n\n');

  for (let kept = tags.length; kept > 0; kept -= 1) {
    const whole = post(variant.text, tags.slice(0, kept));
    if (fits(whole, platform)) return whole;
  }
  const words = shorten(variant.text, (shorter) => fits(post(shorter, []), platform));
  return words === null ? null : post(words, []);
}

/** `text` with what looks alike for the characters that a platform refuses. */
export function withoutRefused(text: string, refused: RefusedCharacters | undefined): string {
  if (!refused) return text;
  const { characters, instead } = refused;
  if (!Array.from(characters).some((one) => text.includes(one))) return text;
  return Array.from(text, (one) => {
    const place = characters.indexOf(one);
    return place === -1 ? one : (instead[place] ?? '');
  }).join('');
}

/** Those of `hashtags`, written as such, that `words` do not hold yet, so that there are at most as many of both as we write. */
function hashtagsBeside(
  words: string,
  hashtags: readonly string[],
  { written, name }: HashtagRule,
): string[] {
  const held = findHashtags(words).map(({ tag }) => tag.toLowerCase());
  const longest = name?.max ?? Infinity;
  return hashtags
    .filter((tag) => !held.includes(tag.toLowerCase()) && countGraphemes(tag) <= longest)
    .slice(0, Math.max(0, written - held.length))
    .map((tag) => `#${tag}`);
}

export interface OverriddenText {
  readonly text: string;
  /** The hub's link in the text, or the article's where the text has none. */
  readonly url: string;
  readonly linkAdded: boolean;
}

/**
 * An editor's own text, as written but for the hub's link: the one it holds gets its tags,
 * and where there is none the article's is added.
 */
export function overriddenText(
  override: string,
  { site, tags, ...context }: TextContext & { readonly site: string; readonly tags: LinkTags },
): OverriddenText {
  const [link] = linksTo(site, override);
  const url = link ? taggedLink(link.url, tags) : context.url;
  const text = link ? override.slice(0, link.start) + url + override.slice(link.end) : override;
  const complete = {
    'in-post': link !== undefined,
    'own-field': true,
    'in-profile': namesProfileLink(text),
  }[context.platform.links];
  return {
    text: complete ? text : `${text}\n\n${closing(context)}`,
    url,
    linkAdded: !complete,
  };
}

/** The links in `text` that lead to the hub at `site`, each as it should be: with the hub's own scheme. */
export function linksTo(site: string, text: string): FoundLink[] {
  const { host, origin } = placeOf(site);
  const full = findLinks(text).filter(({ url }) => new URL(url).host === host);
  return [...full, ...findBareLinks(text, host)]
    .map(({ url, ...place }) => ({ ...place, url: origin + pathOf(url) }))
    .toSorted((a, b) => a.start - b.start);
}

/** All posts of a hub ask for the same. */
const places = new Map<string, URL>();

function placeOf(site: string): URL {
  const place = places.get(site) ?? new URL(site);
  places.set(site, place);
  return place;
}

/** Everything after the host, as it was written. */
function pathOf(url: string): string {
  return url.replace(/^(?:https?:\/\/)?[^/?]*/iu, '');
}

/** The way to the article: its link or, where links are dead, a line that sends readers to the profile. */
function closing({ platform, language, title, url }: TextContext): string {
  if (platform.links === 'own-field') return '';
  if (platform.links === 'in-post') return url;
  const { linkInProfile, readInProfile } = shareMessages[language];
  const named = shorten(title, (shorter) => fitsClosing(linkInProfile(shorter), platform));
  return named === null ? readInProfile() : linkInProfile(named);
}

// A title of the greatest length that an article may have, and the words around it.
const maxClosingLength = 150;

function fitsClosing(text: string, platform: Platform): boolean {
  return text.length <= maxClosingLength && countHashtags(text) === 0 && fits(text, platform);
}
