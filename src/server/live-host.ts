import type { IncomingMessage } from 'node:http';

import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

import type { Answer } from './answer.ts';
import type { Listener } from './connections.ts';
import { pagePolicy } from './content-security-policy.ts';
import { answerFrom, askForm, type DirectEndpoints, webRequest } from './direct-answer.ts';
import { errorAnswer, errorStatusOf } from './error-answers.ts';
import { answerOf, type RequestHandler } from './kept-response.ts';
import type { Limits } from './limits.ts';
import { healthRoute, type LiveRoute, readyRoute } from './live-routes.ts';
import { faultLine, type Log, requestLine } from './log-line.ts';
import type { Manifest } from './manifest.ts';
import { visitorOf } from './visitor.ts';

/** What the host itself asks of the services; live routes get the whole object. */
export interface HostedServices {
  /** Rejects when the store does not answer. */
  check(): Promise<void>;
  /** Rejects when the store takes no writes. */
  checkReady(): Promise<void>;
  /** Finishes what is underway and lets go of the store. */
  close(): Promise<void>;
}

/** What every live route finds in its `locals`. */
export interface LiveLocals<Services> {
  readonly services: Services;
  /** The visitor's address as trusted proxies report it; `Astro.clientAddress` knows no proxies. */
  readonly clientAddress: string;
  /** What the route's endpoint wants shown, when the host has asked it already. */
  readonly view?: unknown;
}

export interface LiveHostOptions<Services> {
  readonly routes: readonly LiveRoute[];
  /** Missing when only files are served: live routes then answer 503. */
  readonly handler: RequestHandler<LiveLocals<Services>> | undefined;
  /** Asked first where a `POST` has one; the handler only shows the forms that they want shown again. */
  readonly endpoints?: DirectEndpoints<Services> | undefined;
  readonly services: Services;
  readonly manifest: Manifest;
  /** The hub's public origin, which live routes see in place of the `Host` a client sends. */
  readonly origin: () => string;
  readonly trustedProxies: number;
  readonly limits: Pick<Limits, 'bodyBytes' | 'handlerMs'>;
  /** Told when a request is answered before its body has arrived. */
  readonly refuseBody: Listener;
  readonly log: Log;
}

/** A Fastify instance with the live routes, `/healthz` and `/readyz`; it reads bodies, but does not listen. */
export async function openLiveHost<Services extends HostedServices>(
  options: LiveHostOptions<Services>,
): Promise<FastifyInstance> {
  const { routes, services, manifest, limits, refuseBody, log } = options;
  const fastify = Fastify({
    bodyLimit: limits.bodyBytes,
    handlerTimeout: limits.handlerMs,
    exposeHeadRoutes: false,
  });

  // Astro reads bodies of every type itself; here they are only bounded.
  // Fastify refuses a type that it cannot read before anyone is asked, also a mail program's one click.
  fastify.addHook('onRequest', async ({ raw: { headers } }) => {
    if (!mediaTypeForm.test(headers['content-type'] ?? unknownType)) {
      headers['content-type'] = unknownType;
    }
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  for (const { path, methods } of routes) {
    fastify.route({
      url: path,
      method: [...methods],
      handler: async ({ raw, body }, reply) =>
        replyWith(reply, await liveAnswer(raw, body, path, options)),
    });
  }
  const checks = [
    { route: healthRoute, check: () => services.check() },
    { route: readyRoute, check: () => services.checkReady() },
  ];
  for (const { route, check } of checks) {
    fastify.route({
      url: route.path,
      method: [...route.methods],
      handler: async (_request, reply) => replyWith(reply, await checkAnswer(check, manifest)),
    });
  }

  fastify.setErrorHandler(
    (error: Error & { statusCode?: number }, { raw, routeOptions }, reply) => {
      const answered = errorStatusOf(error.statusCode);
      // The handler's time runs from the first byte on: what it waited for in vain was the visitor.
      const status = answered === 503 && !raw.complete ? 408 : answered;
      if (status === 500)
        log(`${raw.method ?? ''} ${routeOptions.url ?? ''} failed: ${faultLine(error)}`);
      if (!raw.complete) refuseBody(raw, reply.raw);
      return replyWith(reply, errorAnswer(status, { manifest, path: routeOptions.url ?? '/' }));
    },
  );

  fastify.addHook('onResponse', async ({ method, routeOptions: { url = '' } }, reply) => {
    if (url === readyRoute.path) return;
    if (url === healthRoute.path && reply.statusCode === 200) return;
    log(
      requestLine(
        { method, route: url },
        { status: reply.statusCode, elapsedMs: reply.elapsedTime },
      ),
    );
  });

  await fastify.ready();
  return fastify;
}

const unknownType = 'application/octet-stream';
// RFC 9110 §8.3.1, without the parameters
const mediaTypeForm = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

function replyWith(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  // Fastify writes `null` as JSON.
  return reply
    .code(status)
    .headers(headers)
    .send(body ?? undefined);
}

async function liveAnswer<Services>(
  request: IncomingMessage,
  body: unknown,
  path: string,
  { handler, endpoints, services, manifest, origin, trustedProxies }: LiveHostOptions<Services>,
): Promise<Answer> {
  const { address: clientAddress } = visitorOf(request, trustedProxies);
  const known = shielded(request, { origin: origin(), body });
  const hasQuery = request.url?.includes('?') ?? false;
  const endpoint = request.method === 'POST' ? endpoints?.get(path) : undefined;
  const asked = endpoint
    ? await askForm<unknown>((renderForm) =>
        endpoint(webRequest(known, { body: known.body, origin: origin() }), {
          ...{ services, clientAddress, renderForm },
        }),
      )
    : null;
  if (asked && 'answer' in asked)
    return completed(await answerFrom(asked.answer), { manifest, hasQuery });

  if (!handler) return errorAnswer(503, { manifest, path });
  const answer = await answerOf(handler, {
    request: known,
    locals: { services, clientAddress, ...asked },
  });
  if (answer === null) return errorAnswer(404, { manifest, path });
  // A page that Astro rendered for its own failure may say too much.
  if (answer.status === 500) return errorAnswer(500, { manifest, path });
  return completed(answer, { manifest, hasQuery });
}

/**
 * `request` with the body already read, which Astro takes from `body` instead of the stream, and
 * without what a client may say about where it arrived: URLs come from the configuration only.
 */
function shielded(
  request: IncomingMessage,
  { origin, body }: { origin: string; body: unknown },
): IncomingMessage & { body: Uint8Array<ArrayBuffer> } {
  for (const name of Object.keys(request.headers)) {
    if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete request.headers[name];
  }
  request.headers.host = new URL(origin).host;
  return Object.assign(request, {
    body: Buffer.isBuffer(body) ? new Uint8Array(body) : new Uint8Array(),
  });
}

/** `answer` with all that the host adds; what the route itself says wins. */
function completed(
  { status, headers, body }: Answer,
  { manifest, hasQuery }: { manifest: Manifest; hasQuery: boolean },
): Answer {
  const isPage = String(headers['content-type'] ?? '').startsWith('text/html');
  const completedHeaders = {
    ...manifest.baseHeaders,
    ...(isPage && body ? { 'content-security-policy': pagePolicy(body.toString('utf8')) } : {}),
    // A query may hold a token, and no other address may learn it.
    ...(hasQuery ? { 'referrer-policy': 'no-referrer' } : {}),
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
    ...headers,
    // Astro leaves the charset to the page.
    ...(isPage ? { 'content-type': 'text/html; charset=utf-8' } : {}),
  };
  return { status, headers: completedHeaders, body };
}

async function checkAnswer(check: () => Promise<void>, manifest: Manifest): Promise<Answer> {
  const isFine = await check().then(
    () => true,
    () => false,
  );
  const headers = {
    ...manifest.baseHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...(isFine ? {} : { 'retry-after': '10' }),
  };
  return { status: isFine ? 200 : 503, headers, body: Buffer.from(isFine ? 'ok\n' : 'not now\n') };
}
