import { describe, expect, test } from 'vitest';

import { type DmarcFacts, judgeDmarc } from '#audience/sender/dmarc.ts';

function facts(changes: Partial<DmarcFacts> = {}): DmarcFacts {
  return {
    domain: 'brand.example',
    record: { domain: 'brand.example', text: 'v=DMARC1; p=quarantine; rua=mailto:a@brand.example' },
    policy: 'quarantine',
    isSignatureAligned: true,
    reportsTo: 'redactie@brand.example',
    ...changes,
  };
}

describe('judgeDmarc', () => {
  test.each<[string, Partial<DmarcFacts>, string, string]>([
    ['a policy that protects', {}, 'ok', 'p=quarantine'],
    ['a policy that only watches', { policy: 'none' }, 'ok', 'protects more'],
    ['mail that is signed elsewhere', { isSignatureAligned: null }, 'ok', 'p=quarantine'],
    ['no record', { record: null, isSignatureAligned: null }, 'problem', 'no usable DMARC record'],
    ['a signature of another domain', { isSignatureAligned: false }, 'problem', 'p=quarantine'],
    [
      'a record that asks for no reports',
      { record: { domain: 'brand.example', text: 'v=DMARC1; p=none' } },
      'warning',
      'p=none',
    ],
  ])('%s', (_name, changes, status, found) => {
    expect(judgeDmarc(facts(changes))).toMatchObject({
      check: 'DMARC',
      status,
      found: expect.stringContaining(found),
    });
  });

  test('writes the record to add', () => {
    expect(judgeDmarc(facts({ record: null })).remedy).toBe(
      'Add _dmarc.brand.example. TXT "v=DMARC1; p=none; rua=mailto:redactie@brand.example"',
    );
  });
});
