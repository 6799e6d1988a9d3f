import { type IncomingMessage, ServerResponse } from 'node:http';

import type { Answer } from './answer.ts';

/** A handler in the form that Astro's middleware mode exports, `Express` style. */
export type RequestHandler<Locals> = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
  locals: Locals,
) => unknown;

/**
 * Runs `handler` and keeps its whole response instead of sending it, so that the host can compute
 * a policy from the page's bytes and replace failures. `null` when the handler passes the request on.
 * Rejects when the handler fails or breaks off.
 */
export function answerOf<Locals>(
  handler: RequestHandler<Locals>,
  { request, locals }: { request: IncomingMessage; locals: Locals },
): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const response = new KeptResponse(request, resolve, reject);
    const next = (error?: unknown) =>
      error === undefined ? resolve(null) : reject(asError(error));
    Promise.try(handler, request, response, next, locals).catch(reject);
  });
}

/** A response without a socket: what is written to it is collected. */
class KeptResponse extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: Error) => void;

  constructor(
    request: IncomingMessage,
    resolve: (answer: Answer) => void,
    reject: (error: Error) => void,
  ) {
    super(request);
    this.#resolve = resolve;
    this.#reject = reject;
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status;
    const headers = rest.at(-1);
    if (typeof headers === 'object' && headers !== null) {
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    }
    return this;
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.#chunks.push(bytesOf(chunk));
    callbackIn(rest)?.();
    return true;
  }

  override end(...rest: unknown[]): this {
    const [chunk] = rest;
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') {
      this.#chunks.push(bytesOf(chunk));
    }
    const body = this.#chunks.length > 0 ? Buffer.concat(this.#chunks) : null;
    this.#resolve({ status: this.statusCode, headers: headersOf(this), body });
    callbackIn(rest)?.();
    // Astro lets go of the request's socket on these.
    this.emit('finish');
    this.emit('close');
    return this;
  }

  override destroy(error?: Error): this {
    this.#reject(error ?? new Error('the handler broke its response off'));
    this.emit('close');
    return this;
  }
}

function headersOf(response: ServerResponse): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [
      name,
      Array.isArray(value) ? value : String(value),
    ]),
  );
}

function bytesOf(chunk: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk);
  return Buffer.from(String(chunk));
}

function callbackIn(rest: readonly unknown[]): (() => void) | undefined {
  const last = rest.at(-1);
  return typeof last === 'function' ? () => void last() : undefined;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
