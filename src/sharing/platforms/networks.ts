import { toMarkdown } from '../escaped-text.ts';
import { countCharacters } from '../length.ts';
import type { Platform } from '../platform.ts';
import { checkedOn, hearsay, linkPicture, stated } from './checked.ts';

const asOf = checkedOn;

const lengths = 'https://www.ayrshare.com/docs/help-center/technical-support/character_limits';
const facebookSharing = 'https://developers.facebook.com/docs/sharing/webmasters/images/';
const redditLengths = 'https://postly.ai/reddit/guides/1';
// Its form says how far a title is over; no page states the numbers.
const hackerNews = 'https://news.ycombinator.com/submit';

/** Where people meet and talk, in posts of any length. */
export const networks = {
  facebook: {
    label: 'Facebook',
    asOf,
    limits: [{ ...stated(63_206, lengths), unit: 'char', count: countCharacters }],
    hashtags: { written: 2, link: 'all' },
    links: 'in-post',
    images: [linkPicture(facebookSharing, { bytes: stated(8_000_000, facebookSharing) })],
    intent: ({ url }) => `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(url)}`,
  },
  reddit: {
    label: 'Reddit',
    asOf,
    limits: [{ ...hearsay(40_000, redditLengths), unit: 'char', count: countCharacters }],
    title: { ...hearsay(300, redditLengths), unit: 'char', count: countCharacters },
    hashtags: { written: 0, link: 'none' },
    links: 'in-post',
    images: [linkPicture(redditLengths, { bytes: hearsay(20_000_000, redditLengths) })],
    api: (text) => ({ content: toMarkdown(text) }),
    intent: ({ url, title }) =>
      `https://www.reddit.com/submit?url=${encodeURIComponent(url)}&title=${encodeURIComponent(title)}`,
  },
  'hacker-news': {
    label: 'Hacker News',
    asOf,
    limits: [{ ...hearsay(2048, hackerNews), unit: 'char', count: countCharacters }],
    title: { ...hearsay(80, hackerNews), unit: 'char', count: countCharacters },
    isTitleOnly: true,
    hashtags: { written: 0, link: 'none' },
    links: 'in-post',
    images: [],
    intent: ({ url, title }) =>
      `https://news.ycombinator.com/submitlink?u=${encodeURIComponent(url)}&t=${encodeURIComponent(title)}`,
  },
} as const satisfies Record<string, Platform>;
