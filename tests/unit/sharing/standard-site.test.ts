import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { emptyLedger } from '#articles/ledger.ts';
import { recordKey } from '#sharing/standard-site/record-key.ts';
import { recordFiles, recordKeys } from '#sharing/standard-site/records.ts';

import { anArticle, someContent } from '../../support/content-builders.ts';

// https://atproto.com/specs/tid
const tid = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;
const did = 'did:plc:abcdefghijklmnopqrstuv22';
const articles = [
  anArticle({ translationKey: 'puncture' }),
  anArticle({ slug: 'tweede-band', title: 'De tweede lekke band' }),
];
const hub = { share: { platforms: {}, standardSite: { did } } };

describe('recordKey', () => {
  test('is a TID that sorts by time, and never one that is taken', () => {
    const moment = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.string(), moment, (about, at) => {
        const key = recordKey(about, at, new Set());
        expect(key).toMatch(tid);
        expect(recordKey(about, at, new Set())).toBe(key);
        expect(recordKey(about, at, new Set([key]))).not.toBe(key);
        expect(recordKey(about, new Date(at.getTime() + 1000), new Set()) > key).toBe(true);
      }),
    );
  });

  // Read back by the rule of the specification: 13 signs of 5 bits, of which the last 10 bits are the clock id.
  test('holds the moment in microseconds', () => {
    const at = new Date('2026-10-07T12:00:00Z');
    const alphabet = '234567abcdefghijklmnopqrstuvwxyz';
    const number = [...recordKey('nl/puncture', at, new Set())].reduce(
      (sum, sign) => sum * 32n + BigInt(alphabet.indexOf(sign)),
      0n,
    );
    expect(Number((number >> 10n) / 1000n)).toBe(at.getTime());
  });
});

describe('the keys of records', () => {
  test('stay as they are when an article changes its date, address or title', () => {
    const first = recordKeys(someContent({ hub, articles }));
    expect(Object.keys(first.documents)).toEqual(['nl/puncture', 'nl/tweede-band']);
    const moved = anArticle({ translationKey: 'puncture', slug: 'lek', publishedAt: '2026-11-01' });
    const ledger = { ...emptyLedger, records: first };
    expect(
      recordKeys(someContent({ hub, articles: [moved, ...articles.slice(1)], ledger })),
    ).toEqual(first);
  });
});

describe('the files of records', () => {
  const records = recordKeys(someContent({ hub, articles }));
  const ledger = { ...emptyLedger, records };

  test('say what the hub and its articles are, and hold no text of them', () => {
    const files = recordFiles(someContent({ hub, articles, ledger }));
    const { rkey } = records.publication ?? { rkey: '' };
    const publication = `at://${did}/site.standard.publication/${rkey}`;
    expect(files.size).toBe(3);
    expect(JSON.parse(files.get(`standard-site/${rkey}.json`) ?? '')).toMatchObject({
      uri: publication,
      record: {
        $type: 'site.standard.publication',
        url: 'https://proefhub.example',
        name: 'Proefhub',
      },
    });
    const document = records.documents['nl/puncture']?.rkey ?? '';
    expect(JSON.parse(files.get(`standard-site/${document}.json`) ?? '')).toEqual({
      uri: `at://${did}/site.standard.document/${document}`,
      record: {
        $type: 'site.standard.document',
        site: publication,
        path: '/artikelen/eerste-lekke-band/',
        title: 'De eerste lekke band',
        description: 'Wat je doet als je band leegloopt op een dijk zonder dorp in zicht.',
        publishedAt: '2026-10-07T12:00:00.000Z',
        tags: [],
      },
    });
  });

  test('there are none without a DID, and none without keys', () => {
    expect(recordFiles(someContent({ articles, ledger })).size).toBe(0);
    expect(recordFiles(someContent({ hub, articles })).size).toBe(0);
  });
});
