import { once } from 'node:events';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';

import { describe, expect, test } from 'vitest';

import { fetchText } from '#adapters/guarded-fetch.ts';
import { specialNetworks } from '#adapters/special-networks.ts';

import { localhostCertificate } from '../../support/localhost-certificate.ts';

const limits = { maxBytes: 1000, timeoutMs: 3000, ca: localhostCertificate.cert };

/** A server on this machine that counts who connects to it. */
async function startServer(answer: https.ServerOptions & { body?: string; status?: number } = {}) {
  const { body = 'hello', status = 200 } = answer;
  const server = https.createServer({ ...localhostCertificate }, (_request, response) => {
    response.writeHead(status, { location: 'https://localhost/elsewhere' });
    response.end(body);
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('fetchText', () => {
  test.each([
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f.1',
    '127.1',
    '0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
  ])('never connects to this machine as %s', async (host) => {
    await using server = await startServer();
    await expect(fetchText(`https://${host}:${server.port}/`, limits)).rejects.toMatchObject({
      code: 'ERR_IP_BLOCKED',
    });
    expect(server.connections()).toBe(0);
  });

  test.each([
    '10.1.2.3',
    '169.254.169.254',
    '172.20.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '224.0.0.1',
  ])('%s is no public network', (address) => {
    expect(specialNetworks.check(address, 'ipv4')).toBe(true);
  });

  test.each(['fd00::1', 'fe80::1', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1', '::'])(
    '%s is no public network',
    (address) => {
      expect(specialNetworks.check(address, 'ipv6')).toBe(true);
    },
  );

  test('the public internet is not blocked', () => {
    expect(specialNetworks.check('54.239.36.1', 'ipv4')).toBe(false);
    expect(specialNetworks.check('2600:9000:2000::1', 'ipv6')).toBe(false);
  });

  describe('from a server that may be reached', () => {
    const open = { ...limits, blockList: new net.BlockList() };

    test('brings its text', async () => {
      await using server = await startServer();
      expect(await fetchText(`https://localhost:${server.port}/`, open)).toBe('hello');
    });

    test('follows no redirect', async () => {
      await using server = await startServer({ status: 302 });
      await expect(fetchText(`https://localhost:${server.port}/`, open)).rejects.toThrow('302');
    });

    test('reads no more than it may', async () => {
      await using server = await startServer({ body: 'x'.repeat(5000) });
      await expect(fetchText(`https://localhost:${server.port}/`, open)).rejects.toThrow('1000');
    });

    test('trusts no certificate of anybody’s', async () => {
      await using server = await startServer();
      const { ca: _ours, ...usual } = open;
      await expect(fetchText(`https://localhost:${server.port}/`, usual)).rejects.toThrow();
    });
  });
});
