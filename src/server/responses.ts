/** Nothing that carries or answers a token is kept by a cache or passed on as a referrer. */
const privateHeaders = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' } as const;

/** Seconds after which a client may try again when the store could not take it. */
const retryAfterSeconds = '60';

/** Sends the browser on to `path` by GET, so that reloading the page repeats nothing. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { ...privateHeaders, Location: path } });
}

export function plainText(
  status: number,
  text: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { ...privateHeaders, 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  });
}

export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...privateHeaders, 'Content-Type': 'application/json; charset=utf-8', ...headers },
  });
}

/** The answer to a method that the resource does not know (RFC 9110 §15.5.6). */
export function methodNotAllowed(allow: string): Response {
  return plainText(405, `This address takes ${allow} only.`, { Allow: allow });
}

/**
 * The store could not take it: nothing was stored and the same request may succeed later. In both
 * languages, since it is also said where nothing else of the request could be read.
 */
export function unavailable(): Response {
  const text =
    'We kunnen dit nu even niet bewaren. Probeer het over een minuut nog eens.\n' +
    'The hub cannot store this right now. Please try again in a minute.';
  return plainText(503, text, { 'Retry-After': retryAfterSeconds });
}

/** The answer to a form that another site sent; in both languages for the same reason. */
export function foreignForm(): Response {
  return plainText(
    403,
    'Dit formulier kun je alleen vanaf de pagina’s van deze site versturen.\n' +
      'This form can be sent from the pages of this hub only.',
  );
}

/** `response` with the headers of answers that concern one person; a 503 says when to come back. */
export function privately(response: Response): Response {
  const headers = new Headers(response.headers);
  makePrivate(headers, response.status);
  return new Response(response.body, { status: response.status, headers });
}

/** Sets those headers on an answer of `status` that a page is about to give. */
export function makePrivate(headers: Headers, status: number): void {
  for (const [name, value] of Object.entries(privateHeaders)) headers.set(name, value);
  if (status === 503) headers.set('Retry-After', retryAfterSeconds);
}
