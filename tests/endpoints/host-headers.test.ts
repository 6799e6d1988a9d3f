import { describe, expect, test } from 'vitest';

import { type Environment, readEnvironment } from '#server/environment.ts';
import type { RequestHandler } from '#server/kept-response.ts';
import type { HostedServices, LiveLocals } from '#server/live-host.ts';

import { ask, openSocket, parseAnswer, rawRequest, textUntilClosed } from '../support/raw-http.ts';
import { serveHub } from '../support/served-hub.ts';

const handler: RequestHandler<LiveLocals<HostedServices>> = (request, response) => {
  if (request.url?.includes('fail')) throw new Error('no');
  response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
};

/** One request for each way in which the host can answer. */
const answers: readonly [string, number, readonly string[]][] = [
  ['a page', 200, ['GET / HTTP/1.1', 'Host: x']],
  ['an unchanged page', 304, ['GET / HTTP/1.1', 'Host: x', 'If-None-Match: *']],
  ['a part of a page', 206, ['GET / HTTP/1.1', 'Host: x', 'Range: bytes=0-1']],
  ['a part that does not exist', 416, ['GET / HTTP/1.1', 'Host: x', 'Range: bytes=9999-']],
  ['a script', 200, ['GET /_astro/page.a1b2c3.js HTTP/1.1', 'Host: x']],
  ['a feed', 200, ['GET /rss.xml HTTP/1.1', 'Host: x']],
  ['a card', 200, ['HEAD /cards/index.jpg HTTP/1.1', 'Host: x']],
  ['another spelling', 301, ['GET /artikelen/een-lekke-band HTTP/1.1', 'Host: x']],
  ['nothing', 404, ['GET /x/ HTTP/1.1', 'Host: x']],
  ['a malformed address', 400, ['GET /%zz HTTP/1.1', 'Host: x']],
  ['a method', 405, ['PUT / HTTP/1.1', 'Host: x', 'Content-Length: 0']],
  ['a live page', 200, ['GET /nieuwsbrief/bevestigen/ HTTP/1.1', 'Host: x']],
  ['a method of a live route', 405, ['GET /api/subscribe/ HTTP/1.1', 'Host: x']],
  ['a failure', 500, ['POST /api/subscribe/?fail HTTP/1.1', 'Host: x', 'Content-Length: 0']],
  [
    'a body that is too large',
    413,
    ['POST /api/subscribe/ HTTP/1.1', 'Host: x', 'Content-Length: 99999'],
  ],
  ['the health of the process', 200, ['GET /healthz HTTP/1.1', 'Host: x']],
  ['a missing Host', 400, ['GET / HTTP/1.1']],
  ['two Hosts', 400, ['GET / HTTP/1.1', 'Host: x', 'host: y']],
  ['a Host that is none', 400, ['GET / HTTP/1.1', 'Host: x/y@z']],
  ['a Host with a port', 200, ['GET / HTTP/1.1', 'Host: [2001:db8::1]:4321']],
  ['an empty Host', 200, ['GET / HTTP/1.1', 'Host:']],
  ['an unknown expectation', 417, ['GET / HTTP/1.1', 'Host: x', 'Expect: magic']],
  ['no HTTP at all', 400, ['GARBAGE']],
  ['an endless header', 431, ['GET / HTTP/1.1', 'Host: x', `X-Long: ${'x'.repeat(70_000)}`]],
];

describe('security headers', () => {
  test.each(answers)(
    'are on the answer to %s (%i)',
    async (_what, status, [first = '', ...rest]) => {
      await using hub = await serveHub({ handler });
      const answer = await rawRequest(hub.port, first, 'Connection: close', ...rest);
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; (?=.*base-uri 'none')(?=.*form-action )(?=.*frame-ancestors 'none')/,
        ),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': expect.stringMatching(/^(same|cross)-origin$/),
        'tdm-reservation': '1',
      });
      expect(answer.headers).not.toHaveProperty('server');
      expect(answer.headers).not.toHaveProperty('x-powered-by');
    },
  );

  test('no page, live page, error or script allows inline code wholesale', async () => {
    await using hub = await serveHub({ handler });
    for (const [, , [first = '', ...rest]] of answers) {
      const { headers } = await rawRequest(hub.port, first, 'Connection: close', ...rest);
      if (/^(image|application)\//.test(headers['content-type'] ?? '')) continue;
      expect(headers['content-security-policy']).not.toMatch(/'unsafe-(inline|eval)'/);
    }
  });
});

describe('strict transport', () => {
  const local = readEnvironment({ PORT: '0', HOST: '127.0.0.1' });
  const headerOf = async (environment: Partial<Environment>, ...headers: string[]) => {
    await using hub = await serveHub({ handler, environment: { ...local, ...environment } });
    return (await ask(hub.port, 'GET', '/', ...headers)).headers['strict-transport-security'];
  };

  test('is not asked for on this machine', async () => {
    expect(await headerOf({})).toBeUndefined();
  });

  test('is asked for once the hub is public over https', async () => {
    expect(await headerOf({ smtpUrl: 'smtp://mail.example' })).toBe('max-age=31536000');
  });

  test('is asked for when a trusted proxy says that the visitor came over https', async () => {
    expect(await headerOf({ trustedProxies: 1 }, 'X-Forwarded-Proto: https')).toBe(
      'max-age=31536000',
    );
    expect(await headerOf({ trustedProxies: 1 }, 'X-Forwarded-Proto: http')).toBeUndefined();
  });

  test('a visitor cannot claim it without a trusted proxy', async () => {
    expect(await headerOf({}, 'X-Forwarded-Proto: https')).toBeUndefined();
  });
});

describe('a connection', () => {
  test('answers requests sent in one go, in their order', async () => {
    await using hub = await serveHub({ handler });
    const socket = openSocket(hub.port);
    socket.write('GET /rss.xml HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.write('GET /nieuwsbrief/bevestigen/ HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.write('GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const text = await textUntilClosed(socket);
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 404']);
    expect(parseAnswer(text).headers['content-type']).toContain('rss');
  });
});
