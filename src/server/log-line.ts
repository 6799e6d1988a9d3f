/** Writes one line to the operator. */
export type Log = (line: string) => void;

/** `POST /api/subscribe/ 303 12 ms`: the route, never the address or query that a visitor sent. */
export function requestLine(
  { method, route }: { method: string; route: string },
  { status, elapsedMs }: { status: number; elapsedMs: number },
): string {
  return `${method} ${route} ${status} ${Math.round(elapsedMs)} ms`;
}

/** `error` in one line: name, message and the place it came from, without what could name a reader. */
export function faultLine(error: unknown): string {
  if (!(error instanceof Error)) return redacted(String(error));
  const place = /\n\s+at (.+)/.exec(error.stack ?? '')?.[1];
  return redacted(`${error.name}: ${error.message}${place ? ` (at ${place})` : ''}`);
}

/** Blanks mail addresses, queries and everything long enough to be a token. */
function redacted(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\s@"'<>()]+@[^\s@"'<>()]+/g, '[address]')
    .replaceAll(/\?[^\s"')]+/g, '?[query]')
    .replaceAll(/[\w-]{32,}/g, '[token]');
}
