import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';

import { main } from '../../scripts/report.ts';
import { makeHub } from '../support/hub-folder.ts';
import { elementsOf } from '../support/html.ts';
import { aSubscriber } from '../support/store-rows.ts';

const now = new Date('2026-11-22T09:00:00Z');

/** A hub whose store holds a few subscribers, and what `report` says of it. */
async function openHub() {
  const hub = await makeHub();
  const dataDir = path.join(hub.root, 'data');
  return {
    root: hub.root,
    async fill() {
      const store = await openAudienceStore(dataDir, { now });
      const people = [
        {
          source: { channel: 'platform', platform: 'mastodon', campaign: 'a<b' },
          on: '03-28T22:59',
        },
        { source: { channel: 'referral', ref: 'k7m2pq' }, on: '03-28T23:00' },
        { source: null, on: '06-30T21:59' },
        { source: { channel: 'import' }, batch: 'mailchimp', on: '06-30T22:00' },
        { source: { channel: 'web' }, isTest: true, on: '04-01T00:00' },
      ] as const;
      await store.write(async (rows) => {
        for (const [index, { on, ...changes }] of people.entries()) {
          const firstConfirmedAt = new Date(`2026-${on}:00Z`);
          const confirmed = { state: 'confirmed', firstConfirmedAt } as const;
          await rows.addSubscriber(aSubscriber(`p${index}`, { ...confirmed, ...changes }));
        }
      });
      await store.close();
    },
    async vote(votes: readonly (readonly [article: string, answer: 'yes' | 'no', day?: string])[]) {
      const store = await openAudienceStore(dataDir, { now });
      await store.write(async (rows) => {
        for (const [article, answer, day = '2026-11-22'] of votes)
          await rows.addVote({ article, answer, day });
      });
      await store.close();
    },
    async report(...argv: string[]) {
      const [data, remarks]: [string[], string[]] = [[], []];
      const output = {
        data: (line: string) => void data.push(line),
        remark: (line: string) => void remarks.push(line),
      };
      const place = { hubRoot: hub.root, dataDir, databaseUrl: undefined, asOf: '2026-11-22' };
      return { status: await main(argv, output, place), data, remarks: remarks.join('\n') };
    },
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
}

describe('npm run report -- sources', () => {
  test('draws where subscribers came from, in the terminal and on a page of its own', async () => {
    await using hub = await openHub();
    await hub.fill();
    const { status, data, remarks } = await hub.report('sources');
    expect(status).toBe(0);
    expect(data[0]).toBe('4 subscribers: 3 signed up, 1 imported');
    expect(data.join('\n')).toMatch(/mastodon +█+ +1 {2}33 %/);
    expect(remarks).toContain('exports/reports/sources.html');

    const page = await readFile(path.join(hub.root, 'exports/reports/sources.html'), 'utf8');
    const texts = elementsOf(page).map(({ text }) => text);
    expect(texts).toContain('a<b');
    expect(page).not.toContain('a<b');
    expect(page).not.toContain('k7m2pq');
  });

  test('counts whole days of the hub’s time zone', async () => {
    await using hub = await openHub();
    await hub.fill();
    const total = async (...period: string[]) => {
      const { data } = await hub.report('sources', '--json', ...period);
      return (JSON.parse(data[0] ?? '{}') as { total: number }).total;
    };
    expect(await total()).toBe(4);
    expect(await total('--from', '2026-03-29')).toBe(3);
    expect(await total('--to', '2026-06-30')).toBe(3);
    expect(await total('--from', '2026-03-29', '--to', '2026-06-30')).toBe(2);
    expect(await readdir(hub.root)).not.toContain('exports');
  });

  test('says what to do when there is no store yet, and makes none', async () => {
    await using hub = await openHub();
    const { status, remarks } = await hub.report('sources');
    expect(status).toBe(1);
    expect(remarks).toContain('nobody has signed up');
    expect(await readdir(hub.root)).not.toContain('data');
  });

  test.each([
    [[], 'Say which report'],
    [['glue'], '"glue" is no report'],
    [['sources', '--from', '2026-02-30'], '"2026-02-30" is no day'],
  ])('refuses %j', async (argv, says) => {
    await using hub = await openHub();
    const { status, remarks } = await hub.report(...argv);
    expect(status).toBe(2);
    expect(remarks).toContain(says);
  });
});

describe('npm run report -- useful', () => {
  test('gives the share of yes per article, and none of too few answers', async () => {
    await using hub = await openHub();
    await hub.vote([
      ...Array.from({ length: 9 }, () => ['nl/eerste-lekke-band', 'yes'] as const),
      ...Array.from({ length: 3 }, () => ['nl/eerste-lekke-band', 'no'] as const),
      ['nl/gone<b>', 'no'],
      ['nl/eerste-lekke-band', 'no', '2026-11-01'],
    ]);
    const { data, remarks } = await hub.report('useful', '--from', '2026-11-22');
    expect(data.map((line) => line.replaceAll(/ +/g, ' ').trim())).toEqual([
      '69 % 9 yes 4 no total',
      '75 % 9 yes 3 no nl/eerste-lekke-band',
      'too little data 0 yes 1 no nl/gone<b>',
    ]);
    expect(remarks).toContain('exports/reports/useful.html');
    const page = await readFile(path.join(hub.root, 'exports/reports/useful.html'), 'utf8');
    expect(page).toContain('De eerste lekke band');
    expect(page).not.toContain('gone<b>');

    const json = await hub.report('useful', '--json');
    expect(JSON.parse(json.data[0] ?? '')).toMatchObject({
      ...{ report: 'useful', yes: 9, no: 5 },
      articles: [{ article: 'nl/eerste-lekke-band', yes: 9, no: 4, share: 9 / 13 }, { no: 1 }],
    });
  });
});
