import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, gzipSync } from 'node:zlib';

import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { fetchPictures } from '#adapters/importing/fetch-pictures.ts';
import { openPictureCache } from '#adapters/importing/picture-cache.ts';
import { type PictureRules, pictureRules } from '#adapters/importing/picture-rules.ts';
import { picturesBehind } from '#importing/elsewhere/originals.ts';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4"/></svg>';

/** A PNG whose header says that it is as large as a bomb. */
function pngOf(width: number, height: number): Buffer {
  const bytes = Buffer.from(pixel);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

type Answer = (response: http.ServerResponse, request: http.IncomingMessage) => void;
const sent =
  (body: string | Buffer, headers: http.OutgoingHttpHeaders = {}, status = 200): Answer =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };
const to = (location: string) => sent('', { location }, 302);

let elsewhere: http.Server;
let elsewherePort = 0;
let elsewhereAsked = 0;
const answers: Record<string, Answer> = {
  '/photo.png': sent(pixel, { 'content-type': 'text/plain' }),
  '/really-a-png.jpg': sent(pixel, { 'content-type': 'image/jpeg' }),
  '/photo': (response) => response.end(photo),
  '/drawing': sent(drawing),
  '/packed.svg': sent(gzipSync(drawing), { 'content-encoding': 'gzip' }),
  '/packed-bomb.svg': sent(gzipSync(Buffer.alloc(200_000, ' ')), { 'content-encoding': 'gzip' }),
  '/moved': to('/photo.png'),
  '/circle': to('/circle'),
  '/to-itself-by-name': (response) =>
    to(`http://localhost:${elsewherePort}/`)(response, {} as never),
  '/to-metadata': to('http://169.254.169.254/latest/meta-data/'),
  '/to-file': to('file:///etc/passwd'),
  '/to-password': to('http://me:secret@127.0.0.1/x.png'),
  '/to-nowhere': sent('', {}, 302),
  '/page.jpg': sent('<!doctype html><svg></svg>', { 'content-type': 'image/jpeg' }),
  '/page-with-drawing': sent(`<head></head>${drawing}`),
  '/declared.svg': sent(`\uFEFF<?xml version="1.0"?><!-- <html> --><!DOCTYPE svg>${drawing}`),
  '/comments.svg': sent('<!--'.repeat(4_000)),
  '/empty.png': sent(''),
  '/words.png': sent('no picture', { 'content-type': 'image/png' }),
  '/gone.png': sent('gone', {}, 404),
  '/active.svg': sent(drawing.replace('<path', '<script>alert(1)</script><path')),
  '/bomb.png': sent(pngOf(20_000, 20_000)),
  '/damaged.png': sent(Buffer.concat([pixel.subarray(0, 8), Buffer.alloc(40)])),
  '/announced.png': sent(Buffer.concat([pixel, Buffer.alloc(80_000)])),
  '/endless.png': (response) => {
    response.writeHead(200).write(pixel);
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(4096)));
    };
    response.on('drain', more);
    more();
  },
  '/endless.html': (response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write('<p>and so on'.repeat(100)));
    };
    response.on('drain', more);
    more();
  },
  '/cut-off.png': (response) => {
    response.writeHead(200, { 'content-length': pixel.length });
    response.write(pixel.subarray(0, 20), () => response.destroy());
  },
  '/half.jpg': (response) => response.end(photo.subarray(0, photo.length / 2)),
  '/silent.png': () => {},
  '/half.png': (response) => void response.writeHead(200).write(pixel.subarray(0, 20)),
  '/busy.png': sent('', { 'retry-after': '60' }, 429),
};

let photo = Buffer.alloc(0);
let server: http.Server;
let origin = '';
let asked: string[] = [];
let atOnce = 0;
let mostAtOnce = 0;
let folder = '';

beforeAll(async () => {
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const;
  const drawn = sharp({
    create: { width: 64, height: 64, channels: 3, background: '#000', noise },
  });
  photo = await drawn.jpeg().toBuffer();
  server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    asked.push(request.url ?? '');
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    response.on('close', () => (atOnce -= 1));
    (answers[pathname] ?? sent('', {}, 404))(response, request);
  });
  elsewhere = http.createServer((_, response) => response.end(pixel));
  elsewhere.on('connection', () => (elsewhereAsked += 1));
  for (const one of [server, elsewhere]) await once(one.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  elsewherePort = (elsewhere.address() as AddressInfo).port;
});
afterAll(() => {
  for (const one of [server, elsewhere]) {
    one.closeAllConnections();
    one.close();
  }
});
beforeEach(async () => {
  asked = [];
  mostAtOnce = 0;
  folder = await mkdtemp(path.join(tmpdir(), 'freehold-pictures-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function bring(addresses: readonly string[], wishes: Partial<PictureRules> = {}) {
  const rules: PictureRules = {
    ...pictureRules,
    ...{ maxBytes: 50_000, maxDrawingBytes: 20_000, silenceMs: 10_000, timeoutMs: 20_000 },
    allowed: new Set([new URL(origin).host]),
    ...wishes,
  };
  const whole = addresses.map((one) => (one.startsWith('/') ? `${origin}${one}` : one));
  const brought = await fetchPictures(picturesBehind(whole), {
    cache: await openPictureCache(folder),
    rules,
  });
  return [...brought].map(([address, one]) => [
    address.replace(origin, ''),
    'reason' in one ? one.reason : path.extname(one.file),
  ]);
}

describe('fetchPictures', () => {
  test.each([
    ['/photo.png', '.png'],
    ['/really-a-png.jpg', '.png'],
    ['/drawing', '.svg'],
    ['/packed.svg', '.svg'],
    ['/declared.svg', '.svg'],
    ['/moved', '.png'],
    ['/photo', '.jpg'],
  ])('brings %s as the %s that it is', async (address, ending) => {
    expect(await bring([address])).toEqual([[address, ending]]);
  });

  test.each([
    ['/gone.png', 'is not given (404)'],
    ['/page.jpg', 'is a web page, no picture'],
    ['/page-with-drawing', 'is a web page, no picture'],
    ['/words.png', 'is no picture that can be shown'],
    ['/comments.svg', 'is no picture that can be shown'],
    ['/empty.png', 'is empty'],
    ['/active.svg', 'script'],
    ['/bomb.png', 'has 20000 × 20000 pixels'],
    ['/damaged.png', 'is damaged'],
    ['/announced.png', 'is larger than'],
    ['/endless.png', 'is larger than'],
    ['/endless.html', 'is larger than'],
    ['/packed-bomb.svg', 'unpacks to more'],
    ['/cut-off.png', 'broke off'],
    ['/half.jpg', 'is cut off'],
    ['/busy.png', 'is not given now (429); run it again later'],
    ['/circle', 'is redirected more than 5 times'],
    ['/to-nowhere', 'is redirected to no address'],
    ['/to-file', 'leads to file:///etc/passwd, no address of the web'],
    ['/to-password', 'has a password in its address'],
    ['/to-metadata', 'is redirected to 169.254.169.254, in a network that is not public'],
    ['/to-itself-by-name', 'is redirected to localhost:'],
    ['https://nowhere.invalid/x.png', 'is at a host that'],
  ])('refuses %s, which %s', async (address, reason) => {
    expect(await bring([address])).toEqual([[address, expect.stringContaining(reason)]]);
    expect(elsewhereAsked).toBe(0);
  });

  test.each(['/silent.png', '/half.png'])('waits for %s no longer than it may', async (address) => {
    const silent = await bring([address], { silenceMs: 100 });
    expect(silent).toEqual([[address, 'is at a host that fell silent']]);
    const [[, reason] = []] = await bring([address], { timeoutMs: 100 });
    expect(reason).toBe('took longer than 0.1 s');
  });

  test('waits no longer for a host that connects and says nothing', async () => {
    const mute = net.createServer(() => {});
    await once(mute.listen(0, '127.0.0.1'), 'listening');
    const host = `127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const wishes = { silenceMs: 100, allowed: new Set([host]) };
    const [[, reason] = []] = await bring([`https://${host}/x.png`], wishes);
    mute.close();
    expect(reason).toBe('is at a host that fell silent');
  });

  test('does not connect to this machine unless it may', async () => {
    const [[, reason] = []] = await bring(['/photo.png'], { allowed: new Set() });
    expect(reason).toMatch(/^stands at 127\.0\.0\.1:.* --allow-host 127\.0\.0\.1:/);
    expect(asked).toEqual([]);
  });

  test('asks once for a picture in many sizes, for the largest first', async () => {
    const sizes = ['/photo.png?w=100', '/photo.png?w=300', '/photo.png', '/photo.png?w=200'];
    expect(await bring(sizes)).toEqual([['/photo.png', '.png']]);
    expect(asked).toEqual(['/photo.png']);
  });

  test('takes the size in the text where the original is gone', async () => {
    answers['/wp-content/uploads/a-300x200.png'] = sent(pixel);
    expect(await bring(['/wp-content/uploads/a-300x200.png'])).toEqual([
      ['/wp-content/uploads/a.png', '.png'],
    ]);
    expect(asked).toEqual(['/wp-content/uploads/a.png', '/wp-content/uploads/a-300x200.png']);
  });

  test('goes on where a run broke off', async () => {
    await bring(['/photo.png', '/drawing'], { maxPictures: 1 });
    expect(asked).toEqual(['/photo.png']);
    expect(await bring(['/photo.png', '/drawing'])).toEqual([
      ['/photo.png', '.png'],
      ['/drawing', '.svg'],
    ]);
    expect(asked).toEqual(['/photo.png', '/drawing']);
  });

  test('asks a host for two at a time, and no more of one that fell silent', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `/silent.png?id=${index}`);
    const brought = await bring(many, { silenceMs: 100 });
    const skipped = brought.filter(([, reason]) => reason?.includes('failed too often'));
    expect(skipped.length).toBeGreaterThanOrEqual(8);
    expect(asked).toHaveLength(12 - skipped.length);
    expect(mostAtOnce).toBe(2);
  });

  test('tells how far it is', async () => {
    const told: string[] = [];
    await fetchPictures(picturesBehind([`${origin}/photo.png`, `${origin}/gone.png`]), {
      cache: await openPictureCache(folder),
      rules: { ...pictureRules, allowed: new Set([new URL(origin).host]) },
      onProgress: (done, total) => told.push(`${done} of ${total}`),
    });
    expect(told).toEqual(['1 of 2', '2 of 2']);
  });
});
