import type { Redirect } from './redirect.ts';

/**
 * One line of redirects.yaml as a redirect of the hub at `site`, or what is wrong with it: a sentence
 * that begins after the old address.
 */
export function readRedirect(
  { from, to }: { readonly from: string; readonly to: string },
  site: string,
): Redirect | string {
  const old = readOld(from, site);
  if (typeof old === 'string') return old;
  const target = readTarget(to, site);
  return 'fault' in target ? target.fault : { ...old, to: target.to };
}

const neverInAnAddress = /[\u0000-\u001f\u007f\\]/;

function readOld(text: string, site: string): Pick<Redirect, 'from' | 'query'> | string {
  const url = /^https?:/i.test(text) ? URL.parse(text) : null;
  if (url) {
    return url.host === new URL(site).host
      ? `names the hub itself; write only the path: ${url.pathname}${url.search}`
      : `is on ${url.host}; only old paths of ${site} can be redirected here, so send that domain to the hub first and write only the path`;
  }
  if (!text.startsWith('/')) return `does not begin with a slash; write /${text}`;
  if (neverInAnAddress.test(text)) return 'holds a character that no address has; remove it';
  if (text.includes('#')) return 'holds "#", and browsers keep what follows it; remove that part';
  if (text.includes('*') || /\/:\w/.test(text)) {
    return 'is a pattern; every redirect leads from one address, so write them out';
  }
  const [rawPath = '', ...rest] = text.split('?');
  if (rawPath.includes('//')) return 'holds an empty part between two slashes; remove one slash';
  const path = decodedPath(rawPath);
  if (path === null) return 'has a % that begins no character, or an encoded slash; correct it';
  if (/\/\.{1,2}(?:\/|$)/.test(path)) return 'holds . or .. as a part; write the path it leads to';
  return { from: path.normalize('NFC'), query: [...new URLSearchParams(rest.join('?'))] };
}

function decodedPath(raw: string): string | null {
  if (/%(?:2f|5c|[01][0-9a-f]|7f)/i.test(raw)) return null;
  try {
    return decodeURIComponent(raw);
  } catch {
    return null;
  }
}

function readTarget(text: string, site: string): { to: string } | { fault: string } {
  const leads = `leads to "${text}", `;
  if (neverInAnAddress.test(text) || text.trim() !== text || text === '') {
    return { fault: `${leads}which is no address; write a path of the hub or an https address` };
  }
  if (text.startsWith('//'))
    return { fault: `${leads}which names no protocol; write https:${text}` };
  if (!text.startsWith('/') && !/^[a-z][a-z\d+.-]*:/i.test(text)) {
    return { fault: `${leads}which does not begin with a slash; write /${text}` };
  }
  const url = URL.parse(text, site);
  if (!url) return { fault: `${leads}which is no address; correct it` };
  const isHere = url.host === new URL(site).host;
  if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')) {
    return {
      fault: `${leads}which is not safe to send readers to; write a path or an https address`,
    };
  }
  if (url.username || url.password) return { fault: `${leads}which holds a password; remove it` };
  if (!isHere) return { to: url.href };
  const path = canonical(url.pathname);
  return path === null
    ? { fault: `${leads}which has a % that begins no character; correct it` }
    : { to: path + url.search + url.hash };
}

/** A page's one address ends with a slash, a file's does not. */
function canonical(pathname: string): string | null {
  if (decodedPath(pathname) === null || pathname.startsWith('//')) return null;
  const folder = pathname.replace(/\/index\.html$/, '/');
  return folder.endsWith('/') || /\.[a-z\d]+$/i.test(folder) ? folder : `${folder}/`;
}
