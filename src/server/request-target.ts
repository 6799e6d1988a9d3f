/** What a request asks for. */
export interface Target {
  /** Decoded once; begins with a slash and holds no dot segment. */
  readonly path: string;
  /** As sent: empty, or beginning with `?`. */
  readonly query: string;
}

/**
 * The target of a request line, or `null` when it is malformed: a bad escape, a control character,
 * a backslash, an encoded slash, or a segment that would leave its folder. Decoding happens segment
 * by segment and once, so that one file has no second spelling that a rule could overlook.
 */
export function targetOf(requestUrl: string): Target | null {
  const raw = withoutOrigin(requestUrl);
  if (raw === null) return null;

  const end = raw.search(/[?#]/);
  const rawPath = end < 0 ? raw : raw.slice(0, end);
  const query = end < 0 || raw[end] === '#' ? '' : raw.slice(end).replace(/#.*$/s, '');
  if (isPlain(rawPath)) return { path: rawPath, query };

  const segments = rawPath.split('/').map(decodedSegment);
  return segments.includes(null) ? null : { path: segments.join('/'), query };
}

/** Most paths need no decoding. */
function isPlain(path: string): boolean {
  return /^\/[\w./-]*$/.test(path) && !path.includes('/.');
}

/** `GET http://hub.example/x HTTP/1.1` is how proxies may ask (RFC 9112 §3.2.2). */
function withoutOrigin(requestUrl: string): string | null {
  if (requestUrl.startsWith('/')) return requestUrl;
  const origin = /^https?:\/\/[^/?#]+/i.exec(requestUrl)?.[0];
  if (origin === undefined) return null;
  const rest = requestUrl.slice(origin.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

const forbidden = /[\u0000-\u001f\u007f/\\]/;

function decodedSegment(raw: string): string | null {
  try {
    const segment = decodeURIComponent(raw);
    return segment === '.' || segment === '..' || forbidden.test(segment) ? null : segment;
  } catch {
    return null;
  }
}
