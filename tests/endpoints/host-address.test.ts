import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';

import { afterEach, describe, expect, test } from 'vitest';

import { AddressError, listen } from '#server/listen.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
);

const open: Server[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

const newServer = () => {
  const server = createServer((_request, response) => response.end('ok'));
  open.push(server);
  return server;
};

/** A port that nothing uses, neither by IPv4 nor by IPv6. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, hasIpv6 ? '::' : '0.0.0.0');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answerAt = (host: string, port: number) =>
  fetch(`http://${host}:${port}/`, { headers: { connection: 'close' } }).then(
    (response) => response.text(),
    () => 'nothing',
  );

describe('listen', () => {
  test('localhost means both loopback addresses, so that every program finds the hub', async () => {
    const port = await freePort();
    const { servers } = await listen({ host: 'localhost', port }, newServer);
    expect(servers).toHaveLength(hasIpv6 ? 2 : 1);
    expect(await answerAt('127.0.0.1', port)).toBe('ok');
    expect(await answerAt('[::1]', port)).toBe(hasIpv6 ? 'ok' : 'nothing');
  });

  test('a hub that can be had at one of the two only does not start', async () => {
    const port = await freePort();
    const other = createServer((_request, response) => response.end('other'));
    open.push(other.listen(port, hasIpv6 ? '::1' : '127.0.0.1'));
    await once(other, 'listening');
    await expect(listen({ host: 'localhost', port }, newServer)).rejects.toThrow(
      new AddressError(
        `Port ${port} is in use. Stop the program that uses it, or set another one: PORT=${port + 1}`,
      ),
    );
    expect(await answerAt('127.0.0.1', port)).not.toBe('ok');
  });

  test('port 0 takes any free one and says which', async () => {
    const { port } = await listen({ host: 'localhost', port: 0 }, newServer);
    expect(await answerAt('localhost', port)).toBe('ok');
  });

  test.each(['no-such-host.invalid', '192.0.2.1'])(
    '%s, which is no address of this machine, is refused with what to write',
    async (host) => {
      await expect(listen({ host, port: 0 }, newServer)).rejects.toThrow(
        `HOST is "${host}", which is no address of this machine. Set HOST=localhost`,
      );
    },
  );
});
