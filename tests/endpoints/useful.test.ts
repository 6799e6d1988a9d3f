import { describe, expect, test } from 'vitest';

import { StoreError } from '#audience/store.ts';
import { postUseful } from '#server/endpoints/useful.ts';
import type { Services } from '#server/services.ts';
import { voteLimit } from '#server/vote-limits.ts';

import { anArticle } from '../support/content-builders.ts';
import {
  everythingOf,
  formPost,
  fromHub,
  jsonPost,
  origin,
  startServices,
} from '../support/services.ts';

const url = '/api/useful/';
const page = '/artikelen/eerste-lekke-band/';
const yes = { page, answer: 'yes', website: '' };

const articles = [
  anArticle({ translationKey: 'first-flat' }),
  anArticle({ slug: 'concept', status: 'draft' }),
  anArticle({ slug: 'straks', publishedAt: '2026-11-23' }),
];
const clock = () => new Date('2026-11-22T09:00:00Z');
const start = () => startServices({ articles, clock });

const post = (
  request: Request,
  services: Pick<Services, 'voteUseful' | 'origins'>,
  clientAddress = '192.0.2.1',
) => postUseful(request, { services, clientAddress });

const counted = ({ services }: Awaited<ReturnType<typeof start>>) =>
  services.store.read((rows) => rows.countVotes({ from: null, to: null }));

describe('POST /api/useful/', () => {
  test('303 back to the thanks of the article, without a cookie, and one vote more', async () => {
    await using hub = await start();
    const response = await post(formPost(url, yes), hub.services);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${page}#page.useful-yes`);
    expect(response.headers.get('set-cookie')).toBeNull();
    const no = await post(formPost(url, { ...yes, answer: 'no' }), hub.services);
    expect(no.headers.get('location')).toBe(`${page}#page.useful-no`);
    expect(await counted(hub)).toEqual([
      { article: 'nl/first-flat', answer: 'no', count: 1 },
      { article: 'nl/first-flat', answer: 'yes', count: 1 },
    ]);
  });

  test('202 for JSON', async () => {
    await using hub = await start();
    const response = await post(jsonPost(url, yes), hub.services);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ thanks: 'page.useful-yes' });
    expect(await counted(hub)).toHaveLength(1);
  });

  test('the same bytes for a robot in the trap and for votes over the limit, which count nothing', async () => {
    await using hub = await start();
    const answers = [];
    for (let index = 0; index < voteLimit.article.capacity + 2; index += 1)
      answers.push(await everythingOf(await post(formPost(url, yes), hub.services)));
    const trapped = formPost(url, { ...yes, website: 'https://spam.example' });
    answers.push(await everythingOf(await post(trapped, hub.services, '198.51.100.7')));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await counted(hub)).toEqual([
      { article: 'nl/first-flat', answer: 'yes', count: voteLimit.article.capacity },
    ]);
    await post(formPost(url, yes), hub.services, '198.51.100.7');
    expect((await counted(hub))[0]?.count).toBe(voteLimit.article.capacity + 1);
  });

  test('nothing of who voted, and no moment, is in any table', async () => {
    await using hub = await start();
    const before = hub.rows();
    await post(formPost(url, yes), hub.services, '203.0.113.77');
    const row = { article: 'nl/first-flat', day: '2026-11-22', answer: 'yes', n: 1 };
    const tablesIn = (rows: string) => new Map(JSON.parse(rows) as [string, unknown[]][]);
    expect(tablesIn(hub.rows())).toEqual(tablesIn(before).set('useful_votes', [row]));
  });

  test.each([
    ['/artikelen/concept/'],
    ['/artikelen/straks/'],
    ['/artikelen/nergens/'],
    ['/nieuwsbrief/'],
  ])('404 for %s, where no public article is', async (elsewhere) => {
    await using hub = await start();
    const response = await post(formPost(url, { ...yes, page: elsewhere }), hub.services);
    expect(response.status).toBe(404);
    expect(await counted(hub)).toEqual([]);
  });

  test.each<[string, () => Request]>([
    ['another answer', () => formPost(url, { ...yes, answer: 'maybe' })],
    ['no answer', () => formPost(url, { page })],
    ['both answers', () => formPost(url, [...Object.entries(yes), ['answer', 'no']])],
    ['an unknown field', () => formPost(url, { ...yes, article: 'nl/x' })],
    ['a page on another site', () => formPost(url, { ...yes, page: '//evil.example/' })],
    ['a page with a new line', () => formPost(url, { ...yes, page: '/a\r\nX: y' })],
    ['JSON that is none', () => jsonPost(url, '{"page":')],
  ])('400 for %s', async (_name, request) => {
    await using hub = await start();
    expect((await post(request(), hub.services)).status).toBe(400);
    expect(await counted(hub)).toEqual([]);
  });

  test('405, 403 and 413 as for a sign-up, 503 when the store cannot take it', async () => {
    await using hub = await start();
    const status = async (request: Request, services: Parameters<typeof post>[1] = hub.services) =>
      (await post(request, services)).status;
    expect(await status(new Request(`${origin}${url}`, { headers: fromHub }))).toBe(405);
    for (const headers of [{}, { 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'null' }])
      expect(await status(formPost(url, yes, headers))).toBe(403);
    expect(await status(formPost(url, { ...yes, website: 'x'.repeat(70_000) }))).toBe(413);
    const full = {
      ...hub.services,
      voteUseful: () => Promise.reject(new StoreError('full', 'full')),
    };
    expect(await status(formPost(url, yes), full)).toBe(503);
  });
});
