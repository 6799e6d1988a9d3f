import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';

export interface FetchOptions {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Networks that are never connected to. */
  readonly blockList?: net.BlockList;
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string;
}

/** The text at an https address. No redirect is followed; throws on anything but 200, and before it connects to a network of our own. */
export function fetchText(
  url: string,
  { maxBytes, timeoutMs, blockList = specialNetworks, ca }: FetchOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const agent = new GuardedAgent(blockList, ca);
    const request = https.get(url, { agent, signal: AbortSignal.timeout(timeoutMs) });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', reject);
      if (response.statusCode !== 200) {
        reject(new Error(`status ${response.statusCode}`));
        request.destroy();
        return;
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.byteLength;
        if (size <= maxBytes) return;
        reject(new Error(`more than ${maxBytes} bytes`));
        request.destroy();
      });
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
  });
}

/** Looks at the address that a name turned out to have, right before it connects. `tls.connect` alone takes no block list. */
class GuardedAgent extends https.Agent {
  readonly #blockList: net.BlockList;
  readonly #ca: string | undefined;

  constructor(blockList: net.BlockList, ca: string | undefined) {
    super({ keepAlive: false });
    this.#blockList = blockList;
    this.#ca = ca;
  }

  override createConnection({ host, port }: https.RequestOptions): tls.TLSSocket {
    const name = (host ?? '').replaceAll(/^\[|\]$/g, '');
    const socket = net.connect({ host: name, port: Number(port), blockList: this.#blockList });
    const secure = tls.connect({
      socket,
      ...(net.isIP(name) === 0 && { servername: name }),
      ...(this.#ca !== undefined && { ca: this.#ca }),
    });
    socket.on('error', (error) => secure.destroy(error));
    return secure;
  }
}

// https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
const ipv4Networks: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

// An IPv4 address in an IPv6 one is looked up among those above.
const ipv6Networks: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
];

/** Every network that is not the public internet. */
export const specialNetworks = new net.BlockList();
for (const [network, prefix] of ipv4Networks) specialNetworks.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of ipv6Networks) specialNetworks.addSubnet(network, prefix, 'ipv6');
