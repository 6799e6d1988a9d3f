import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { ledgerFile, ledgerSchema } from '#articles/ledger.ts';

import { articleText } from '../support/hub-folder.ts';
import { article, folder, makeSharingHub, share } from '../support/sharing-hub.ts';

const slug = 'eerste-lekke-band';
const address = 'https://mastodon.example/@proefhub/1';
const takeaways = ['Zoek het gat met water.', 'Rijd nooit op een lege band.'];
const fields = { publishedAt: '2026-11-30', translationKey: 'puncture', takeaways };
const openHub = () => makeSharingHub({ [article]: articleText({ fields }) });
const postsIn = async (root: string) =>
  ledgerSchema.parse(parse(await readFile(path.join(root, ledgerFile), 'utf8'))).posts;

describe('npm run share -- posted', () => {
  test('records a post, which then is in no file that plans it', async () => {
    await using hub = await openHub();
    await share(hub.root);
    const before = await hub.read(`${folder}/schedulers/buffer-mastodon.csv`);
    expect(before).toContain('Zoek het gat met water.');

    const { status, data } = await share(hub.root, 'posted', slug, 'mastodon', address);
    expect(status).toBe(0);
    expect(data).toContain('variant: insight-1');
    expect(await postsIn(hub.root)).toMatchObject([
      {
        article: 'nl/puncture',
        platform: 'mastodon',
        variant: 'insight-1',
        url: address,
        on: '2026-11-30',
        source: expect.stringMatching(/^[0-9a-f]{16}$/),
        text: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
    await share(hub.root);
    await expect(hub.read(`${folder}/schedulers/buffer-mastodon.csv`)).rejects.toThrow('ENOENT');
    expect(await hub.read(`${folder}/schedulers/buffer-x.csv`)).toContain('Zoek het gat');
    expect(await hub.read(`${folder}/calendar.ics`)).toContain('STATUS:CANCELLED');
  });

  test.each([
    ['the same post twice', ['posted', slug, 'mastodon', address]],
    ['the same address on another platform', ['posted', slug, 'bluesky', address]],
    ['the same text twice', ['posted', slug, 'mastodon', `${address}2`, '--variant', 'insight-1']],
    ['a page of the hub', ['posted', slug, 'x', 'https://proefhub.example/artikelen/x/']],
    ['a whole site', ['posted', slug, 'x', 'https://x.com/']],
    ['another platform', ['posted', slug, 'x', 'https://bsky.app/profile/a/post/1']],
    ['no address', ['posted', slug, 'x', 'javascript:alert(1)']],
    ['an address of one machine', ['posted', slug, 'x', 'http://127.0.0.1/1']],
    ['an article that does not exist', ['posted', 'geen', 'x', 'https://x.com/a/1']],
    [
      'a text that does not exist',
      ['posted', slug, 'x', 'https://x.com/a/1', '--variant', 'quote-9'],
    ],
    ['a day before the article', ['posted', slug, 'x', 'https://x.com/a/1', '--on', '2026-11-29']],
    ['a day to come', ['posted', slug, 'x', 'https://x.com/a/1', '--on', '2026-12-01']],
  ])('refuses %s and leaves the ledger as it is', async (_, argv) => {
    await using hub = await openHub();
    await share(hub.root, 'posted', slug, 'mastodon', address);
    const before = await hub.read(ledgerFile);
    const { status, remarks } = await share(hub.root, ...argv);
    expect(status).toBe(1);
    expect(remarks).not.toBe('');
    expect(await hub.read(ledgerFile)).toBe(before);
  });

  test('--dry-run shows the row and writes nothing', async () => {
    await using hub = await openHub();
    const { status, data } = await share(hub.root, 'posted', slug, 'whatsapp', '--dry-run');
    expect(status).toBe(0);
    expect(data).toContain('platform: whatsapp');
    await expect(hub.read(ledgerFile)).rejects.toThrow('ENOENT');
  });

  test('what was posted stays posted when the article gets another address and title', async () => {
    await using hub = await openHub();
    await share(hub.root, 'posted', slug, 'mastodon', address);
    await writeFile(
      path.join(hub.root, article),
      articleText({ fields: { ...fields, status: 'draft', translationKey: 'old' } }),
    );
    await writeFile(
      path.join(hub.root, 'content/articles/nl/lek.mdx'),
      articleText({ fields: { ...fields, title: 'Een heel andere titel' } }),
    );
    await share(hub.root);
    const queue: { platform: string }[] = parseCsv(await hub.read(`${folder}/queue.csv`), {
      ...{ bom: true, columns: true },
    });
    expect(queue.map(({ platform }) => platform)).toContain('bluesky');
    expect(queue.map(({ platform }) => platform)).not.toContain('mastodon');
  });
});

describe('npm run share -- scheduled', () => {
  test('what a scheduler took is in no file again, and completed once it is published', async () => {
    await using hub = await openHub();
    await share(hub.root);
    expect((await share(hub.root, 'scheduled', 'buffer-mastodon.csv')).status).toBe(0);
    const [row] = await postsIn(hub.root);
    expect(row).toMatchObject({ platform: 'mastodon', planned: '2026-12-01T09:00:00+01:00' });

    await share(hub.root);
    await expect(hub.read(`${folder}/schedulers/publer-mastodon.csv`)).rejects.toThrow('ENOENT');
    expect(await hub.read(`${folder}/calendar.ics`)).toContain('[Mastodon]');
    expect(await hub.read(`${folder}/calendar.ics`)).not.toContain('CANCELLED');

    await share(hub.root, 'posted', slug, 'mastodon', address);
    expect(await postsIn(hub.root)).toEqual([{ ...row, url: address, on: '2026-11-30' }]);
  });

  test('refuses a file that is not there, and one that was made of other content', async () => {
    await using hub = await openHub();
    await share(hub.root);
    const missing = await share(hub.root, 'scheduled', 'buffer-nowhere.csv');
    expect(missing.status).toBe(1);
    expect(missing.remarks).toContain('buffer-x.csv');
    const other = { ...fields, takeaways: takeaways.toReversed() };
    await writeFile(path.join(hub.root, article), articleText({ fields: other }));
    const stale = await share(hub.root, 'scheduled', 'buffer-x.csv');
    expect(stale).toMatchObject({
      status: 1,
      remarks: expect.stringContaining('run npm run share'),
    });
  });
});

describe('npm run share -- copies', () => {
  test('tells which posts differ from their article by now, and since when', async () => {
    await using hub = await openHub();
    await share(hub.root, 'posted', slug, 'mastodon', address);
    await share(
      hub.root,
      'posted',
      slug,
      'x',
      'https://x.com/proefhub/1',
      '--variant',
      'insight-2',
    );
    expect((await share(hub.root, 'copies')).data).toBe('');

    const changed = {
      ...fields,
      updatedAt: '2026-12-03',
      takeaways: ['Zoek het gat met lucht.', takeaways[1]],
    };
    await writeFile(path.join(hub.root, article), articleText({ fields: changed }));
    const ledger = await hub.read(ledgerFile);
    await writeFile(
      path.join(hub.root, ledgerFile),
      `${ledger}  - { article: null, platform: oud-plein, on: 2024-05-01, note: Voor de hub er was }\n`,
    );
    const { status, data, remarks } = await share(hub.root, 'copies');
    expect(status).toBe(0);
    expect(data.split('\n')).toEqual([
      `mastodon 2026-11-30 · nl/puncture · would read differently now since 2026-12-03 · ${address}`,
      'x 2026-11-30 · nl/puncture · stands, but its article changed since 2026-12-03 · https://x.com/proefhub/1',
      'oud-plein 2024-05-01 · no article · has no article on the hub · Voor de hub er was',
    ]);
    expect(remarks).toContain('3 published, 2 to look at, 1 without an article');
  });
});

describe('the ledger', () => {
  test.each([
    [
      'a post of an article that does not exist',
      'article: nl/punctur, platform: x, on: 2026-11-30',
      'share/ledger-article',
      'Did you mean "nl/puncture"?',
    ],
    [
      'a post of an article that was renamed',
      'article: nl/eerste-lekke-banden, platform: x, on: 2026-11-30',
      'share/ledger-article',
      'write "/artikelen/eerste-lekke-banden/: /artikelen/eerste-lekke-band/" in content/redirects.yaml',
    ],
    [
      'a post from the future',
      'article: nl/puncture, platform: x, on: 2027-01-01',
      'share/ledger-date',
      '2027-01-01',
    ],
    [
      'an old post that nobody says anything about',
      'article: null, platform: x, on: 2024-01-01',
      'content/schema',
      'note',
    ],
    [
      'a post without a day',
      'article: nl/puncture, platform: x',
      'content/schema',
      'on: 2026-10-07',
    ],
    [
      'a post with an unknown field',
      'article: nl/puncture, platform: x, on: 2026-11-30, link: x',
      'content/schema',
      'link',
    ],
  ])('%s is an error with its line', async (_, row, rule, told) => {
    await using hub = await openHub();
    const first = '{ article: nl/puncture, platform: mastodon, on: 2026-11-30 }';
    await writeFile(path.join(hub.root, ledgerFile), `posts:\n  - ${first}\n  - { ${row} }\n`);
    const { status, remarks } = await share(hub.root);
    expect(status).toBe(1);
    expect(remarks).toContain(`${ledgerFile}:3 error ${rule}: `);
    expect(remarks).toContain(told);
  });

  test('one post in two rows is an error', async () => {
    await using hub = await openHub();
    const row = `{ article: nl/puncture, platform: mastodon, on: 2026-11-30, url: "${address}" }`;
    await writeFile(path.join(hub.root, ledgerFile), `posts:\n  - ${row}\n  - ${row}\n`);
    expect((await share(hub.root)).remarks).toContain(`${ledgerFile}:3 error share/ledger-twice: `);
  });

  test('may hold the posts of years', async () => {
    await using hub = await openHub();
    const rows = Array.from(
      { length: 2000 },
      (_, index) =>
        `  - { article: nl/puncture, platform: x, variant: insight-1, on: 2026-11-30, url: "https://x.com/a/${index}" }\n`,
    );
    await writeFile(path.join(hub.root, ledgerFile), `posts:\n${rows.join('')}`);
    expect(await share(hub.root, 'copies')).toMatchObject({
      status: 0,
      remarks: expect.stringContaining('2000 published'),
    });
  });
});
