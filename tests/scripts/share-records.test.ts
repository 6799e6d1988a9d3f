import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { ledgerFile } from '#articles/ledger.ts';

import { makeHub } from '../support/hub-folder.ts';
import { folder, makeSharingHub, share } from '../support/sharing-hub.ts';

const did = 'did:plc:abcdefghijklmnopqrstuv22';
const openHub = () =>
  makeHub({
    'content/hub.yaml': (text) =>
      `${text}share: { platforms: { x: { use: service } }, standardSite: { did: "${did}" } }\n`,
    'content/syndication.yaml':
      '# Ours.\nposts:\n  - { article: null, platform: x, on: 2024-01-01, note: Old }\n',
  });

describe('npm run share -- records', () => {
  test('freezes the keys, writes the records with the next export, and says later that they exist', async () => {
    await using hub = await openHub();
    const recordsIn = async () => parse(await hub.read(ledgerFile)).records;
    expect((await share(hub.root, 'records')).status).toBe(0);
    const first = await recordsIn();
    expect(Object.keys(first.documents)).toEqual(['nl/eerste-lekke-band']);
    expect(await hub.read(ledgerFile)).toContain('# Ours.\n');

    await share(hub.root);
    const files = [first.publication, first.documents['nl/eerste-lekke-band']].map(
      ({ rkey }) => `${rkey}.json`,
    );
    expect((await readdir(path.join(hub.root, folder, 'standard-site'))).sort()).toEqual(
      files.sort(),
    );

    await share(hub.root, 'records', '--published', '--on', '2026-11-20');
    const { rkey } = first.publication;
    expect(await recordsIn()).toMatchObject({ publication: { rkey, on: '2026-11-20' } });
    const before = await hub.read(ledgerFile);
    await share(hub.root, 'records', '--published');
    expect(await hub.read(ledgerFile)).toBe(before);
  });

  test('is off while the brand has no DID', async () => {
    await using hub = await makeSharingHub();
    const { status, remarks } = await share(hub.root, 'records');
    expect(status).toBe(1);
    expect(remarks).toContain('share.standardSite.did');
    await expect(hub.read(ledgerFile)).rejects.toThrow('ENOENT');
  });
});
