import { facetsOf } from './facets.ts';
import { countHashtags } from './hashtags.ts';
import {
  countCharacters,
  countGraphemes,
  countUniqueLinks,
  countUtf16Units,
  countUtf8Bytes,
  countWeighted,
  countWithEmojiBytes,
  countWithFixedLinks,
} from './length.ts';
import { toLittleText } from './little-text.ts';
import type { Platform } from './platform.ts';

const asOf = '2026-11-01';
const checkedOn = asOf;

const xCounting = 'https://docs.x.com/fundamentals/counting-characters';
const xCard =
  'https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image';
const blueskyPost =
  'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json';
const blueskyImages =
  'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/images.json';
const blueskyLink =
  'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/external.json';
const mastodonPosting = 'https://docs.joinmastodon.org/user/posting/';
const threadsPosts = 'https://developers.facebook.com/documentation/threads/posts';
const threadsLinks = 'https://developers.facebook.com/docs/threads/create-posts/text-attachments';
const instagramPublishing =
  'https://developers.facebook.com/docs/instagram-platform/content-publishing/';
const instagramTags = 'https://www.ayrshare.com/docs/apis/post/social-networks/instagram';
const lengths = 'https://www.ayrshare.com/docs/help-center/technical-support/character_limits';
const linkedinPreview = 'https://www.linkedin.com/help/linkedin/answer/a521928';
const facebookSharing = 'https://developers.facebook.com/docs/sharing/webmasters/images/';
const publerLengths =
  'https://help.publer.com/en/article/what-is-the-character-limit-for-all-social-networks-1a3utwz';
const whatsappPreview = 'https://www.techcompare.app/open-graph-viewer/whatsapp-link-previews';

const table = {
  x: {
    label: 'X',
    asOf,
    limits: [{ max: 280, unit: 'weighted', count: countWeighted, source: xCounting, checkedOn }],
    hashtags: 2,
    links: 'in-post',
    images: [
      {
        ...linkPicture(xCard),
        bytes: { max: 5_000_000, source: xCard, checkedOn },
        alt: { max: 420, source: xCard, checkedOn },
      },
    ],
    intent: ({ text }) => `https://x.com/intent/post?text=${encodeURIComponent(text)}`,
  },
  linkedin: {
    label: 'LinkedIn',
    asOf,
    // LinkedIn does not say what it counts.
    limits: [{ max: 3000, unit: 'utf16', count: countUtf16Units, source: lengths, checkedOn }],
    hashtags: 3,
    links: 'in-post',
    images: [
      {
        ...linkPicture(linkedinPreview),
        height: 627,
        bytes: { max: 5_000_000, source: linkedinPreview, checkedOn, unconfirmed: true },
        alt: { max: 4086, source: publerLengths, checkedOn, unconfirmed: true },
      },
    ],
    api: (text) => ({ commentary: toLittleText(text) }),
    intent: ({ url }) =>
      `https://www.linkedin.com/sharing/share-offsite/?url=${encodeURIComponent(url)}`,
  },
  bluesky: {
    label: 'Bluesky',
    asOf,
    limits: [
      { max: 300, unit: 'grapheme', count: countGraphemes, source: blueskyPost, checkedOn },
      { max: 3000, unit: 'utf8', count: countUtf8Bytes, source: blueskyPost, checkedOn },
    ],
    hashtags: 2,
    links: 'in-post',
    images: [
      { ...linkPicture(blueskyLink), bytes: { max: 1_000_000, source: blueskyLink, checkedOn } },
      {
        place: 'attachment',
        width: 1200,
        height: 630,
        images: { max: 4, source: blueskyImages, checkedOn },
        bytes: { max: 2_000_000, source: blueskyImages, checkedOn },
      },
    ],
    api: (text) => ({ facets: facetsOf(text) }),
    // https://docs.bsky.app/docs/advanced-guides/intent-links
    intent: ({ text }) => `https://bsky.app/intent/compose?text=${encodeURIComponent(text)}`,
  },
  mastodon: {
    label: 'Mastodon',
    asOf,
    // A server may set another maximum: configuration.statuses of /api/v2/instance.
    limits: [
      {
        max: 500,
        unit: 'grapheme',
        count: countWithFixedLinks(23),
        source: mastodonPosting,
        checkedOn,
      },
    ],
    hashtags: 3,
    links: 'in-post',
    images: [
      {
        place: 'attachment',
        width: 1200,
        height: 630,
        images: { max: 4, source: mastodonPosting, checkedOn },
        bytes: { max: 16_000_000, source: mastodonPosting, checkedOn, unconfirmed: true },
        alt: { max: 1500, source: mastodonPosting, checkedOn },
      },
    ],
    // Asks for the server; what follows `#` is not sent to anyone.
    intent: ({ text }) => `https://share.joinmastodon.org/#text=${encodeURIComponent(text)}`,
  },
  threads: {
    label: 'Threads',
    asOf,
    limits: [
      { max: 500, unit: 'char', count: countWithEmojiBytes, source: threadsPosts, checkedOn },
      { max: 5, unit: 'link', count: countUniqueLinks, source: threadsLinks, checkedOn },
    ],
    hashtags: 1,
    links: 'in-post',
    images: [
      {
        place: 'attachment',
        width: 1200,
        height: 630,
        images: { max: 20, source: threadsPosts, checkedOn },
        bytes: { max: 8_000_000, source: threadsPosts, checkedOn },
      },
    ],
    intent: ({ text }) => `https://www.threads.com/intent/post?text=${encodeURIComponent(text)}`,
  },
  facebook: {
    label: 'Facebook',
    asOf,
    limits: [{ max: 63_206, unit: 'char', count: countCharacters, source: lengths, checkedOn }],
    hashtags: 2,
    links: 'in-post',
    images: [
      {
        ...linkPicture(facebookSharing),
        bytes: { max: 8_000_000, source: facebookSharing, checkedOn },
      },
    ],
    intent: ({ url }) => `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(url)}`,
  },
  instagram: {
    label: 'Instagram',
    asOf,
    limits: [
      { max: 2200, unit: 'char', count: countCharacters, source: lengths, checkedOn },
      { max: 5, unit: 'hashtag', count: countHashtags, source: instagramTags, checkedOn },
    ],
    hashtags: 5,
    links: 'in-profile',
    images: [
      {
        place: 'attachment',
        width: 1200,
        height: 630,
        images: { max: 10, source: instagramPublishing, checkedOn },
        bytes: { max: 8_000_000, source: instagramPublishing, checkedOn, unconfirmed: true },
        alt: { max: 1000, source: lengths, checkedOn },
      },
    ],
  },
  whatsapp: {
    label: 'WhatsApp',
    asOf,
    limits: [
      {
        max: 65_536,
        unit: 'char',
        count: countCharacters,
        source: 'https://faq.whatsapp.com/',
        checkedOn,
        unconfirmed: true,
      },
    ],
    hashtags: 0,
    links: 'in-post',
    images: [
      {
        ...linkPicture(whatsappPreview),
        bytes: { max: 300_000, source: whatsappPreview, checkedOn, unconfirmed: true },
      },
    ],
    intent: ({ text }) => `https://wa.me/?text=${encodeURIComponent(text)}`,
  },
} as const satisfies Record<string, Platform>;

export type PlatformId = keyof typeof table;

/** Adding a platform is adding an entry to this table: kits, checks and tests go through it. */
export const platforms: Readonly<Record<PlatformId, Platform>> = table;

/** In the order of the table, which is the order of every kit. */
export const platformIds = Object.keys(table) as PlatformId[];

export function isPlatformId(id: string): id is PlatformId {
  return Object.hasOwn(platforms, id);
}

/** The picture of a link's preview, which every platform takes from the page's Open Graph tags. */
function linkPicture(source: string) {
  return {
    place: 'link',
    width: 1200,
    height: 630,
    images: { max: 1, source, checkedOn },
  } as const;
}
