import { locationOf } from '#hub/redirects/redirect-table.ts';

import { encodingFor } from './accept-encoding.ts';
import type { Answer } from './answer.ts';
import { byteRangeOf } from './byte-range.ts';
import { errorAnswer, isErrorPage } from './error-answers.ts';
import type { Manifest, Representation, Resource } from './manifest.ts';
import type { Target } from './request-target.ts';
import { revalidate } from './resource-headers.ts';

/** The headers of a request that decide about a public file. */
export interface Conditions {
  readonly 'accept-encoding'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
  readonly 'if-range'?: string | string[] | undefined;
  readonly range?: string | undefined;
}

/** What the build has to say to a request for `target`. */
export function staticAnswer(
  manifest: Manifest,
  { method, target, headers }: { method: string; target: Target; headers: Conditions },
): Answer {
  const { path } = target;
  const resource = isErrorPage(path) ? undefined : manifest.resources.get(path);
  const elsewhere = locationFor(target, resource, manifest);
  if (!resource && elsewhere === null) return errorAnswer(404, { manifest, path });
  if (method !== 'GET' && method !== 'HEAD') return notAllowed(['GET', 'HEAD'], { manifest, path });
  return resource && elsewhere === null
    ? contentAnswer(resource, method, headers)
    : movedTo(elsewhere ?? path, manifest);
}

/** Where a request is sent that this address does not answer itself, or `null`. */
function locationFor(
  { path, query }: Target,
  resource: Resource | undefined,
  manifest: Manifest,
): string | null {
  const { redirects } = manifest;
  if (resource && (query === '' || !redirects.asksForQuery)) return null;
  const canonical = resource ? path : canonicalPath(path, manifest);
  const old = redirects.find(path, query);
  // A page comes before a redirect, except one that asks for parameters.
  if (old && (canonical === null || old.query.length > 0)) return locationOf(old, query);
  return resource || canonical === null ? null : encodeURI(canonical) + query;
}

/** The refusal of a method, naming those that `path` takes. */
export function notAllowed(
  methods: readonly string[],
  refused: { manifest: Manifest; path: string },
): Answer {
  const answer = errorAnswer(405, refused);
  return { ...answer, headers: { ...answer.headers, allow: methods.join(', ') } };
}

/** The one spelling of a page that is asked for without final slash or by its file's name. */
function canonicalPath(path: string, { resources }: Manifest): string | null {
  const candidate = path.endsWith('/index.html') ? path.slice(0, -'index.html'.length) : `${path}/`;
  return resources.has(candidate) && !isErrorPage(candidate) ? candidate : null;
}

function movedTo(location: string, { baseHeaders }: Manifest): Answer {
  return {
    status: 301,
    headers: { ...baseHeaders, location, 'cache-control': revalidate, 'content-length': '0' },
    body: null,
  };
}

function contentAnswer(resource: Resource, method: string, conditions: Conditions): Answer {
  const chosen = representationFor(resource, conditions);
  if (matches(conditions['if-none-match'], chosen)) return notModified(chosen);
  const part = method === 'GET' ? partOf(chosen, conditions) : null;
  return part ?? { status: 200, headers: chosen.headers, body: chosen.body };
}

/** A part is always a part of the file itself: ranges over compressed bytes help nobody. */
function representationFor(resource: Resource, conditions: Conditions): Representation {
  if (conditions.range !== undefined) return resource.identity;
  const encoding = encodingFor(conditions['accept-encoding'], (one) => resource[one] !== undefined);
  return resource[encoding] ?? resource.identity;
}

/** RFC 9110 §13.1.2 compares weakly: a cache in between may have added `W/`. */
function matches(ifNoneMatch: string | undefined, { etag }: Representation): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

function notModified({ headers }: Representation): Answer {
  const {
    'content-length': _length,
    'content-type': _type,
    'content-encoding': _coding,
    ...kept
  } = headers;
  return { status: 304, headers: kept, body: null };
}

function partOf(
  { body, etag, headers }: Representation,
  { range, 'if-range': ifRange }: Conditions,
): Answer | null {
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return null;
  const asked = byteRangeOf(range, body.length);
  if (asked === null) return null;
  if (asked === 'unsatisfiable') {
    const { 'content-type': _type, ...kept } = headers;
    const unsatisfied = { 'content-length': '0', 'content-range': `bytes */${body.length}` };
    return { status: 416, headers: { ...kept, ...unsatisfied }, body: null };
  }

  const { first, last } = asked;
  const part = body.subarray(first, last + 1);
  return {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(part.length),
      'content-range': `bytes ${first}-${last}/${body.length}`,
    },
    body: part,
  };
}
