import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const webhookKey = Buffer.alloc(32, 'k');
export const webhookSecret = `whsec_${webhookKey.toString('base64')}`;

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server on `port` (any free one) that keeps what it is sent and answers as told. */
export async function openReceiver(
  answer: () => { status: number; headers?: Record<string, string> } = () => ({ status: 204 }),
  port = 0,
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    const { status, headers } = answer();
    response.writeHead(status, headers).end();
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    received,
    port: address.port,
    url: `http://127.0.0.1:${address.port}/hook?key=geheim`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * Whether a notice is signed as Standard Webhooks says, by its text alone:
 * HMAC-SHA256 over `<id>.<timestamp>.<body>`, in base64, as one of the signatures `v1,…`.
 */
export function isSigned({ headers, body }: Received, key = webhookKey): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = createHmac('sha256', key).update(signed).digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`);
}
