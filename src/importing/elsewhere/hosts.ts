import { isRecord } from '../fields.ts';

import { originalOf } from './originals.ts';

/** Which pictures elsewhere are to be fetched: those of the blog's own host, of hosts besides, or all. */
export type WantedHosts = 'all' | ReadonlySet<string>;

/** What `--fetch-pictures` asks for: nothing more than the own host, `all`, or names between commas. `null` where it is neither. */
export function parseWantedHosts(value: string): WantedHosts | null {
  const names = value
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
  if (names.length === 1 && names[0] === 'all') return 'all';
  const hosts = names.map((one) => URL.parse(`https://${one}/`)?.host ?? '');
  return hosts.every((host, index) => host === names[index]) ? new Set(hosts) : null;
}

/** The host that serves the picture at `address`; behind an image proxy, that of the picture itself. */
export function hostOf(address: string): string {
  return URL.parse(originalOf(address))?.host ?? '';
}

/** Whether a host is the old blog's: one of `origins`, with or without `www.`, or below one. */
export function ownHosts(origins: readonly (string | null)[]): (host: string) => boolean {
  const own = origins.flatMap((origin) => {
    const host = URL.parse(origin ?? '')?.host;
    return host ? [withoutWww(host)] : [];
  });
  return (host) => own.some((one) => withoutWww(host) === one || host.endsWith(`.${one}`));
}

/** The address that the settings of Jekyll, Hexo or Hugo give the old site. */
export function siteInSettings(settings: unknown): string | null {
  if (!isRecord(settings)) return null;
  const found = ['url', 'baseURL', 'baseUrl', 'baseurl']
    .map((name) => settings[name])
    .find((one) => typeof one === 'string' && /^https?:\/\//i.test(one));
  return typeof found === 'string' ? found : null;
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}
