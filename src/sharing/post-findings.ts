import type { Article } from '#articles/article.ts';
import { textIn } from '#hub/languages.ts';
import { hasControlCharacter } from '#hub/text.ts';

import { findingOf, type ShareFinding } from './finding.ts';
import type { Unit } from './platform.ts';
import { type PlatformId, platforms } from './platforms.ts';
import { linksTo } from './post-text.ts';

/** Whose post is judged. */
interface Judged {
  readonly article: Article;
  readonly platform: PlatformId;
  /** The text is an editor's own. */
  readonly overridden: boolean;
}

const unitNames = {
  weighted: 'characters',
  grapheme: 'characters',
  utf8: 'bytes',
  utf16: 'characters',
  char: 'characters',
  link: 'links',
  hashtag: 'hashtags',
} as const satisfies Record<Unit, string>;

/** What is wrong with a finished post. */
export function postFindings(
  text: string,
  { linkAdded, site, ...judged }: Judged & { readonly linkAdded: boolean; readonly site: string },
): ShareFinding[] {
  return [
    ...limitFindings(text, linkAdded, judged),
    ...linkFindings(linksTo(site, text), judged),
    ...characterFindings(text, judged),
    ...altFindings(judged),
  ];
}

/** The link leaves no room for a whole word: a slug or campaign id of great length. */
export function noRoomFinding(url: string, judged: Judged): ShareFinding {
  const { label, limits } = platforms[judged.platform];
  const [{ max, count, unit }] = limits;
  return findingOf('share/over-limit', {
    ...at(judged),
    message:
      `${nameOf(judged)} has no room for a whole word: its link counts ${count(url)} of ${max} ${unitNames[unit]}. ` +
      `Shorten the slug or the campaign's id, or name ${label} in share.skip`,
  });
}

function limitFindings(text: string, linkAdded: boolean, judged: Judged): ShareFinding[] {
  const { label, limits } = platforms[judged.platform];
  return limits.flatMap(({ max, count, unit, unconfirmed }) => {
    const value = count(text);
    if (value <= max) return [];
    const name = unitNames[unit];
    return findingOf('share/over-limit', {
      ...at(judged),
      ...(unconfirmed ? { severity: 'warning' } : {}),
      message:
        `${nameOf(judged)} counts ${value} ${name} as ${label} counts them${linkAdded ? ', with the link that is added' : ''}: ` +
        `${value - max} over the limit of ${max}. Shorten it by ${value - max}; your own text is never cut`,
    });
  });
}

function linkFindings(links: readonly { readonly url: string }[], judged: Judged): ShareFinding[] {
  if (links.length < 2) return [];
  const urls = links.map(({ url }) => url.split('?')[0]).join(', ');
  return [
    findingOf('share/one-link', {
      ...at(judged),
      message: `${nameOf(judged)} holds ${links.length} links to the hub (${urls}). Keep one, so that a visit is counted where it came from`,
    }),
  ];
}

function characterFindings(text: string, judged: Judged): ShareFinding[] {
  if (!hasControlCharacter(text)) return [];
  return [
    findingOf('share/control-character', {
      ...at(judged),
      message: `${nameOf(judged)} holds a control character; type it again`,
    }),
  ];
}

function altFindings(judged: Judged): ShareFinding[] {
  const { id, data } = judged.article;
  const { label, images } = platforms[judged.platform];
  const place = { ...at(judged), field: ['cover', 'alt'] };
  const alt = textIn(data.lang, data.cover.alt);
  if (alt === null) {
    const message = `the cover of ${id} has no alternative text in "${data.lang}"; add cover.alt.${data.lang}`;
    return [findingOf('share/alt-missing', { ...place, message })];
  }
  const most = Math.min(...images.flatMap((slot) => (slot.alt ? [slot.alt.max] : [])));
  if (alt.length <= most) return [];
  const message = `the alternative text of ${id} has ${alt.length} characters; ${label} keeps ${most}`;
  return [findingOf('share/alt-too-long', { ...place, message })];
}

function at({ article, platform, overridden }: Judged) {
  return {
    file: article.file,
    field: overridden ? ['share', 'overrides', platform] : ['share'],
  };
}

function nameOf({ article, platform }: Judged): string {
  return `the ${platforms[platform].label} post of ${article.id}`;
}
