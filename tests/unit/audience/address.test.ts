import { domainToASCII } from 'node:url';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readAddress } from '#audience/address.ts';

const read = (text: string) => readAddress(text, domainToASCII);

describe('readAddress', () => {
  test.each([
    ['ada@example.org', 'ada@example.org', 'ada@example.org'],
    ['  ada@example.org ', 'ada@example.org', 'ada@example.org'],
    ['Ada.Lovelace@Example.ORG', 'Ada.Lovelace@example.org', 'ada.lovelace@example.org'],
    ['ada+fiets@example.org', 'ada+fiets@example.org', 'ada+fiets@example.org'],
    ["o'brien@example.org", "o'brien@example.org", "o'brien@example.org"],
    ['100%_zeker@example.org', '100%_zeker@example.org', '100%_zeker@example.org'],
    ['ada@Bücher.example', 'ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['ada@почта.рф', 'ada@xn--80a1acny.xn--p1ai', 'ada@xn--80a1acny.xn--p1ai'],
  ])('reads %j', (text, mailbox, key) => {
    expect(read(text)).toEqual({ kind: 'address', address: { typed: text.trim(), mailbox, key } });
  });

  test('one mailbox has one key, however its letters are composed', () => {
    const composed = read('ada@caf\u00e9.example');
    const decomposed = read('ada@cafe\u0301.example');
    expect(decomposed).toEqual(composed);
  });

  test.each([
    ['nothing', ''],
    ['no at sign', 'ada.example.org'],
    ['no local part', '@example.org'],
    ['no host', 'ada@'],
    ['a host without a dot', 'ada@localhost'],
    ['two at signs', 'ada@b@example.org'],
    ['a quoted local part', '"ada"@example.org'],
    ['a quoted at sign', '"ada@evil.example"@example.org'],
    ['a comment', 'ada(hi)@example.org'],
    ['a display name', 'Ada <ada@example.org>'],
    ['a group', 'friends: ada@example.org;'],
    ['a list', 'ada@example.org,eve@evil.example'],
    ['a list with a semicolon', 'ada@example.org;eve@evil.example'],
    ['two dots in a row', 'ada..b@example.org'],
    ['a dot in front', '.ada@example.org'],
    ['a trailing line break', 'ada@example.org\n'],
    ['a header behind it', 'ada@example.org\r\nBcc: eve@evil.example'],
    ['a NUL', 'ada\0@example.org'],
    ['a tab in the host', 'ada@exam\tple.org'],
    ['a space inside', 'ada lovelace@example.org'],
    ['an IP address', 'ada@192.0.2.1'],
    ['an IP address in disguise', 'ada@0xc0.0x2.0x1'],
    ['a domain literal', 'ada@[192.0.2.1]'],
    ['an escape in the host', 'ada@example%2eorg'],
    ['a path behind the host', 'ada@example.org/x'],
    ['a port', 'ada@example.org:25'],
    ['an underscore in the host', 'ada@exam_ple.org'],
    ['a hyphen at the edge of a label', 'ada@-example.org'],
    ['full-width letters that turn into others', 'ada@\uff45xample.org'],
    ['an invisible character in the host', 'ada@exam\u00adple.org'],
    ['an ideographic full stop', 'ada@example\u3002org'],
    ['a Cyrillic letter among Latin ones', 'ada@p\u0430ypal.example'],
    ['a direction override', 'ada@\u202egro.elpmaxe'],
  ])('refuses %s', (_what, text) => {
    expect(read(text)).toEqual({ kind: 'invalid' });
  });

  test.each([
    ['of 65 characters', `${'a'.repeat(65)}@example.org`],
    [
      'with an address of 255',
      `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example.org`,
    ],
  ])('refuses a local part %s', (_what, text) => {
    expect(read(text)).toEqual({ kind: 'invalid' });
  });

  test('counts the length of the host as it goes over the wire', () => {
    const host = `${'é'.repeat(25)}.${'é'.repeat(25)}.${'é'.repeat(25)}.${'é'.repeat(25)}.${'é'.repeat(25)}.${'é'.repeat(25)}.nl`;
    expect(`${'a'.repeat(60)}@${host}`.length).toBeLessThan(254);
    expect(domainToASCII(host).length + 61).toBeGreaterThan(254);
    expect(read(`${'a'.repeat(60)}@${host}`)).toEqual({ kind: 'invalid' });
  });

  test.each(['zoë@example.org', 'почта@example.org', '用户@example.org'])(
    'says of %s that it is not supported yet',
    (text) => {
      expect(read(text)).toEqual({ kind: 'unsupported' });
    },
  );

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: fc.constantFrom(...'aé.@"\\(),:;<>[]\r\n\0 %_-+аｅ。'), maxLength: 300 }),
    fc.tuple(fc.emailAddress(), fc.string({ unit: 'binary' })).map(([mail, tail]) => mail + tail),
    fc.tuple(fc.string({ unit: 'binary' }), fc.emailAddress()).map(([head, mail]) => head + mail),
  );

  test('lets nothing through that a mail server might read in two ways', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const outcome = read(text);
        if (outcome.kind !== 'address') return;
        const { mailbox, key } = outcome.address;
        expect(mailbox).toMatch(/^[\w!#$%&'*+/=?^`{|}~.-]+@([a-z0-9-]+\.)+[a-z0-9-]+$/);
        expect(mailbox.split('@')).toHaveLength(2);
        expect(mailbox.length).toBeLessThanOrEqual(254);
        expect(key).toBe(mailbox.toLowerCase());
        expect(read(mailbox)).toMatchObject({ address: { mailbox, key } });
      }),
      { numRuns: 10_000 },
    );
  });

  test('answers in a moment however long the input is', () => {
    const inputs = [
      'a'.repeat(1_000_000),
      `${' '.repeat(500)}@`,
      `${'a.'.repeat(250)}@x`,
      `a@${'a.'.repeat(250)}`,
    ];
    const start = performance.now();
    for (const text of inputs) expect(read(text)).toEqual({ kind: 'invalid' });
    expect(performance.now() - start).toBeLessThan(50);
  });
});
