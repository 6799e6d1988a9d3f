import type { MediaType } from '#adapters/media-types.ts';

import { inertPolicy, pagePolicy, scriptPolicy, viewerPolicy } from './content-security-policy.ts';

/** What the public file at `urlPath` says about itself, beside length, tag and coding. */
export function resourceHeaders(
  urlPath: string,
  { contentType, isText }: MediaType,
  bytes: Buffer,
): Record<string, string> {
  return {
    'content-type': contentType,
    'cache-control': isNamedByContent(urlPath) ? immutable : revalidate,
    'content-security-policy': policyFor(urlPath, contentType, bytes),
    ...(isText ? { vary: 'accept-encoding' } : {}),
    ...(isForOtherSites(contentType) ? openToOthers : {}),
    ...(isFeed(contentType) ? readableByOthers : {}),
  };
}

/** Kept by every cache, but asked about before each use. */
export const revalidate = 'public, max-age=0, must-revalidate';

const immutable = 'public, max-age=31536000, immutable';

/** Files whose name changes with their content: Astro's assets and Pagefind's index. */
function isNamedByContent(urlPath: string): boolean {
  return (
    urlPath.startsWith('/_astro/') ||
    /^\/pagefind\/(?:fragment\/|index\/)?[\w.-]+_[0-9a-f]{6,}\.pf_\w+$/.test(urlPath)
  );
}

function policyFor(urlPath: string, contentType: string, bytes: Buffer): string {
  if (contentType.startsWith('text/html')) return pagePolicy(bytes.toString('utf8'));
  if (contentType.startsWith('text/javascript')) {
    return scriptPolicy({ compilesWasm: urlPath.startsWith('/pagefind/') });
  }
  if (/^(?:image|audio|video)\/|[/+]xml;/.test(contentType)) return viewerPolicy;
  // A PDF reader draws inside the document and needs what the policy would deny.
  return contentType === 'application/pdf' ? "frame-ancestors 'none'" : inertPolicy;
}

// Feed readers, link previews and mail show the hub's pictures and documents on other origins;
// its pages, scripts, styles and fonts are for itself.
const openToOthers = { 'cross-origin-resource-policy': 'cross-origin' };

function isForOtherSites(contentType: string): boolean {
  return !/^(?:text\/(?:html|css|javascript)|font\/|application\/(?:octet-stream|wasm))/.test(
    contentType,
  );
}

const readableByOthers = { 'access-control-allow-origin': '*' };

function isFeed(contentType: string): boolean {
  return /^(?:application\/(?:rss|atom|feed)\+|text\/x-opml)/.test(contentType);
}
