import type { ImageSlot, Limit, Rule } from '#sharing/platform.ts';
import { type PlatformId, platforms } from '#sharing/platforms.ts';

import type { Cell } from '../text-table.ts';

export const tableHead = [
  'platform',
  'text',
  'title',
  'hashtags',
  'link',
  'alt text',
  'pictures',
  'thread',
  'ready page',
  'checked',
] as const;

/** One line about a platform: the numbers that editors ask for. */
export function rowOf(id: PlatformId): Cell[] {
  const { limits, title, hashtags, links, images, hasThreads, comment, intent, asOf } =
    platforms[id];
  const alts = images.flatMap(({ alt }) => alt ?? []);
  return [
    id,
    limits.map(limitText).join(', '),
    title ? limitText(title) : '',
    hashtags.link === 'none' ? 'none' : `${hashtags.written} (${hashtags.link})`,
    links,
    alts[0] ? numberText(alts[0]) : '',
    images.map(pictureText).join('; '),
    hasThreads ? 'yes' : comment ? `comment ${numberText(comment)}` : '',
    intent ? 'yes' : '',
    asOf,
  ];
}

function pictureText({ place, width, height, images }: ImageSlot): string {
  const most = { link: 'link', attachment: numberText(images), story: 'story' }[place];
  return `${width}×${height} (${most})`;
}

/** Every number of a platform, what it is about and where it comes from. */
export function ruleRows(id: PlatformId): Cell[][] {
  return numbersOf(id).map(({ about, rule, unit }) => [
    about,
    `${numberText(rule)}${unit === undefined ? '' : ` ${unit}`}`,
    rule.checkedOn,
    rule.source,
  ]);
}

/** What a program may want to know of a platform. */
export function factsOf(id: PlatformId) {
  const { label, asOf, hashtags, links, images, folds = [], refused, intent } = platforms[id];
  const { written, link } = hashtags;
  return {
    id,
    label,
    asOf,
    links,
    hashtags: { written, link },
    numbers: numbersOf(id).map(({ about, rule, unit }) => ({
      about,
      max: rule.max,
      ...(unit === undefined ? {} : { unit }),
      source: rule.source,
      checkedOn: rule.checkedOn,
      unconfirmed: rule.unconfirmed ?? false,
      agreedByOthers: rule.isAgreed ?? false,
    })),
    pictures: images.map(({ place, width, height }) => ({ place, width, height })),
    folds: folds.map(({ device, max }) => ({ device, max })),
    threads: platforms[id].hasThreads ?? false,
    refusedCharacters: refused?.characters ?? '',
    pageToPostFrom: intent !== undefined,
  };
}

interface Numbered {
  readonly about: string;
  readonly rule: Rule;
  readonly unit?: string;
}

function numbersOf(id: PlatformId): Numbered[] {
  const { limits, title, hashtags, images, folds = [], comment } = platforms[id];
  const counted = (about: string, rule: Limit) => ({ about, rule, unit: unitNames[rule.unit] });
  return [
    ...limits.map((limit) => counted('text', limit)),
    ...(title ? [counted('title', title)] : []),
    ...(comment ? [counted('first comment', comment)] : []),
    ...folds.map((rule) => ({ about: `shown before "more" (${rule.device})`, rule })),
    ...(hashtags.name ? [{ about: 'hashtag', rule: hashtags.name, unit: 'characters' }] : []),
    ...images.flatMap(({ place, images: most, bytes, alt }) => [
      { about: `pictures (${place})`, rule: most },
      { about: `picture (${place})`, rule: bytes, unit: 'bytes' },
      ...(alt ? [{ about: `alt text (${place})`, rule: alt, unit: 'characters' }] : []),
    ]),
  ];
}

const unitNames = {
  weighted: 'weighted characters',
  grapheme: 'graphemes',
  utf8: 'UTF-8 bytes',
  utf16: 'UTF-16 units',
  char: 'characters',
  link: 'links',
  hashtag: 'hashtags',
} as const satisfies Record<Limit['unit'], string>;

function limitText({ unit, ...rule }: Limit): string {
  return `${numberText(rule)} ${unitNames[unit].replace(' characters', '')}`;
}

function numberText({ max, unconfirmed, isAgreed }: Rule): string {
  return `${max}${unconfirmed ? '?' : ''}${isAgreed ? '*' : ''}`;
}
