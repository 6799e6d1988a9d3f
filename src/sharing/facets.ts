import { findHashtags, type FoundHashtag } from './hashtags.ts';
import { countGraphemes, countUtf8Bytes } from './length.ts';
import { findLinks } from './links.ts';

/** A stretch of a Bluesky post that does something; offsets are UTF-8 bytes, the end not included. */
export interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly FacetFeature[];
}

type FacetFeature =
  | { readonly $type: 'app.bsky.richtext.facet#link'; readonly uri: string }
  | { readonly $type: 'app.bsky.richtext.facet#tag'; readonly tag: string };

// Lexicon app.bsky.richtext.facet#tag: with a longer one the whole post is refused.
const maxTagGraphemes = 64;
const maxTagBytes = 640;

/**
 * The links and hashtags of `text` as facets, in order: without them Bluesky shows dead text.
 * Mentions are left out, since only the network knows which account a name stands for.
 */
export function facetsOf(text: string): Facet[] {
  const links = findLinks(text).map(({ url, ...place }) => ({
    ...place,
    feature: { $type: 'app.bsky.richtext.facet#link', uri: url } as const,
  }));
  const tags = findHashtags(text)
    .filter(isShortEnough)
    .map(({ tag, ...place }) => ({
      ...place,
      feature: { $type: 'app.bsky.richtext.facet#tag', tag } as const,
    }));
  return [...links, ...tags]
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, feature }) => ({
      index: {
        byteStart: countUtf8Bytes(text.slice(0, start)),
        byteEnd: countUtf8Bytes(text.slice(0, end)),
      },
      features: [feature],
    }));
}

function isShortEnough({ tag }: FoundHashtag): boolean {
  return countGraphemes(tag) <= maxTagGraphemes && countUtf8Bytes(tag) <= maxTagBytes;
}
