import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import type { RequestHandler } from '#server/kept-response.ts';
import type { HostedServices, LiveLocals } from '#server/live-host.ts';

import { ask, openSocket, parseAnswer, textUntilClosed } from '../support/raw-http.ts';
import { serveHub } from '../support/served-hub.ts';

const maxBytes = 64 * 1024;
const post = ['POST /api/subscribe/ HTTP/1.1', 'Host: x', 'Content-Type: application/json'];

/** Answers with the size of the body it got, and counts how often it is asked. */
function measuring() {
  const asked = { times: 0 };
  const handler: RequestHandler<LiveLocals<HostedServices>> = (request, response) => {
    const { body } = request as unknown as { body: Uint8Array };
    asked.times += 1;
    response.writeHead(200).end(String(body.byteLength));
  };
  return { handler, asked };
}

describe('a body', () => {
  test('200 for exactly 64 KB', async () => {
    await using hub = await serveHub({ handler: measuring().handler });
    const { status, body } = await ask(
      hub.port,
      'POST',
      '/api/subscribe/',
      `Content-Length: ${maxBytes}`,
      '',
      'x'.repeat(maxBytes),
    );
    expect({ status, body }).toEqual({ status: 200, body: String(maxBytes) });
  });

  test('413 from its declared length alone, before a byte of it is sent', async () => {
    const { handler, asked } = measuring();
    await using hub = await serveHub({ handler });
    const socket = openSocket(hub.port);
    socket.write([...post, `Content-Length: ${maxBytes + 1}`, '', ''].join('\r\n'));
    const answer = parseAnswer(await textUntilClosed(socket));
    expect(answer.status).toBe(413);
    expect(answer.headers['connection']).toBe('close');
    expect(asked.times).toBe(0);
  });

  test('413 instead of an invitation when the client asks first', async () => {
    await using hub = await serveHub({ handler: measuring().handler });
    const socket = openSocket(hub.port);
    socket.write([...post, 'Content-Length: 9999999', 'Expect: 100-continue', '', ''].join('\r\n'));
    expect(await textUntilClosed(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('an invitation, then 200, when a client asks first for a small body', async () => {
    await using hub = await serveHub({ handler: measuring().handler });
    const socket = openSocket(hub.port);
    const head = [
      ...post,
      'Content-Length: 2',
      'Expect: 100-continue',
      'connection: close',
      '',
      '',
    ];
    socket.write(head.join('\r\n'));
    socket.once('data', () => socket.write('{}'));
    expect(await textUntilClosed(socket)).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /,
    );
  });

  test('413 while it streams, before 128 KB are sent, and the answer is not lost', async () => {
    const { handler, asked } = measuring();
    await using hub = await serveHub({ handler });
    const socket = openSocket(hub.port);
    const received = textUntilClosed(socket);
    let isAnswered = false;
    socket.once('data', () => (isAnswered = true));

    socket.write([...post, 'Transfer-Encoding: chunked', '', ''].join('\r\n'));
    let sentBytes = 0;
    while (!isAnswered && sentBytes < 1024 * 1024) {
      socket.write(`1000\r\n${'x'.repeat(4096)}\r\n`);
      sentBytes += 4096;
      await wait(1);
    }
    expect(parseAnswer(await received).status).toBe(413);
    expect(sentBytes).toBeLessThan(128 * 1024);
    expect(asked.times).toBe(0);
  });

  test('413 reaches a client that sends 3 MB without looking up', async () => {
    await using hub = await serveHub({ handler: measuring().handler });
    const answer = await ask(
      hub.port,
      'POST',
      '/api/subscribe/',
      'Content-Length: 3000000',
      '',
      'x'.repeat(3_000_000),
    );
    expect(answer.status).toBe(413);
  });

  test('a client that never stops sending is cut off', async () => {
    await using hub = await serveHub({ handler: measuring().handler, limits: { lingerMs: 100 } });
    const socket = openSocket(hub.port);
    const closed = textUntilClosed(socket);
    socket.write([...post, 'Content-Length: 99999999', '', ''].join('\r\n'));
    const sending = setInterval(() => socket.write('x'.repeat(1024)), 5);
    expect(parseAnswer(await closed).status).toBe(413);
    clearInterval(sending);
  });

  test('what follows a refused body on the same connection is not answered', async () => {
    const { handler, asked } = measuring();
    await using hub = await serveHub({ handler });
    const socket = openSocket(hub.port);
    const closed = textUntilClosed(socket);
    const small = [...post, 'Content-Length: 2', '', '{}'].join('\r\n');
    socket.write(
      `${[...post, 'Content-Length: 70000', '', 'x'.repeat(70_000)].join('\r\n')}${small}`,
    );
    expect((await closed).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413']);
    expect(asked.times).toBe(0);
  });

  test('is not read at all where none belongs: the connection ends with the answer', async () => {
    await using hub = await serveHub({ handler: measuring().handler, limits: { lingerMs: 100 } });
    for (const line of [
      'POST / HTTP/1.1',
      'GET / HTTP/1.1',
      'GET /nieuwsbrief/bevestigen/ HTTP/1.1',
    ]) {
      const socket = openSocket(hub.port);
      socket.write([line, 'Host: x', 'Content-Length: 5000000', '', 'x'].join('\r\n'));
      const { headers } = parseAnswer(await textUntilClosed(socket));
      expect(headers['connection']).toBe('close');
    }
  });

  test.each([
    ['a length that is no number', 'Content-Length: abc'],
    ['two lengths', 'Content-Length: 1\r\nContent-Length: 2'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['an unknown transfer coding', 'Transfer-Encoding: magic'],
  ])('400 for %s', async (_what, header) => {
    const { handler, asked } = measuring();
    await using hub = await serveHub({ handler });
    const { status } = await ask(hub.port, 'POST', '/api/subscribe/', header, '', '12345');
    expect(status).toBe(400);
    expect(asked.times).toBe(0);
  });
});

describe('slow clients', () => {
  const limits = { headersMs: 200, requestMs: 300, checkMs: 50, lingerMs: 50 };

  test('408 for a header that never ends', async () => {
    await using hub = await serveHub({ limits });
    const socket = openSocket(hub.port);
    const closed = textUntilClosed(socket);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const dripping = setInterval(() => socket.write('X-A: b\r\n'), 20);
    expect(parseAnswer(await closed).status).toBe(408);
    clearInterval(dripping);
  });

  test.each([
    ['a body that never ends', limits],
    [
      'a body that takes longer than a handler may',
      { ...limits, requestMs: 5_000, handlerMs: 100 },
    ],
  ])('408 for %s, and the handler is not asked', async (_what, shortened) => {
    const { handler, asked } = measuring();
    await using hub = await serveHub({ limits: shortened, handler });
    const socket = openSocket(hub.port);
    const closed = textUntilClosed(socket);
    socket.write([...post, 'Content-Length: 1000', '', ''].join('\r\n'));
    const dripping = setInterval(() => socket.write('x'), 20);
    expect(parseAnswer(await closed).status).toBe(408);
    clearInterval(dripping);
    expect(asked.times).toBe(0);
  });

  test('a connection on which nothing happens is closed', async () => {
    await using hub = await serveHub({
      limits: { ...limits, idleMs: 100, headersMs: 0, requestMs: 0 },
    });
    expect(await textUntilClosed(openSocket(hub.port))).toBe('');
  });

  test('many of them do not keep others waiting', async () => {
    await using hub = await serveHub({ limits: { ...limits, headersMs: 5_000, requestMs: 5_000 } });
    const slow = Array.from({ length: 200 }, () => openSocket(hub.port));
    for (const socket of slow) socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    expect((await ask(hub.port, 'GET', '/')).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});

describe('connections', () => {
  test('a connection ends after its share of requests', async () => {
    await using hub = await serveHub({ limits: { requestsPerConnection: 3 } });
    const socket = openSocket(hub.port);
    const closed = textUntilClosed(socket);
    for (let sent = 0; sent < 3; sent += 1) {
      socket.write('GET /rss.xml HTTP/1.1\r\nHost: x\r\n\r\n');
    }
    expect((await closed).toLowerCase().match(/connection: [\w-]+/g)).toEqual([
      'connection: keep-alive',
      'connection: keep-alive',
      'connection: close',
    ]);
  });

  test('more connections than the host takes are turned away', async () => {
    await using hub = await serveHub({ limits: { connections: 2 } });
    const kept = [openSocket(hub.port), openSocket(hub.port)];
    await Promise.all(kept.map((socket) => once(socket, 'connect')));
    expect(await textUntilClosed(openSocket(hub.port))).toBe('');
    for (const socket of kept) socket.destroy();
  });
});
