import { isId } from '#hub/ids.ts';
import { languages } from '#hub/languages.ts';
import { articlePath } from '#hub/urls.ts';

import type { Channel, EventSource } from './events.ts';
import { isRefCode } from './referral.ts';

/**
 * What is known of how a reader came to a sign-up form, without a cookie and without anything kept on the reader's
 * device: the address of the page with the form, and what that page was reached from. A reader who walks on for more
 * than one page before signing up is no longer told apart from one who came by the hub itself.
 */
export interface Visit {
  /** The path of the page that holds the form. */
  readonly page: string;
  /** Path and query of that page as the browser reports them (`Referer`); `null` where it does not. */
  readonly address: string | null;
  /**
   * What the form's script saw before that page: `direct` for nothing, the origin of another site, or path and query
   * of a page of the hub. Empty without script.
   */
  readonly came: string;
}

/** The longest value that is kept. */
const maxLength = 64;

const tagNames = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'via'] as const;

/** What `utm_medium` means; anything else is another website. */
const channelOfMedium: ReadonlyMap<string | undefined, Channel> = new Map([
  ['newsletter', 'newsletter'],
  ['email', 'newsletter'],
  ['rss', 'rss'],
  ['feed', 'rss'],
  ['social', 'platform'],
  ['platform', 'platform'],
  ['gathering', 'gathering'],
  ['event', 'gathering'],
  ['referral', 'referral'],
  ['share', 'referral'],
  // What colleagues share in their own name: their `via` makes it a referral, made on that platform.
  ['advocacy', 'platform'],
]);

/** The hosts of platforms, also those of their short links. A server of Mastodon's may have any other name. */
export const platformHosts: Readonly<Record<string, readonly string[]>> = {
  x: ['x.com', 'twitter.com', 't.co'],
  linkedin: ['linkedin.com', 'lnkd.in'],
  bluesky: ['bsky.app', 'go.bsky.app'],
  mastodon: ['mastodon.social', 'mastodon.nl', 'mastodon.online'],
  threads: ['threads.net', 'threads.com'],
  facebook: ['facebook.com', 'fb.me'],
  instagram: ['instagram.com'],
  whatsapp: ['whatsapp.com', 'wa.me'],
};

/**
 * The source of a sign-up. Tags (`utm_*`, `via`) on the page of the form count first, then those of the page before
 * it, then the kind of site the reader came from. Nothing of another site but its kind is kept, and no tag that is
 * not a short name.
 */
export function sourceOf(visit: Visit): EventSource {
  const tagged = addressesOf(visit)
    .map(tagsOf)
    .find(({ size }) => size > 0);
  const article = addressesOf(visit).concat(visit.page).map(articleAt).find(isPresent);
  return {
    ...(tagged ? sourceOfTags(tagged) : sourceOfSite(visit.came)),
    ...(article && { article }),
  };
}

/** `visit` as a form that is shown again hands it on: an address of the hub with tags and nothing else, or `came`. */
export function handedOn(visit: Visit): string {
  const address = addressesOf(visit).find((one) => tagsOf(one).size > 0);
  if (address === undefined) return visit.came.startsWith('/') ? '' : visit.came.slice(0, 300);
  return `${pathOf(address)}?${new URLSearchParams([...tagsOf(address)])}`;
}

function addressesOf({ address, came }: Visit): string[] {
  return [address, came].filter((one) => one !== null && one.startsWith('/')) as string[];
}

function sourceOfTags(tags: ReadonlyMap<string, string>): EventSource {
  const medium = tags.get('utm_medium');
  const origin = tags.get('utm_source');
  const campaign = tags.get('utm_campaign');
  const content = tags.get('utm_content');
  const ref = tags.get('via');
  const named = origin === 'newsletter' ? 'newsletter' : (channelOfMedium.get(medium) ?? 'web');
  const place = named === 'platform' || named === 'gathering' ? named : null;
  return {
    channel: ref === undefined ? named : 'referral',
    ...(place && origin !== undefined && { [place]: origin }),
    ...(campaign !== undefined && { campaign }),
    ...(content !== undefined && { content }),
    ...(ref !== undefined && { ref }),
  };
}

function sourceOfSite(came: string): EventSource {
  if (came === 'direct') return { channel: 'direct' };
  const host = URL.parse(came)?.hostname ?? '';
  const platform = Object.keys(platformHosts).find((id) =>
    platformHosts[id]?.some((one) => host === one || host.endsWith(`.${one}`)),
  );
  return platform === undefined ? { channel: 'web' } : { channel: 'platform', platform };
}

/** The tags of an address that can be kept, by name. */
function tagsOf(address: string): Map<string, string> {
  const query = new URLSearchParams(address.split('?').slice(1).join('?').split('#')[0]);
  return new Map(
    tagNames.flatMap((name): [string, string][] => {
      const value = toName(query.get(name) ?? '');
      if (value === null || (name === 'via' && !isRefCode(value))) return [];
      return [[name, value]];
    }),
  );
}

/** A tag as a short name; `null` for anything that might be a text, an address or a number of a person's. */
function toName(value: string): string | null {
  const name = value
    .trim()
    .toLowerCase()
    .replaceAll(/[ _.]+/g, '-');
  return name.length <= maxLength && isId(name) ? name : null;
}

/** The id of the article at a path of the hub. */
export function articleAt(address: string): string | null {
  const path = pathOf(address);
  for (const language of languages) {
    const folder = articlePath(language, '').slice(0, -1);
    const slug = path.startsWith(folder) ? path.slice(folder.length).replace(/\/$/, '') : '';
    if (isId(slug)) return `${language}/${slug}`;
  }
  return null;
}

function pathOf(address: string): string {
  return address.split(/[?#]/, 1)[0] ?? '';
}

function isPresent<T>(value: T | null): value is T {
  return value !== null;
}
