import { countHashtags } from '../hashtags.ts';
import { countCharacters, countUtf16Units, countUtf8Bytes } from '../length.ts';
import type { Platform } from '../platform.ts';
import { agreed, checkedAgainOn, checkedOn, hearsay, stated, storyPicture } from './checked.ts';

const asOf = checkedOn;

const lengths = 'https://www.ayrshare.com/docs/help-center/technical-support/character_limits';
const instagramPublishing =
  'https://developers.facebook.com/docs/instagram-platform/content-publishing/';
const instagramErrors =
  'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes';
const instagramTags = 'https://www.ayrshare.com/docs/apis/post/social-networks/instagram';
const pinterestPins = 'https://help.pinterest.com/en/business/article/pinterest-product-specs';
const pinterestLengths = 'https://www.ayrshare.com/docs/apis/post/social-networks/pinterest';
const youtubeVideos = 'https://developers.google.com/youtube/v3/docs/videos';
const youtubeTags = 'https://support.google.com/youtube/answer/6390658';
const tiktokPhotos = 'https://developers.tiktok.com/doc/content-posting-api-reference-photo-post';
const tiktokTags = 'https://docs.zernio.com/platforms/tiktok';

/** 8 MiB, of which this is a little less. */
const instagramBytes = stated(8_000_000, instagramErrors, checkedAgainOn);

/** Where a post is a picture or a film with words to it. */
export const pictureNetworks = {
  instagram: {
    label: 'Instagram',
    asOf,
    limits: [
      { ...agreed(2200, lengths), unit: 'char', count: countCharacters },
      { ...agreed(5, instagramTags), unit: 'hashtag', count: countHashtags },
    ],
    hashtags: { written: 5, link: 'all' },
    links: 'in-profile',
    images: [
      {
        place: 'attachment',
        width: 1080,
        height: 1350,
        images: stated(10, instagramPublishing),
        bytes: instagramBytes,
        alt: agreed(1000, lengths),
      },
      {
        place: 'attachment',
        width: 1080,
        height: 1080,
        images: stated(10, instagramPublishing),
        bytes: instagramBytes,
        alt: agreed(1000, lengths),
      },
      storyPicture(instagramPublishing, instagramBytes),
    ],
    folds: [{ device: 'any', ...hearsay(125, lengths) }],
  },
  pinterest: {
    label: 'Pinterest',
    asOf,
    limits: [{ ...agreed(500, pinterestLengths), unit: 'char', count: countCharacters }],
    title: { ...agreed(100, pinterestLengths), unit: 'char', count: countCharacters },
    hashtags: { written: 2, link: 'all' },
    links: 'own-field',
    images: [
      {
        place: 'attachment',
        width: 1000,
        height: 1500,
        images: stated(1, pinterestPins),
        bytes: stated(20_000_000, pinterestPins),
        alt: agreed(500, pinterestLengths),
      },
    ],
    intent: ({ url, image, text }) =>
      `https://www.pinterest.com/pin/create/button/?url=${encodeURIComponent(url)}` +
      `&media=${encodeURIComponent(image)}&description=${encodeURIComponent(text)}`,
  },
  youtube: {
    label: 'YouTube',
    asOf,
    limits: [
      { ...stated(5000, youtubeVideos), unit: 'utf8', count: countUtf8Bytes },
      // With more of them, all are ignored.
      { ...stated(15, youtubeTags), unit: 'hashtag', count: countHashtags },
    ],
    title: { ...stated(100, youtubeVideos), unit: 'utf16', count: countUtf16Units },
    hashtags: { written: 3, link: 'all' },
    links: 'in-post',
    images: [],
    refused: { characters: '<>', instead: '‹›', source: youtubeVideos, checkedOn },
  },
  tiktok: {
    label: 'TikTok',
    asOf,
    // The words to a film; those to photographs may have 4000.
    limits: [
      { ...stated(2200, tiktokPhotos), unit: 'utf16', count: countUtf16Units },
      { ...hearsay(5, tiktokTags), unit: 'hashtag', count: countHashtags },
    ],
    title: { ...stated(90, tiktokPhotos), unit: 'utf16', count: countUtf16Units },
    hashtags: { written: 5, link: 'all' },
    links: 'in-profile',
    images: [
      {
        place: 'attachment',
        width: 1080,
        height: 1920,
        images: stated(35, tiktokPhotos),
        bytes: stated(20_000_000, tiktokPhotos),
      },
    ],
  },
} as const satisfies Record<string, Platform>;
