import { z } from 'zod';

/** Where redirects stand, relative to the project. */
export const redirectsFile = 'content/redirects.yaml';

/** `content/redirects.yaml`: an old path, and the path of the hub or https address that took its place. */
export const redirectsSchema = z.preprocess(
  (value) => value ?? {},
  z.record(z.string(), z.string()),
);

/** An old address of the hub and where it leads now. */
export interface Redirect {
  /** Decoded, as the editor wrote it; {@link pathKey} says which spellings are the same. */
  readonly from: string;
  /** Parameters that the request must have, decoded; names and values. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Ready for a Location header: a path of the hub with final slash, or an https address. */
  readonly to: string;
}

/** The shape in which a build hands its redirects to the host. */
export const builtRedirectsSchema = z.array(
  z.object({
    from: z.string(),
    query: z.array(z.tuple([z.string(), z.string()])),
    to: z.string(),
  }),
);

/** How a decoded path is compared: one spelling for `/A`, `/a/` and `/a/index.html`. */
export function pathKey(path: string): string {
  const bare = path
    .normalize('NFC')
    .toLowerCase()
    .replace(/\/index\.(?:html?|php)$/, '/');
  return bare.replace(/\/+$/, '') || '/';
}

/** The same old page with or without `.html`, which many a host left out or added. */
export function otherEnding(key: string): string {
  return /\.html?$/.test(key) ? key.replace(/\.html?$/, '') : `${key}.html`;
}

/** Both spellings of the old address, with final slash and without; a file has one. */
export function spellingsOf({ from }: Redirect): string[] {
  const bare = from.replace(/\/+$/, '');
  if (bare === '') return ['/'];
  return /\.[a-z\d]{1,5}$/i.test(bare) ? [bare] : [bare, `${bare}/`];
}

/** `path` as a request spells it. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeSegment).join('/');
}

// RFC 3986 §3.3 lets these stand in a path, and browsers leave them.
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/%(?:40|24|26|2B|2C|3B|3D)/g, decodeURIComponent);
}
