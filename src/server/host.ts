import type { IncomingMessage } from 'node:http';

import type { Hub } from '#hub/hub.ts';

import { send } from './answer.ts';
import {
  boundedServer,
  closeGently,
  type Connections,
  drain,
  type Listener,
} from './connections.ts';
import { type Environment, publicOrigin } from './environment.ts';
import type { DirectEndpoints } from './direct-answer.ts';
import { errorAnswer, type ErrorStatus } from './error-answers.ts';
import type { RequestHandler } from './kept-response.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { listen } from './listen.ts';
import { type HostedServices, type LiveLocals, openLiveHost } from './live-host.ts';
import {
  healthRoute,
  liveRoutes,
  type LiveRoute,
  readyRoute,
  routesByPath,
} from './live-routes.ts';
import type { Log } from './log-line.ts';
import type { Manifest } from './manifest.ts';
import { targetOf } from './request-target.ts';
import { isSecureOrigin, strictTransport } from './security-headers.ts';
import { notAllowed, staticAnswer } from './static-answer.ts';
import { visitorOf } from './visitor.ts';

export interface HostOptions<Services extends HostedServices> {
  readonly environment: Pick<Environment, 'host' | 'port' | 'url' | 'smtpUrl' | 'trustedProxies'>;
  readonly hub: Pick<Hub, 'site'>;
  readonly manifest: Manifest;
  readonly services: Services;
  /** `handler` of `dist/server/entry.mjs`; without it only files are served. */
  readonly handler?: RequestHandler<LiveLocals<Services>> | undefined;
  /** What answers a `POST` without the handler. */
  readonly endpoints?: DirectEndpoints<Services> | undefined;
  readonly log: Log;
  readonly routes?: readonly LiveRoute[];
  readonly limits?: Partial<Limits>;
}

/** A hub that is being served. */
export interface Host {
  /** Where it is reached from this machine, without final slash. */
  readonly url: string;
  /** Answers what is underway, closes connections and services, and resolves; repeating it is harmless. */
  close(): Promise<void>;
}

/**
 * Serves a built hub: its files from memory, the live routes through Astro's handler.
 * Throws `AddressError` when host and port cannot be taken.
 */
export async function startHost<Services extends HostedServices>({
  environment,
  hub,
  manifest,
  services,
  handler,
  endpoints,
  log,
  routes = liveRoutes,
  limits: changedLimits,
}: HostOptions<Services>): Promise<Host> {
  const limits = { ...defaultLimits, ...changedLimits };
  const { trustedProxies } = environment;
  const byPath = routesByPath([...routes, healthRoute, readyRoute]);
  const connections: Connections = new Map();
  let isDraining = false;
  let origin = publicOrigin(environment, hub);
  const isSecure = isSecureOrigin(origin);

  const refuseBody: Listener = (request, response) =>
    closeGently(request, response, { connections, lingerMs: limits.lingerMs });
  const live = await openLiveHost({
    ...{ routes, handler, endpoints, services, manifest, trustedProxies, limits, refuseBody, log },
    origin: () => origin,
  });

  const refusal = (status: ErrorStatus) => errorAnswer(status, { manifest });
  const listener: Listener = (request, response) => {
    if (isDraining) response.setHeader('connection', 'close');
    if (isSecure || (trustedProxies > 0 && visitorOf(request, trustedProxies).isSecure)) {
      response.setHeader('strict-transport-security', strictTransport);
    }

    const method = request.method ?? '';
    const target = namesItsHost(request) ? targetOf(request.url ?? '') : null;
    const route = target ? byPath.get(target.path) : undefined;
    const isLive = route?.methods.some((one) => one === method) ?? false;
    if (hasBody(request) && !(isLive && method === 'POST')) {
      refuseBody(request, response);
    }

    if (!target) send(response, refusal(400));
    else if (!route)
      send(response, staticAnswer(manifest, { method, target, headers: request.headers }));
    else if (!isLive) send(response, notAllowed(route.methods, { manifest, path: target.path }));
    else {
      request.url = route.path + target.query;
      live.routing(request, response);
    }
  };

  const newServer = () => boundedServer(listener, { limits, connections, refusal });
  const { servers, port } = await listen(environment, newServer);
  origin = publicOrigin({ ...environment, port }, hub);

  let closing: Promise<void> | null = null;
  const close = async () => {
    isDraining = true;
    await drain(servers, { connections, drainMs: limits.drainMs });
    await live.close();
    await services.close();
  };
  return { url: localUrl(environment.host, port), close: () => (closing ??= close()) };
}

/**
 * HTTP/1.1 demands one Host, no more, of the form that a URL has (RFC 9112 §3.2); nothing else is done
 * with it.
 */
function namesItsHost({ httpVersion, headers, rawHeaders }: IncomingMessage): boolean {
  if (headers.host === undefined) return httpVersion !== '1.1';
  const isHost = (text: string, index: number) => index % 2 === 0 && /^host$/i.test(text);
  return rawHeaders.filter(isHost).length === 1 && hostForm.test(headers.host);
}

// RFC 3986 §3.2.2 with a port, also empty
const hostForm = /^(\[[\w.:~!$&'()*+,;=%-]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?$/;

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function localUrl(host: string, port: number): string {
  const isHere = ['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'].includes(host);
  const name = isHere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
