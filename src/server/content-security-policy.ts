import { createHash } from 'node:crypto';

/** What a resource other than a page may do when it is opened by itself: nothing. */
export const inertPolicy = inert([]);

/**
 * The same for pictures, sound, film and XML, which browsers show in a page of their own making:
 * without its styles a picture is not centred and cannot be enlarged.
 */
export const viewerPolicy = inert([
  "img-src 'self'",
  "media-src 'self'",
  "style-src 'unsafe-inline'",
]);

/**
 * The policy for a page, computed from its own bytes: only the hub's own files, and of inline
 * scripts and styles exactly those that stand in it. A page with search, recognised by an element
 * with `data-search`, may also compile WebAssembly, which Pagefind needs.
 */
export function pagePolicy(html: string): string {
  const wasm = searchMarker.test(html) ? ["'wasm-unsafe-eval'"] : [];
  return policyOf({
    scripts: [...wasm, ...hashesOf(html, inlineScripts)],
    styles: hashesOf(html, inlineStyles),
  });
}

/** The policy that a script brings along: it governs the script when it runs as a worker. */
export function scriptPolicy({ compilesWasm }: { compilesWasm: boolean }): string {
  return policyOf({ scripts: compilesWasm ? ["'wasm-unsafe-eval'"] : [], styles: [] });
}

function inert(allowed: readonly string[]): string {
  const nothing = ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];
  return ["default-src 'none'", ...allowed, ...nothing].join('; ');
}

function policyOf({ scripts, styles }: { scripts: readonly string[]; styles: readonly string[] }) {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const attributes = String.raw`((?:[^>"']|"[^"]*"|'[^']*')*)`;
const inlineScripts = new RegExp(String.raw`<script(?=[\s>])${attributes}>(.*?)</script\b`, 'gis');
const inlineStyles = new RegExp(String.raw`<style(?=[\s>])${attributes}>(.*?)</style\b`, 'gis');
const searchMarker = /<[a-z][^<>]*\sdata-search[\s=>/]/i;

// Never run by a browser, so without effect on the policy (CSP 3 §4.2.3 concerns scripts).
const dataBlock = /\btype\s*=\s*["']?application\/(ld\+)?json\b/i;
const outsideFile = /(^|\s)src\s*=/i;

function hashesOf(html: string, inline: RegExp): string[] {
  const texts = [...html.matchAll(inline)]
    .filter(([, given = '']) => !outsideFile.test(given) && !dataBlock.test(given))
    .map(([, , text = '']) => text);
  return [...new Set(texts.filter((text) => text !== '').map(hashSource))].sort();
}

/** The hash of the text a browser sees: HTML parsing turns CRLF and CR into LF. */
function hashSource(text: string): string {
  const seen = text.replaceAll(/\r\n?/g, '\n');
  return `'sha256-${createHash('sha256').update(seen).digest('base64')}'`;
}
