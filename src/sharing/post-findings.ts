import type { Article } from '#articles/article.ts';
import { textIn } from '#hub/languages.ts';
import { hasControlCharacter } from '#hub/text.ts';

import { findingOf, type ShareFinding } from './finding.ts';
import type { Unit } from './platform.ts';
import { type PlatformId, platforms } from './platforms.ts';
import type { Override } from './override.ts';
import { overrideFindings } from './override-findings.ts';
import { linksTo } from './post-text.ts';
import type { SharePost } from './share-post.ts';

/** Whose post is judged. */
interface Judged {
  readonly article: Article;
  readonly platform: PlatformId;
  /** The editor's own text, if the post is one. */
  readonly override: Override | null;
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
  { text, title }: Pick<SharePost, 'text' | 'title'>,
  { linkAdded, site, ...judged }: Judged & { readonly linkAdded: boolean; readonly site: string },
): ShareFinding[] {
  const { override } = judged;
  const written = title === undefined ? text : `${title}\n${text}`;
  const own = override?.words === undefined ? (title ?? '') : written;
  return [
    ...limitFindings(text, linkAdded, judged),
    ...titleFindings(title, judged),
    ...linkFindings(linksTo(site, text), judged),
    ...characterFindings(written, judged),
    ...altFindings(judged),
    ...(override ? overrideFindings(own, { ...judged, override }) : []),
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

function titleFindings(title: string | undefined, judged: Judged): ShareFinding[] {
  const { label, title: limit } = platforms[judged.platform];
  if (!limit || title === undefined) return [];
  const value = limit.count(title);
  if (value > 0 && value <= limit.max) return [];
  const message =
    value === 0
      ? `${nameOf(judged)} has a title without a word that fits; write one in share.overrides.${judged.platform}.title`
      : `the title of ${nameOf(judged)} counts ${value} ${unitNames[limit.unit]} as ${label} counts them: ${value - limit.max} over the limit of ${limit.max}`;
  const severity = limit.unconfirmed ? ({ severity: 'warning' } as const) : {};
  return [findingOf('share/over-limit', { ...at(judged), ...severity, message })];
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
  const { label, refused } = platforms[judged.platform];
  const messages = Array.from(refused?.characters ?? '')
    .filter((one) => text.includes(one))
    .map((one) => `${nameOf(judged)} holds "${one}", which ${label} refuses; write it otherwise`);
  const place = at(judged);
  const invisible = `${nameOf(judged)} holds a control character; type it again`;
  return [
    ...(hasControlCharacter(text)
      ? [findingOf('share/control-character', { ...place, message: invisible })]
      : []),
    ...messages.map((message) => findingOf('share/refused-character', { ...place, message })),
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

function at({ article, override }: Judged) {
  return { file: article.file, field: override?.field ?? ['share'] };
}

function nameOf({ article, platform }: Judged): string {
  return `the ${platforms[platform].label} post of ${article.id}`;
}
