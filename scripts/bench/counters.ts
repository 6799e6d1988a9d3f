import { platforms } from '#sharing/platforms.ts';

import parseTweet from 'twitter-text/dist/parseTweet.js';

/** The platforms whose counting is unlike the others'. */
const compared = ['x', 'bluesky', 'mastodon', 'threads'] as const;

export type Compared = (typeof compared)[number];

/** Who says how a platform counts. */
export const authorities = {
  x: 'docs.x.com/fundamentals/counting-characters; twitter-text config/v3.json; IANA root zone',
  bluesky: 'lexicon app.bsky.feed.post: maxGraphemes',
  mastodon: 'mastodon/mastodon app/validators/status_length_validator.rb',
  threads: 'developers.facebook.com/documentation/threads/posts',
} as const satisfies Record<Compared, string>;

/** `null` where a tool does not count for that platform. */
export type Counter = (text: string, platform: Compared) => number | null;

/** How others count: a package that we use ourselves, and as the public code of another does, only the rule. */
const counters = {
  Freehold: (text, platform) => platforms[platform].limits[0].count(text),
  // The package alone: only under the top-level domains of 2021 is a link one.
  'twitter-text 3.1.0': (text, platform) =>
    platform === 'x' ? parseTweet(text.normalize('NFC')).weightedLength : null,
  // gitroomhq/postiz-app: twitter-text for X, UTF-16 units elsewhere.
  Postiz: (text, platform) => (platform === 'x' ? parseTweet(text).weightedLength : text.length),
} as const satisfies Record<string, Counter>;

/** A text on which counters differ, and what the platforms themselves count, by {@link authorities}. */
interface DifficultText {
  readonly name: string;
  readonly text: string;
  readonly counts: Readonly<Partial<Record<Compared, number>>>;
}

const family = '👨‍👩‍👧‍👦';

const difficultTexts: readonly DifficultText[] = [
  {
    name: '9 characters and a link of 116',
    text: `vijf zes https://hub.example.nl/${'a'.repeat(93)}`.slice(0, 125),
    counts: { x: 32, bluesky: 125, mastodon: 32, threads: 125 },
  },
  {
    name: 'five emoji families',
    text: family.repeat(5),
    counts: { x: 10, bluesky: 5, mastodon: 5, threads: 125 },
  },
  {
    name: 'ten Japanese characters',
    text: '自転車は冬も走れます',
    counts: { x: 20, bluesky: 10, mastodon: 10, threads: 10 },
  },
  {
    name: 'an ellipsis and an arrow',
    text: 'Read on… →',
    counts: { x: 12, bluesky: 10, mastodon: 10, threads: 10 },
  },
  {
    name: 'a bare domain',
    text: 'see hub.acme.com/a now',
    counts: { x: 31, bluesky: 22, mastodon: 22, threads: 22 },
  },
  {
    name: 'a top-level domain of 2022',
    text: 'lees https://fiets.kids/winterklaar-in-een-uur nu',
    counts: { x: 31, bluesky: 49, mastodon: 31, threads: 49 },
  },
  {
    name: 'a person on another server',
    text: 'dank @ilyas@social.example!',
    counts: { bluesky: 27, mastodon: 12, threads: 27 },
  },
  {
    name: 'a link glued to a word',
    text: 'ziehttps://hub.example.nl/een/heel/lang/adres',
    counts: { bluesky: 45, mastodon: 45, threads: 45 },
  },
  {
    name: 'a flag and a keycap',
    text: '🇳🇱 1️⃣',
    counts: { x: 5, bluesky: 3, mastodon: 3, threads: 16 },
  },
  {
    name: 'an accent typed apart',
    text: 'e\u0301e\u0301n',
    counts: { x: 3, bluesky: 3, mastodon: 3 },
  },
];

/** One text on one platform: the true count, and what each counter makes of it. */
export interface Comparison {
  readonly text: string;
  readonly platform: Compared;
  readonly truth: number;
  readonly counted: Readonly<Record<string, number | null>>;
}

/** Counts every difficult text as each tool does, also as `others` do. */
export function compareCounters(others: Readonly<Record<string, Counter>> = {}): Comparison[] {
  const all = Object.entries({ ...counters, ...others });
  return difficultTexts.flatMap(({ name, text, counts }) =>
    compared.flatMap((platform) => {
      const truth = counts[platform];
      if (truth === undefined) return [];
      const counted = Object.fromEntries(all.map(([tool, count]) => [tool, count(text, platform)]));
      return [{ text: name, platform, truth, counted }];
    }),
  );
}
