/** A web address as it stands in a text, in UTF-16 offsets. */
export interface FoundLink {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

const host = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}\-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}\-]*[\p{L}\p{N}])?)*`;
const balanced = String.raw`\([^\s<>()?]+\)`;
// What may stand in an address, and with what it may end: a full stop after a link belongs to the sentence.
const path = String.raw`/(?:(?:[^\s<>()?]|${balanced})*(?:[^\s<>()?!*"'“”’「」;:=,.$%\[\]~&|@]|${balanced}))?`;
const query = String.raw`\?(?:[^\s<>"“”’]*[\p{L}\p{N}_&=#/\-])`;

/**
 * Mastodon's rule for what becomes a link (config/initializers/twitter_regex.rb), without its frozen
 * list of top-level domains, so that a brand's own is not taken for text.
 */
const linkPattern = new RegExp(
  String.raw`https?://${host}(?::\d+)?(?:${path})?(?:${query})?`,
  'iuy',
);

/** What may not stand before a link. */
const glue = /[\p{L}\p{N}@＠$#＃]$/u;

// twitter-text extractUrlsWithIndices: MAX_URL_LENGTH; RFC 1035 §2.3.4 for host and label.
const maxUrlLength = 4096;
const maxHostLength = 253;
const maxLabelLength = 63;

/** The http and https addresses in `text` that platforms turn into links, in order. */
export function findLinks(text: string): FoundLink[] {
  const found: FoundLink[] = [];
  let last = 0;
  for (let sign = text.indexOf('://'); sign !== -1; sign = text.indexOf('://', sign + 3)) {
    const start = sign - schemeLength(text.slice(Math.max(last, sign - 5), sign));
    if (start === sign || glue.test(text.slice(Math.max(0, start - 2), start))) continue;
    linkPattern.lastIndex = start;
    const url = linkPattern.exec(text)?.[0];
    if (url === undefined) continue;
    last = start + url.length;
    sign = last - 3;
    if (hasOrdinaryLength(url)) found.push({ url, start, end: last });
  }
  return found;
}

/** How much of the end of `text` is `http` or `https`. */
function schemeLength(text: string): number {
  const lower = text.toLowerCase();
  if (lower.endsWith('https')) return 5;
  return lower.endsWith('http') ? 4 : 0;
}

/**
 * The addresses below `host` in `text` that stand there without `https://`, which many platforms turn
 * into links too. The host alone is left out: it may be no more than a brand's name.
 */
export function findBareLinks(text: string, host: string): FoundLink[] {
  const full = findLinks(text);
  if (!standsOutside(full, text, host)) return [];
  return Array.from(text.matchAll(bareLinkPattern(host)), ({ 0: url, index }) => ({
    url,
    start: index,
    end: index + url.length,
  })).filter(({ start, end }) => !full.some((link) => link.start < end && start < link.end));
}

/** Whether `host` stands anywhere in `text` but in one of its `links`: found far faster than by the pattern. */
function standsOutside(links: readonly FoundLink[], text: string, host: string): boolean {
  const lower = text.toLowerCase();
  const name = host.toLowerCase();
  // Letters whose small form is longer would move every place after them.
  if (lower.length !== text.length) return true;
  for (let at = lower.indexOf(name); at !== -1; at = lower.indexOf(name, at + 1)) {
    if (!links.some(({ start, end }) => start <= at && at < end)) return true;
  }
  return false;
}

const bareLinkPatterns = new Map<string, RegExp>();

/** Made once for each host, since making one takes longer than using it. */
function bareLinkPattern(name: string): RegExp {
  const made =
    bareLinkPatterns.get(name) ??
    new RegExp(
      String.raw`(?<![\p{L}\p{N}@＠$#＃/._\-])${RegExp.escape(name)}(?:${path})(?:${query})?`,
      'giu',
    );
  bareLinkPatterns.set(name, made);
  return made;
}

/** `text` with each link replaced by what `replacement` makes of it. */
export function replaceLinks(text: string, replacement: (url: string) => string): string {
  let result = '';
  let last = 0;
  for (const { url, start, end } of findLinks(text)) {
    result += text.slice(last, start) + replacement(url);
    last = end;
  }
  return result + text.slice(last);
}

/** An address that needs no closer look: of ordinary labels and of ordinary length. */
const ordinaryUrl =
  /^https?:\/\/(?:[a-z0-9](?:[a-z0-9]|-(?!-)){0,61}\.){1,3}[a-z]{2,20}(?:[/?]|$)/u;

function hasOrdinaryLength(url: string): boolean {
  if (url.length < 1000 && ordinaryUrl.test(url)) return true;
  if (url.length > maxUrlLength || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return (
    hostname.length <= maxHostLength &&
    hostname.split('.').every((label) => label.length <= maxLabelLength)
  );
}
