import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

import type { Answer } from './answer.ts';
import type { ErrorStatus } from './error-answers.ts';
import type { Limits } from './limits.ts';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** What is known of the open connections. */
export type Connections = Map<Socket, Connection>;

interface Connection {
  requests: number;
  /** The last one begun; when it is finished, so are those before it. */
  response: ServerResponse | null;
  /** Nothing that still arrives is a request to answer. */
  isClosing: boolean;
}

/** An HTTP server that bounds time, size and number, and that refuses in the host's own words. */
export function boundedServer(
  listener: Listener,
  {
    limits,
    connections,
    refusal,
  }: { limits: Limits; connections: Connections; refusal: (status: ErrorStatus) => Answer },
): Server {
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
    keepAliveTimeout: limits.keepAliveMs,
    // The listener refuses a missing Host itself, with all headers.
    requireHostHeader: false,
  });
  server.timeout = limits.idleMs;
  server.maxConnections = limits.connections;

  server.on('connection', (socket: Socket) => {
    connections.set(socket, { requests: 0, response: null, isClosing: false });
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(request.socket);
    if (!connection || connection.isClosing) return;
    connection.requests += 1;
    connection.response = response;
    // Node's own limit only announces the end and then answers 503 without our headers.
    if (connection.requests >= limits.requestsPerConnection)
      response.setHeader('connection', 'close');
    listener(request, response);
  });
  // Nobody is invited to send what will be refused.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared <= limits.bodyBytes) response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const { status, headers, body } = refusal(417);
    closeGently(request, response, { connections, lingerMs: limits.lingerMs });
    response.writeHead(status, headers).end(body);
  });
  server.on('clientError', (error: Error & { code?: string }, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    socket.end(bytesOf(refusal(statusOfClientError[error.code ?? ''] ?? 400)));
    destroyLater(socket, limits.lingerMs);
  });
  return server;
}

/**
 * Makes the answer to `request` the last on its connection, without waiting for the rest of the body.
 * Closing at once would reset the connection and the client might never see the answer (RFC 9112
 * §9.6): so only our side is closed, and for `lingerMs` what still arrives is thrown away.
 */
export function closeGently(
  request: IncomingMessage,
  response: ServerResponse,
  { connections, lingerMs }: { connections: Connections; lingerMs: number },
): void {
  const { socket } = request;
  const connection = connections.get(socket);
  if (connection) connection.isClosing = true;
  response.setHeader('connection', 'close');
  // Node calls this once the last answer is written.
  socket.destroySoon = () => {
    socket.end();
    destroyLater(socket, lingerMs);
  };
  request.resume();
}

/**
 * Stops accepting connections and resolves when those that exist are closed: each after the answer
 * it waits for, all after `drainMs`.
 */
export async function drain(
  servers: readonly Server[],
  { connections, drainMs }: { connections: Connections; drainMs: number },
): Promise<void> {
  const closed = servers.map(stopAccepting);
  // A client on an idle connection may be sending just now: it still gets its answer, and with it
  // the word that the connection ends. Those silent for a moment longer are closed.
  // A busy process first reads what has arrived: immediates run after input, timers before it.
  const sweep = setInterval(() => setImmediate(closeIdle, connections), idleGraceMs);
  const deadline = setTimeout(() => servers.forEach((one) => one.closeAllConnections()), drainMs);
  await Promise.all(closed);
  clearInterval(sweep);
  clearTimeout(deadline);
  for (const server of servers) server.close();
}

const idleGraceMs = 300;

/** Unlike `server.close()` of node:http, leaves idle connections open. */
function stopAccepting(server: Server): Promise<void> {
  return new Promise((resolve) => {
    NetServer.prototype.close.call(server, () => resolve());
  });
}

/** Unlike `server.closeIdleConnections()`, spares an answer whose last bytes are still on their way. */
function closeIdle(connections: Connections): void {
  for (const [socket, { response }] of connections) {
    if (response?.writableFinished ?? true) socket.destroy();
  }
}

const statusOfClientError: Readonly<Record<string, ErrorStatus>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** An answer written by hand, for when Node has no response object to write it with. */
function bytesOf({ status, headers, body }: Answer): Buffer {
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), body ?? Buffer.alloc(0)]);
}

function destroyLater(socket: Socket, lingerMs: number): void {
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
