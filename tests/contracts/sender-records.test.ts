import { describe, expect, test } from 'vitest';

import { orNone } from '#adapters/dns.ts';
import {
  readDmarc,
  readExchanges,
  readServerAddresses,
  readSpf,
  readTexts,
} from '#adapters/mail/sender-records.ts';

import { openDnsServer } from '../support/dns-server.ts';

const sender = 'werkbank@brand.example';

describe('readSpf', () => {
  test('tells a stranger from the server, and counts look-ups through every include', async () => {
    await using server = await openDnsServer({
      'brand.example TXT': ['other text', 'v=spf1 include:_spf.provider.example -all'],
      '_spf.provider.example TXT': ['v=spf1 a:mail.provider.example ip4:198.51.100.0/24 -all'],
      'mail.provider.example A': ['203.0.113.7'],
    });
    const facts = await readSpf({ sender, host: 'mail.provider.example' }, server.dns);
    expect(facts).toMatchObject({
      record: 'v=spf1 include:_spf.provider.example -all',
      stranger: { result: 'fail' },
      lookups: 2,
      server: { verdicts: [{ result: 'pass' }] },
    });
  });

  // RFC 7208 §4.6.4
  test('counts a record to its end, also where it costs more than receivers pay', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `s${n}.example`);
    await using server = await openDnsServer({
      'brand.example TXT': [`v=spf1 ${names.map((name) => `include:${name}`).join(' ')} ~all`],
      ...Object.fromEntries(names.map((name) => [`${name} TXT`, ['v=spf1 -all']])),
    });
    expect(await readSpf({ sender, host: null }, server.dns)).toMatchObject({ lookups: 12 });
  });

  test.each([
    ['no record', [], 'none', null],
    ['two records', ['v=spf1 -all', 'v=spf1 ~all'], 'permerror', 'v=spf1 -all and v=spf1 ~all'],
    [
      'a mechanism that there is not',
      ['v=spf1 ipv4:1.2.3.4 -all'],
      'permerror',
      'v=spf1 ipv4:1.2.3.4 -all',
    ],
    ['everybody', ['v=spf1 +all'], 'pass', 'v=spf1 +all'],
  ])('%s', async (_name, texts, result, record) => {
    await using server = await openDnsServer({ 'brand.example TXT': texts });
    const facts = await readSpf({ sender, host: null }, server.dns);
    expect(facts).toMatchObject({ stranger: { result }, record });
    expect(facts.stranger.explanation).not.toContain('brand.example:');
  });
});

describe('readDmarc', () => {
  test('finds the record of the domain above, and whether the signature belongs to it', async () => {
    const text = 'v=DMARC1; p=reject; sp=quarantine; rua=mailto:a@brand.example';
    await using server = await openDnsServer({
      '_dmarc.brand.example TXT': [text],
      'news.brand.example A': ['198.51.100.1'],
    });
    const from = 'werkbank@news.brand.example';
    const read = (dkimDomain: string | null) => readDmarc({ sender: from, dkimDomain }, server.dns);
    expect(await read('mail.brand.example')).toEqual({
      domain: 'news.brand.example',
      record: { domain: 'brand.example', text },
      policy: 'quarantine',
      isSignatureAligned: true,
    });
    expect(await read('provider.example')).toMatchObject({ isSignatureAligned: false });
    expect(await read(null)).toMatchObject({ isSignatureAligned: null });
  });

  test('holds a strict record to the very same domain', async () => {
    await using server = await openDnsServer({
      '_dmarc.brand.example TXT': ['v=DMARC1; p=none; adkim=s; rua=mailto:a@brand.example'],
    });
    const read = (dkimDomain: string) => readDmarc({ sender, dkimDomain }, server.dns);
    expect(await read('brand.example')).toMatchObject({ isSignatureAligned: true });
    expect(await read('mail.brand.example')).toMatchObject({ isSignatureAligned: false });
  });

  test.each([[[]], [['v=DMARC2; p=none']], [['v=DMARC1; p=none', 'v=DMARC1; p=reject']]])(
    'finds nothing usable in %j',
    async (texts) => {
      await using server = await openDnsServer({ '_dmarc.brand.example TXT': texts });
      const facts = await readDmarc({ sender, dkimDomain: 'brand.example' }, server.dns);
      expect(facts).toMatchObject({ record: null, isSignatureAligned: null });
    },
  );
});

describe('names and addresses', () => {
  test('a long text comes in one piece, and a name without texts has none', async () => {
    const text = `v=DKIM1; p=${'k'.repeat(400)}`;
    await using server = await openDnsServer({ 'hub1._domainkey.brand.example TXT': [text] });
    expect(await readTexts('hub1._domainkey.brand.example', server.dns)).toEqual([text]);
    expect(await readTexts('hub2._domainkey.brand.example', server.dns)).toEqual([]);
  });

  test('mail goes to the MX hosts, else to the domain itself, else nowhere', async () => {
    await using server = await openDnsServer({
      'brand.example MX': ['10 mail.brand.example'],
      'host.example A': ['198.51.100.1'],
    });
    expect(await readExchanges('brand.example', server.dns)).toEqual([
      { exchange: 'mail.brand.example', priority: 10, type: 'MX' },
    ]);
    expect(await readExchanges('host.example', server.dns)).toEqual([
      { exchange: 'host.example', priority: 0 },
    ]);
    expect(await readExchanges('nobody.example', server.dns)).toEqual([]);
  });

  test('a name counts for an address only where it leads back to it', async () => {
    await using server = await openDnsServer({
      'mail.example A': ['198.51.100.7', '198.51.100.8'],
      '7.100.51.198.in-addr.arpa PTR': ['mail.example'],
      '8.100.51.198.in-addr.arpa PTR': ['liar.example'],
      'liar.example A': ['203.0.113.1'],
    });
    expect(await readServerAddresses('mail.example', server.dns)).toEqual([
      { address: '198.51.100.7', names: ['mail.example'], confirmed: ['mail.example'] },
      { address: '198.51.100.8', names: ['liar.example'], confirmed: [] },
    ]);
  });

  test('a silent server is not taken for an empty one', async () => {
    await using server = await openDnsServer({ 'brand.example TXT': ['silence'] });
    await expect(orNone(server.dns.resolveTxt('brand.example'), [])).rejects.toMatchObject({
      code: 'ETIMEOUT',
    });
  });
});
