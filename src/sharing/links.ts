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
  String.raw`(?<![\p{L}\p{N}@＠$#＃])https?://${host}(?::\d+)?(?:${path})?(?:${query})?`,
  'giu',
);

// twitter-text extractUrlsWithIndices: MAX_URL_LENGTH; RFC 1035 §2.3.4 for host and label.
const maxUrlLength = 4096;
const maxHostLength = 253;
const maxLabelLength = 63;

/** The http and https addresses in `text` that platforms turn into links, in order. */
export function findLinks(text: string): FoundLink[] {
  return [...text.matchAll(linkPattern)]
    .filter(([url]) => hasOrdinaryLength(url))
    .map(({ 0: url, index }) => ({ url, start: index, end: index + url.length }));
}

/**
 * The addresses below `host` in `text` that stand there without `https://`, which many platforms turn
 * into links too. The host alone is left out: it may be no more than a brand's name.
 */
export function findBareLinks(text: string, host: string): FoundLink[] {
  const bareLink = new RegExp(
    String.raw`(?<![\p{L}\p{N}@＠$#＃/._\-])${RegExp.escape(host)}(?:${path})(?:${query})?`,
    'giu',
  );
  const full = findLinks(text);
  return Array.from(text.matchAll(bareLink), ({ 0: url, index }) => ({
    url,
    start: index,
    end: index + url.length,
  })).filter(({ start, end }) => !full.some((link) => link.start < end && start < link.end));
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

function hasOrdinaryLength(url: string): boolean {
  if (url.length > maxUrlLength || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return (
    hostname.length <= maxHostLength &&
    hostname.split('.').every((label) => label.length <= maxLabelLength)
  );
}
