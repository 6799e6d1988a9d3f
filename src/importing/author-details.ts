import { parseMarkdown } from './body/parse.ts';
import { textOf } from './body/tree.ts';
import { type Fields, isRecord } from './fields.ts';

/** What a blog says of an author besides a name. */
export interface AuthorDetails {
  readonly bio: string | null;
  readonly role: string | null;
  /** A picture as the source names it: a file below its root, or an address. */
  readonly photo: string | null;
  readonly profiles: readonly { readonly platform: string; readonly url: string }[];
}

/** Names of platforms in front matter, what the hub calls them, and where a name alone leads. */
const platforms: Readonly<Record<string, { readonly id: string; readonly at?: string }>> = {
  x: { id: 'x', at: 'https://x.com/' },
  twitter: { id: 'x', at: 'https://x.com/' },
  linkedin: { id: 'linkedin', at: 'https://www.linkedin.com/in/' },
  github: { id: 'github', at: 'https://github.com/' },
  gitlab: { id: 'gitlab', at: 'https://gitlab.com/' },
  facebook: { id: 'facebook', at: 'https://www.facebook.com/' },
  instagram: { id: 'instagram', at: 'https://www.instagram.com/' },
  youtube: { id: 'youtube' },
  mastodon: { id: 'mastodon' },
  bluesky: { id: 'bluesky', at: 'https://bsky.app/profile/' },
  website: { id: 'website' },
  homepage: { id: 'website' },
  url: { id: 'website' },
};

/** Takes them out of `fields`; what the hub has no place for is left there. */
export function authorDetails(fields: Fields): AuthorDetails {
  const bio = fields.text('bio', 'description', 'about', 'biography');
  const socials = fields.take('socials', 'social');
  const said = isRecord(socials) ? socials : {};
  const profiles = Object.entries(platforms).flatMap(([name, { id, at }]) => {
    const given = said[name] ?? fields.take(name);
    const url = typeof given === 'string' ? addressOf(given.trim(), at) : null;
    return url === null ? [] : [{ platform: id === 'website' ? platformOf(url) : id, url }];
  });
  const seen = new Set<string>();
  return {
    bio: bio === null ? null : plain(bio),
    role: fields.text('role', 'occupation', 'position', 'job', 'jobTitle', 'title'),
    photo: fields.text('avatar', 'photo', 'picture', 'image', 'imageUrl', 'profileImage'),
    profiles: profiles.filter(({ url }) => !seen.has(url) && seen.add(url)),
  };
}

/** A website may well be a page on a platform. */
function platformOf(url: string): string {
  const host = URL.parse(url)?.host.replace(/^www\./, '') ?? '';
  const own = Object.values(platforms).find(
    ({ at }) => at && URL.parse(at)?.host.replace(/^www\./, '') === host,
  );
  return host === 'twitter.com' ? 'x' : (own?.id ?? 'website');
}

function addressOf(given: string, at: string | undefined): string | null {
  if (/^https?:\/\//i.test(given)) return URL.canParse(given) ? given : null;
  const name = given.replace(/^@/, '');
  return at !== undefined && /^[\w.-]+$/.test(name) ? at + name : null;
}

/** Bios are shown as they are, without Markdown. */
function plain(text: string): string {
  const words = parseMarkdown(text).children.map(textOf).join(' ').replaceAll(/\s+/g, ' ').trim();
  return words === '' ? text : words;
}
