import type { ServerResponse } from 'node:http';

import type { HeaderValues } from './security-headers.ts';

/** A whole response, decided before a byte of it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderValues;
  /** Not sent to a `HEAD` request, which sees its headers only. */
  readonly body: Buffer | null;
}

/** Sends `answer`; what was set on `response` before goes along. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body ?? undefined);
}
