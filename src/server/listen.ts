import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The address that the environment names cannot be taken; the message says what to change. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

/** What listens, and on which port. */
export interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
}

/**
 * Listens on `host` and `port`. The name `localhost` means both loopback addresses, since programs
 * differ in which they try first; with port 0 only IPv4, where the system picks the number.
 * Throws {@link AddressError}.
 */
export async function listen(
  { host, port }: { host: string; port: number },
  newServer: () => Server,
): Promise<Listening> {
  const server = await opened(newServer(), host === 'localhost' ? '127.0.0.1' : host, port);
  const taken = (server.address() as AddressInfo).port;
  if (host !== 'localhost' || port === 0) return { servers: [server], port: taken };

  try {
    return { servers: [server, await opened(newServer(), '::1', port)], port };
  } catch (error) {
    if (error instanceof AddressError && error.cause === 'no-such-address') {
      return { servers: [server], port };
    }
    server.close();
    throw error;
  }
}

async function opened(server: Server, host: string, port: number): Promise<Server> {
  server.listen({ host, port });
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    throw explained(error, host, port);
  }
}

function explained(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new AddressError(
        `Port ${port} is in use. Stop the program that uses it, or set another one: PORT=${port + 1}`,
      );
    case 'EACCES':
      return new AddressError(
        `Port ${port} needs rights that this user lacks. Set one above 1023: PORT=4321`,
      );
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new AddressError(
        `HOST is "${host}", which is no address of this machine. Set HOST=localhost, or HOST=0.0.0.0 for all`,
        { cause: 'no-such-address' },
      );
    default:
      return error;
  }
}
