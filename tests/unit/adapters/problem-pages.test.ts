import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, test } from 'vitest';

import { problemPages } from '#adapters/problem-pages.ts';
import type { Problem } from '#hub/problem.ts';

const broken: Problem = {
  rule: 'content/mdx',
  severity: 'error',
  file: 'content/articles/nl/band.mdx',
  line: 12,
  message: 'has a < that begins no tag; write \\< for the sign itself',
};

/** A preview whose Astro answers `status` with its own words to everything. */
async function previewWith(problems: readonly Problem[], status: number) {
  const pages = problemPages({
    check: () => Promise.resolve(problems),
    languages: ['nl'],
    say: () => {},
  });
  const server = createServer((request, response) => {
    pages.handle(request, response, () => {
      response.writeHead(status, { 'content-type': 'text/html' });
      response.write('at render (astro.js:1:1)');
      response.end('!');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const get = async (path: string, accept = 'text/html') => {
    const answer = await fetch(`http://localhost:${port}${path}`, { headers: { accept } });
    return { status: answer.status, text: await answer.text() };
  };
  return { get, [Symbol.asyncDispose]: async () => void server.close() };
}

describe('problemPages', () => {
  test('says file, line and remedy in place of a page that cannot be made', async () => {
    await using preview = await previewWith([broken], 200);
    const { status, text } = await preview.get('/artikelen/band/');
    expect(status).toBe(500);
    expect(text).toContain('content/articles/nl/band.mdx:12');
    expect(text).toContain('has a &lt; that begins no tag');
  });

  test('lets every other page through', async () => {
    await using preview = await previewWith([broken], 200);
    const own = { status: 200, text: 'at render (astro.js:1:1)!' };
    expect(await preview.get('/artikelen/wiel/')).toEqual(own);
    expect(await preview.get('/artikelen/band/', 'application/json')).toEqual(own);
  });

  test('a rule that stops nobody keeps no page away', async () => {
    await using preview = await previewWith([{ ...broken, rule: 'content/heading-level' }], 200);
    expect(await preview.get('/artikelen/band/')).toMatchObject({ status: 200 });
  });

  test('speaks for Astro when it fails, but only where content is the reason', async () => {
    await using failing = await previewWith([broken], 500);
    expect((await failing.get('/')).text).not.toContain('astro.js');
    expect((await failing.get('/')).text).toContain('content/articles/nl/band.mdx:12');
    await using fault = await previewWith([], 500);
    expect((await fault.get('/')).text).toContain('astro.js');
  });
});
