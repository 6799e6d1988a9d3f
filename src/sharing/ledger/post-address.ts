import { type PlatformId, platformIds, platforms } from '../platforms.ts';

/** Why `address` cannot be that of a post on `platform`, or `null`. */
export function whyNoPost(
  address: string,
  { platform, site }: { platform: PlatformId; site: string },
): string | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) {
    return 'is no web address; copy it from the browser, from https:// on';
  }
  if (url.username !== '' || url.password !== '')
    return 'holds a password; take it out of the address';
  const { hostname, pathname, search } = url;
  if (!hostname.includes('.') || /^[\d.]+$|^\[|\.(?:local|internal|localhost)$/.test(hostname)) {
    return 'is an address that only one network knows; copy the public one';
  }
  if (hostname === new URL(site).hostname) {
    return 'is a page of the hub itself; give the address of the post';
  }
  if (pathname === '/' && search === '') return 'is a whole site, not a post; open the post first';
  const other = platformIds.find((id) => id !== platform && isAt(hostname, id));
  if (other !== undefined && !isAt(hostname, platform)) {
    return `is an address on ${platforms[other].label}, not on ${platforms[platform].label}`;
  }
  return null;
}

/** Whether `hostname` belongs to the platform, as far as its own share page tells. */
function isAt(hostname: string, id: PlatformId): boolean {
  const page = platforms[id].intent?.({
    text: '',
    title: '',
    url: 'https://hub.example/',
    image: '',
  });
  if (page === undefined) return false;
  const home = new URL(page).hostname.replace(/^www\./, '');
  return hostname === home || hostname.endsWith(`.${home}`);
}
