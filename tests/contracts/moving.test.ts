import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { type Manifest, manifestFile } from '#adapters/move/manifest.ts';
import { moveIn } from '#adapters/move/move-in.ts';
import { readExport } from '#adapters/move/read-export.ts';
import { sealKey } from '#adapters/move/sealed-key.ts';
import { travels } from '#adapters/move/travels.ts';
import { writeExport } from '#adapters/move/write-export.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { readStore } from '#adapters/store/read-store.ts';
import { countSources } from '#adapters/store/source-counts.ts';
import type { EventSource } from '#audience/events.ts';
import { keyFingerprint } from '#audience/tokens.ts';
import { sourcesReport } from '#reports/sources.ts';

import { makeFolder, serverKey } from '../support/audience.ts';
import { quiet } from '../support/backups.ts';
import { inhabit } from '../support/inhabited-store.ts';
import { engineNames, makePlace } from '../support/store-places.ts';
import { aSubscriber, now } from '../support/store-rows.ts';

const sealedKey = await sealKey(serverKey, 'a passphrase of words');

function exportTo(folder: string, place: string): Promise<Manifest> {
  return writeExport(place, {
    ...{ folder, sealedKey, keyFingerprint: keyFingerprint(serverKey) },
    ...quiet,
  });
}

async function move(folder: string, place: string): Promise<void> {
  const beforeSwap = () => Promise.resolve();
  await moveIn(place, { read: await readExport(folder), now, beforeSwap, ...quiet });
}

/** Lets people confirm who came by a feed, a forwarded mail, a platform and a gathering. */
async function arrive(place: string): Promise<void> {
  const sources: Record<string, EventSource> = {
    feed: { channel: 'rss', article: 'de-eerlijke-som' },
    mail: { channel: 'newsletter', content: '2026-11', ref: 'k7m2' },
    platform: { channel: 'platform', platform: 'mastodon', campaign: 'Zomer' },
    gathering: { channel: 'gathering', gathering: 'fietsbeurs' },
  };
  const store = await openAudienceStore(place, { now });
  await store.write(async (rows) => {
    for (const [name, source] of Object.entries(sources)) {
      const stands = { state: 'confirmed', confirmedAt: now, firstConfirmedAt: now } as const;
      await rows.addSubscriber(aSubscriber(name, { ...stands, source }));
    }
  });
  await store.close();
}

/** The source report of a hub. */
async function sourcesAt(place: string) {
  const counts = await readStore(place, (db) => countSources(db, { from: null, before: null }));
  return sourcesReport(counts ?? []);
}

/** The bytes of every file of an export, by its name. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((one) => path.join(one.parentPath, one.name));
  const pairs = files.map(
    async (file) => [path.relative(folder, file), await readFile(file, 'utf8')] as const,
  );
  return Object.fromEntries(await Promise.all(pairs));
}

describe('a move', { timeout: 60_000 }, () => {
  test('from SQLite to PostgreSQL and back to SQLite keeps every byte of the export and every figure', async () => {
    await using first = await makePlace.SQLite();
    await using second = await makePlace.PostgreSQL();
    await using third = await makePlace.SQLite();
    await using exports = await makeFolder();
    const folders = ['first', 'second', 'third'].map((name) => path.join(exports.path, name));
    const [one = '', two = '', three = ''] = folders;

    await inhabit(first.place);
    await arrive(first.place);
    const manifest = await exportTo(one, first.place);
    await move(one, second.place);
    await exportTo(two, second.place);
    await move(two, third.place);
    await exportTo(three, third.place);

    const expected = await filesOf(one);
    expect(await filesOf(two)).toEqual(expected);
    expect(await filesOf(three)).toEqual(expected);
    const report = await sourcesAt(first.place);
    expect(report.signedUp.by.channel.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['rss', 'newsletter', 'platform', 'gathering', 'web']),
    );
    for (const parts of Object.values(report.signedUp.by)) {
      const counts = parts.map(({ count }) => count);
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(report.signedUp.total);
    }
    expect(report.total).toBe(report.signedUp.total + report.imported.total);
    expect(report.total).toBe(manifest.figures.confirmed);
    expect(await sourcesAt(second.place)).toEqual(report);
    expect(await sourcesAt(third.place)).toEqual(report);
    expect(manifest.figures.confirmed).toBe(7);
    expect(manifest.figures.events).toMatchObject({
      'sub.confirmed': 3,
      'sub.left': 1,
      'sub.imported': 1,
    });
    const empty = Object.entries(manifest.files).filter(([, { rows }]) => rows === 0);
    expect(empty, 'a table without rows proves nothing: fill it in inhabited-store.ts').toEqual([]);

    const [before, after] = [await first.rows(), await third.rows()];
    for (const [table, { kind }] of Object.entries(travels)) {
      if (kind !== 'stays') expect(after[table], table).toEqual(before[table]);
    }
  });

  test('can be read by people: addresses, instants and JSON as they are, and no cell that runs as a formula', async () => {
    await using place = await makePlace.SQLite();
    await using exports = await makeFolder();
    await inhabit(place.place);
    const folder = path.join(exports.path, 'out');
    await exportTo(folder, place.place);
    const files = await filesOf(folder);
    const list = files['subscribers.csv'] ?? '';
    expect(list.split('\n')[0]).toMatch(
      /^email,state,language,topics,frequency,confirmed_at,unsubscribed_at,/,
    );
    expect(list).toContain('\nAda@Example.org,pending,nl,"[""repair"",""sums""]",weekly,,,');
    expect(list).toContain("\n'=cmd@example.org,confirmed,nl,[],each,2026-11-22T09:00:00.123Z,,");
    expect(list).toContain("\n''+moved@example.org,");
    expect(list).not.toMatch(/(^|[\n,])"?[=+@-]/);
    expect(list).not.toContain('\r');
    const consents = (files['ledger/consents.ndjson'] ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(consents.find(({ detail }) => detail?.consentAt)).toMatchObject({
      at: '2026-11-22T09:00:00.123Z',
      detail: { batch: '2026-11-22-aaaaaa', consentAt: '2023-04-21T11:16:57.000Z' },
    });
  });
});

describe.each(engineNames)('moving in on %s', { timeout: 60_000 }, (engine) => {
  test('is refused where people are, and leaves them as they were', async () => {
    await using from = await makePlace.SQLite();
    await using to = await makePlace[engine]();
    await using exports = await makeFolder();
    await inhabit(from.place);
    const folder = path.join(exports.path, 'out');
    await exportTo(folder, from.place);
    const store = await openAudienceStore(to.place, { now });
    await store.write((rows) => rows.addSubscriber(aSubscriber('eve')));
    await store.close();
    const before = await to.rows();
    await expect(move(folder, to.place)).rejects.toThrow('holds people already');
    expect(await to.rows()).toEqual(before);
  });

  test('is refused when any file is missing, shorter or another, and makes no store', async () => {
    await using from = await makePlace.SQLite();
    await using exports = await makeFolder();
    await inhabit(from.place);
    const folder = path.join(exports.path, 'out');
    await exportTo(folder, from.place);
    const files = Object.keys(await filesOf(folder)).filter((name) => /csv$|ndjson$/.test(name));
    expect(files.length).toBeGreaterThan(8);
    for (const name of files) {
      const file = path.join(folder, name);
      const whole = await readFile(file);
      await appendFile(file, '\n');
      await expect(readExport(folder), name).rejects.toThrow(`${file} is not what was written`);
      await writeFile(file, whole);
    }
    const manifest = path.join(folder, manifestFile);
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('"confirmed": 3', '"confirmed": 4'));
    await using to = await makePlace[engine]();
    await expect(move(folder, to.place)).rejects.toThrow('figures would not be those');
    await writeFile(manifest, text.replace('"format": 1', '"format": 2'));
    await expect(readExport(folder)).rejects.toThrow('has format 2');
    await writeFile(manifest, text.replace('ledger/consents.ndjson', '../consents.ndjson'));
    await expect(readExport(folder)).rejects.toThrow('names "../consents.ndjson"');
    await writeFile(manifest, 'a poem');
    await expect(readExport(folder)).rejects.toThrow('is no manifest');
    await expect(readExport(exports.path)).rejects.toThrow('holds no export');
  });
});

test('an export never overwrites, and a folder is there whole or not at all', async () => {
  await using place = await makePlace.SQLite();
  await using exports = await makeFolder();
  const folder = path.join(exports.path, 'out');
  await expect(exportTo(folder, place.place)).rejects.toThrow('no store yet');
  expect(await readdir(exports.path)).toEqual([]);
  await inhabit(place.place);
  await exportTo(folder, place.place);
  await expect(exportTo(folder, place.place)).rejects.toThrow('holds files already');
  expect(await readdir(exports.path)).toEqual(['out']);
});
