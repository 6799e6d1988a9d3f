import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import type { RequestHandler } from '#server/kept-response.ts';
import type { HostedServices, LiveLocals } from '#server/live-host.ts';

import { ask, openSocket, parseAnswer, textUntilClosed } from '../support/raw-http.ts';
import { serveHub } from '../support/served-hub.ts';

/** A handler that answers when the test says so. */
function patient() {
  const asked = Promise.withResolvers<void>();
  const may = Promise.withResolvers<void>();
  const handler: RequestHandler<LiveLocals<HostedServices>> = async (_request, response) => {
    asked.resolve();
    await may.promise;
    response.writeHead(200).end('done');
  };
  return { handler, asked: asked.promise, answer: may.resolve };
}

const page = 'GET /rss.xml HTTP/1.1\r\nHost: x\r\n\r\n';

describe('close', () => {
  test('a slow request underway gets its answer before the services close', async () => {
    const { handler, asked, answer } = patient();
    await using hub = await serveHub({ handler });
    const answered = ask(hub.port, 'POST', '/api/subscribe/');
    await asked;
    const closed = hub.host.close();
    await wait(20);
    expect(hub.services.closed).toBe(0);
    answer();
    expect(await answered).toMatchObject({ status: 200, body: 'done' });
    await closed;
    expect(hub.services.closed).toBe(1);
  });

  test('new connections are refused from the first moment', async () => {
    const { handler, asked, answer } = patient();
    await using hub = await serveHub({ handler });
    const answered = ask(hub.port, 'POST', '/api/subscribe/');
    await asked;
    const closed = hub.host.close();
    await expect(ask(hub.port, 'GET', '/')).rejects.toThrow('no answer');
    answer();
    await Promise.all([answered, closed]);
  });

  test('a request on a connection that was idle is answered, and told that it is the last', async () => {
    await using hub = await serveHub();
    const socket = openSocket(hub.port);
    const received = textUntilClosed(socket);
    socket.write(page);
    await once(socket, 'data');
    const closed = hub.host.close();
    socket.write(page);
    const answers = (await received).toLowerCase().match(/http\/1\.1 200|connection: [\w-]+/g);
    expect(answers).toEqual([
      ...['http/1.1 200', 'connection: keep-alive'],
      ...['http/1.1 200', 'connection: close'],
    ]);
    await closed;
  });

  test('silent connections do not hold it up', async () => {
    await using hub = await serveHub();
    const silent = openSocket(hub.port);
    await once(silent, 'connect');
    await hub.host.close();
    silent.destroy();
  });

  test('an answer still on its way to a slow reader arrives whole', async () => {
    const size = 8 * 1024 * 1024;
    await using hub = await serveHub({ files: { 'paper.pdf': Buffer.alloc(size, 'x') } });
    const socket = openSocket(hub.port);
    const received = textUntilClosed(socket);
    socket.write('GET /paper.pdf HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    socket.pause();
    const closed = hub.host.close();
    await wait(400);
    socket.resume();
    expect(parseAnswer(await received).body.length).toBe(size);
    await closed;
  });

  test('what does not finish in time is cut off, and the services close all the same', async () => {
    const { handler, asked } = patient();
    await using hub = await serveHub({ handler, limits: { drainMs: 100 } });
    const socket = openSocket(hub.port);
    const received = textUntilClosed(socket);
    socket.write('POST /api/subscribe/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
    await asked;
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
    await Promise.all(clients.map(({ warm }) => warm));
    await hub.host.close();
    for (const { asked, answered, wasTold } of await Promise.all(clients.map(({ told }) => told))) {
      expect(answered).toBe(asked);
      expect(wasTold).toBe(true);
    }
  });
});

/** Asks for a feed again and again on one connection, until an answer says that it is the last. */
function askUntilTold(port: number) {
  const socket = openSocket(port);
  const { promise: warm, resolve: isWarm } = Promise.withResolvers<void>();
  let received = '';
  let asked = 1;
  const answered = () => received.split('<rss').length - 1;
  const wasTold = () => /connection: close/i.test(received);

  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    if (answered() < asked || wasTold()) return;
    asked += 1;
    if (asked === 20) isWarm();
    socket.write(page);
  });
  socket.write(page);
  const told = once(socket, 'close').then(() => ({
    asked,
    answered: answered(),
    wasTold: wasTold(),
  }));
  return { warm, told };
}
