import { toMarkdown } from '../escaped-text.ts';
import { countCharacters } from '../length.ts';
import type { Platform } from '../platform.ts';
import {
  agreed,
  checkedAgainOn,
  checkedOn,
  hearsay,
  linkPicture,
  stated,
  storyPicture,
} from './checked.ts';

const asOf = checkedOn;

const lengths = 'https://www.ayrshare.com/docs/help-center/technical-support/character_limits';
const facebookSharing = 'https://developers.facebook.com/docs/sharing/webmasters/images/';
const facebookStories = 'https://www.facebook.com/business/help/980593475366490';
const redditTitles = 'https://www.reddit.com/dev/api#POST_api_submit';
// SELFTEXT_MAX_LENGTH
const redditTexts = 'https://github.com/reddit-archive/reddit/blob/master/r2/r2/models/link.py';
const redditPictures = 'https://postly.ai/reddit/guides/1';
// Its form says how far a title is over; title-limit* in its program, as published, is the number.
const hackerNewsTitles = 'https://github.com/wting/hackernews/blob/master/news.arc';
const hackerNews = 'https://news.ycombinator.com/submit';

/** Where people meet and talk, in posts of any length. */
export const networks = {
  facebook: {
    label: 'Facebook',
    asOf,
    limits: [{ ...agreed(63_206, lengths), unit: 'char', count: countCharacters }],
    hashtags: { written: 2, link: 'all' },
    links: 'in-post',
    images: [
      linkPicture(facebookSharing, { bytes: stated(8_000_000, facebookSharing) }),
      storyPicture(facebookStories, hearsay(8_000_000, facebookStories)),
    ],
    intent: ({ url }) => `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(url)}`,
  },
  reddit: {
    label: 'Reddit',
    asOf,
    limits: [
      { ...stated(40_000, redditTexts, checkedAgainOn), unit: 'char', count: countCharacters },
    ],
    title: { ...stated(300, redditTitles, checkedAgainOn), unit: 'char', count: countCharacters },
    hashtags: { written: 0, link: 'none' },
    links: 'in-post',
    images: [linkPicture(redditPictures, { bytes: hearsay(20_000_000, redditPictures) })],
    api: (text) => ({ content: toMarkdown(text) }),
    intent: ({ url, title }) =>
      `https://www.reddit.com/submit?url=${encodeURIComponent(url)}&title=${encodeURIComponent(title)}`,
  },
  'hacker-news': {
    label: 'Hacker News',
    asOf,
    limits: [{ ...hearsay(2048, hackerNews), unit: 'char', count: countCharacters }],
    title: {
      ...stated(80, hackerNewsTitles, checkedAgainOn),
      unit: 'char',
      count: countCharacters,
    },
    isTitleOnly: true,
    hashtags: { written: 0, link: 'none' },
    links: 'in-post',
    images: [],
    intent: ({ url, title }) =>
      `https://news.ycombinator.com/submitlink?u=${encodeURIComponent(url)}&t=${encodeURIComponent(title)}`,
  },
} as const satisfies Record<string, Platform>;
