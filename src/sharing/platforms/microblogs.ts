import { facetsOf } from '../facets.ts';
import {
  countGraphemes,
  countUniqueLinks,
  countUtf8Bytes,
  countWithEmojiBytes,
  countWithFixedLinks,
} from '../length.ts';
import type { Platform } from '../platform.ts';
import { countWeighted } from '../weighted-length.ts';
import { checkedAgainOn, checkedOn, hearsay, linkPicture, stated } from './checked.ts';

const asOf = checkedOn;

const xCounting = 'https://docs.x.com/fundamentals/counting-characters';
const xCard =
  'https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image';
const xAlt =
  'https://developer.x.com/en/docs/media/upload-media/api-reference/post-media-metadata-create';
const xMedia = 'https://docs.x.com/x-api/media/quickstart/best-practices';
const xTags = 'https://help.x.com/en/using-x/how-to-use-hashtags';
const blueskyPost =
  'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json';
const blueskyFacets =
  'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/richtext/facet.json';
const blueskyImages =
  'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/images.json';
const blueskyLink =
  'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/external.json';
const mastodonPosting = 'https://docs.joinmastodon.org/user/posting/';
const mastodonMedia =
  'https://github.com/mastodon/mastodon/blob/main/app/models/media_attachment.rb';
const threadsPosts = 'https://developers.facebook.com/documentation/threads/posts';
const threadsLinks = 'https://developers.facebook.com/docs/threads/create-posts/text-attachments';

/** Short posts, which can answer each other as a thread. */
export const microblogs = {
  x: {
    label: 'X',
    asOf,
    limits: [{ ...stated(280, xCounting), unit: 'weighted', count: countWeighted }],
    hashtags: { written: 2, link: 'all', name: hearsay(100, xTags) },
    links: 'in-post',
    images: [
      linkPicture(xCard, { bytes: stated(5_000_000, xCard), alt: stated(420, xCard) }),
      {
        place: 'attachment',
        width: 1200,
        height: 675,
        images: stated(4, xMedia, checkedAgainOn),
        bytes: stated(5_000_000, xCard),
        alt: stated(1000, xAlt, checkedAgainOn),
      },
    ],
    hasThreads: true,
    intent: ({ text }) => `https://x.com/intent/post?text=${encodeURIComponent(text)}`,
  },
  bluesky: {
    label: 'Bluesky',
    asOf,
    limits: [
      { ...stated(300, blueskyPost), unit: 'grapheme', count: countGraphemes },
      { ...stated(3000, blueskyPost), unit: 'utf8', count: countUtf8Bytes },
    ],
    hashtags: { written: 2, link: 'all', needsSpace: true, name: stated(64, blueskyFacets) },
    links: 'in-post',
    images: [
      linkPicture(blueskyLink, { bytes: stated(1_000_000, blueskyLink) }),
      {
        place: 'attachment',
        width: 1200,
        height: 630,
        images: stated(4, blueskyImages),
        bytes: stated(2_000_000, blueskyImages),
      },
    ],
    hasThreads: true,
    api: (text) => ({ facets: facetsOf(text) }),
    // https://docs.bsky.app/docs/advanced-guides/intent-links
    intent: ({ text }) => `https://bsky.app/intent/compose?text=${encodeURIComponent(text)}`,
  },
  mastodon: {
    label: 'Mastodon',
    asOf,
    // A server may set another maximum: configuration.statuses of /api/v2/instance.
    limits: [{ ...stated(500, mastodonPosting), unit: 'grapheme', count: countWithFixedLinks(23) }],
    // https://github.com/mastodon/mastodon/pull/37684
    hashtags: { written: 3, link: 'all', needsSpace: true },
    links: 'in-post',
    images: [
      {
        place: 'attachment',
        width: 1200,
        height: 630,
        images: stated(4, mastodonPosting),
        bytes: stated(16_000_000, mastodonPosting, checkedAgainOn),
        alt: stated(1500, mastodonMedia, checkedAgainOn),
      },
    ],
    hasThreads: true,
    // Asks for the server; what follows `#` is not sent to anyone.
    intent: ({ text }) => `https://share.joinmastodon.org/#text=${encodeURIComponent(text)}`,
  },
  threads: {
    label: 'Threads',
    asOf,
    limits: [
      { ...stated(500, threadsPosts), unit: 'char', count: countWithEmojiBytes },
      { ...stated(5, threadsLinks), unit: 'link', count: countUniqueLinks },
    ],
    hashtags: { written: 1, link: 'first', name: stated(50, threadsPosts) },
    links: 'in-post',
    images: [
      {
        place: 'attachment',
        width: 1200,
        height: 630,
        images: stated(20, threadsPosts),
        bytes: stated(8_000_000, threadsPosts),
      },
    ],
    hasThreads: true,
    intent: ({ text }) => `https://www.threads.com/intent/post?text=${encodeURIComponent(text)}`,
  },
} as const satisfies Record<string, Platform>;
