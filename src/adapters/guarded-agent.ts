import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';

interface Guard {
  /** Networks that are never connected to. */
  readonly blockList: net.BlockList;
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string | undefined;
}

/** Connects with the address that was looked at: whatever a name turns out to be, it is judged right before it connects. */
export function guardedAgent(protocol: 'http:' | 'https:', guard: Guard): http.Agent {
  return protocol === 'https:' ? new SecureAgent(guard) : new PlainAgent(guard);
}

class PlainAgent extends http.Agent {
  readonly #guard: Guard;

  constructor(guard: Guard) {
    super({ keepAlive: false });
    this.#guard = guard;
  }

  override createConnection(options: http.ClientRequestArgs): net.Socket {
    return impatient(connect(options, this.#guard), options);
  }
}

class SecureAgent extends https.Agent {
  readonly #guard: Guard;

  constructor(guard: Guard) {
    super({ keepAlive: false });
    this.#guard = guard;
  }

  /** `tls.connect` alone takes no block list. */
  override createConnection(options: https.RequestOptions): tls.TLSSocket {
    const { ca } = this.#guard;
    const name = plainHost(options);
    const socket = connect(options, this.#guard);
    const secure = tls.connect({
      socket,
      ...(net.isIP(name) === 0 && { servername: name }),
      ...(ca !== undefined && { ca }),
    });
    socket.on('error', (error) => secure.destroy(error));
    return impatient(secure, options);
  }
}

function connect(options: http.ClientRequestArgs, { blockList }: Guard): net.Socket {
  return net.connect({ host: plainHost(options), port: Number(options.port), blockList });
}

/** Node counts the time of a request only from the moment that it is connected. */
function impatient<Some extends net.Socket>(
  socket: Some,
  { timeout = 0 }: http.ClientRequestArgs,
): Some {
  socket.setTimeout(timeout);
  return socket;
}

/** An address of IPv6 stands in brackets in a URL. */
function plainHost({ host }: http.ClientRequestArgs): string {
  return (host ?? '').replaceAll(/^\[|\]$/g, '');
}
