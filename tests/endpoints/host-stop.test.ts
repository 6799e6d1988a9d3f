import { setTimeout as wait } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import type { RequestHandler } from '#server/kept-response.ts';
import type { HostedServices, LiveLocals } from '#server/live-host.ts';

import { ask, openSocket, parseAnswer, textUntilClosed } from '../support/raw-http.ts';
import { serveHub } from '../support/served-hub.ts';

const slowly =
  (ms: number): RequestHandler<LiveLocals<HostedServices>> =>
  async (_request, response) => {
    await wait(ms);
    response.writeHead(200).end('done');
  };

describe('close', () => {
  test('a slow request underway gets its answer before the services close', async () => {
    await using hub = await serveHub({ handler: slowly(200) });
    const answer = ask(hub.port, 'POST', '/api/subscribe/');
    await wait(50);
    const closed = hub.host.close();
    await wait(50);
    expect(hub.services.closed).toBe(0);
    expect(await answer).toMatchObject({ status: 200, body: 'done' });
    await closed;
    expect(hub.services.closed).toBe(1);
  });

  test('new connections are refused from the first moment', async () => {
    await using hub = await serveHub({ handler: slowly(200) });
    const answer = ask(hub.port, 'POST', '/api/subscribe/');
    await wait(50);
    const closed = hub.host.close();
    await expect(ask(hub.port, 'GET', '/')).rejects.toThrow('no answer');
    await Promise.all([answer, closed]);
  });

  test('a request on a connection that was idle is answered, and told that it is the last', async () => {
    await using hub = await serveHub();
    const socket = openSocket(hub.port);
    const received = textUntilClosed(socket);
    socket.write('GET /rss.xml HTTP/1.1\r\nHost: x\r\n\r\n');
    await wait(50);
    const closed = hub.host.close();
    socket.write('GET /rss.xml HTTP/1.1\r\nHost: x\r\n\r\n');
    const answers = (await received).match(/HTTP\/1\.1 200|connection: [\w-]+/gi);
    expect(answers).toEqual([
      'HTTP/1.1 200',
      'Connection: keep-alive',
      'HTTP/1.1 200',
      expect.stringMatching(/^connection: close$/i),
    ]);
    await closed;
  });

  test('silent connections do not hold it up', async () => {
    await using hub = await serveHub();
    const silent = openSocket(hub.port);
    await ask(hub.port, 'GET', '/');
    await hub.host.close();
    silent.destroy();
  });

  test('an answer still on its way to a slow reader arrives whole', async () => {
    const size = 8 * 1024 * 1024;
    await using hub = await serveHub({ files: { 'paper.pdf': Buffer.alloc(size, 'x') } });
    const socket = openSocket(hub.port);
    socket.write('GET /paper.pdf HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.pause();
    await wait(50);
    const closed = hub.host.close();
    await wait(400);
    socket.resume();
    expect(parseAnswer(await textUntilClosed(socket)).body.length).toBe(size);
    await closed;
  });

  test('what does not finish in time is cut off, and the services close all the same', async () => {
    await using hub = await serveHub({ handler: slowly(5_000), limits: { drainMs: 100 } });
    const socket = openSocket(hub.port);
    const received = textUntilClosed(socket);
    socket.write('POST /api/subscribe/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
    await wait(50);
    await hub.host.close();
    expect(await received).toBe('');
    expect(hub.services.closed).toBe(1);
  });

  test('repeating it closes once', async () => {
    await using hub = await serveHub();
    await Promise.all([hub.host.close(), hub.host.close()]);
    await hub.host.close();
    expect(hub.services.closed).toBe(1);
  });

  test('under load every request on an open connection is answered', async () => {
    await using hub = await serveHub();
    const clients = Array.from({ length: 8 }, () => askUntilTold(hub.port));
    await wait(200);
    await hub.host.close();
    for (const { asked, answered, wasTold } of await Promise.all(clients)) {
      expect(asked).toBeGreaterThan(10);
      expect(answered).toBe(asked);
      expect(wasTold).toBe(true);
    }
  });
});

/** Asks for a page again and again on one connection, until an answer says that it is the last. */
async function askUntilTold(port: number) {
  const socket = openSocket(port);
  const request = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
  let received = '';
  let asked = 1;
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    const answered = received.split('</html>').length - 1;
    if (answered < asked || /connection: close/i.test(received)) return;
    asked += 1;
    socket.write(request);
  });
  socket.write(request);
  await new Promise((resolve) => socket.once('close', resolve));
  const answered = received.split('</html>').length - 1;
  return { asked, answered, wasTold: /connection: close/i.test(received) };
}
