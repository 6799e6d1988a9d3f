/**
 * The address on the web that a text means by `url`, without what stands behind `#`; `null` where it names a file, or
 * what is not fetched with http. Addresses from the root are those of `site`, the origin of the old site.
 */
export function addressElsewhere(url: string, site: string | null): string | null {
  const trimmed = url.trim();
  const isWhole = /^(?:https?:)?\/\//i.test(trimmed);
  if (!isWhole && (site === null || !trimmed.startsWith('/'))) return null;
  const parsed = URL.parse(trimmed, isWhole ? 'https://unknown.invalid' : (site ?? undefined));
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return null;
  parsed.hash = '';
  return parsed.href;
}
