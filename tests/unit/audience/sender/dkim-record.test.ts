import { describe, expect, test } from 'vitest';

import { judgeDkim, parseTags } from '#audience/sender/dkim-record.ts';
import { txtRecord } from '#audience/sender/finding.ts';

const key = { domain: 'brand.example', selector: 'hub1', publicKey: 'MIIBabc+/=', bits: 2048 };

describe('judgeDkim', () => {
  test.each([
    ['v=DKIM1; k=rsa; p=MIIBabc+/=', 'ok'],
    ['p=MIIBabc+/=', 'ok'],
    ['v=DKIM1;k=rsa;p=MIIB abc+/=;', 'ok'],
    ['v=DKIM1; h=sha1:sha256; s=email; t=s; p=MIIBabc+/=', 'ok'],
    ['v=DKIM1; t=y; p=MIIBabc+/=', 'warning'],
    ['v=DKIM1; k=rsa; p=MIIBother', 'problem'],
    ['v=DKIM1; k=rsa; p=', 'problem'],
    ['v=DKIM1; k=rsa', 'problem'],
    ['v=DKIM1; k=ed25519; p=MIIBabc+/=', 'problem'],
    ['v=DKIM1; h=sha1; p=MIIBabc+/=', 'problem'],
    ['v=DKIM1; s=other; p=MIIBabc+/=', 'problem'],
    ['v=DKIM2; p=MIIBabc+/=', 'problem'],
    ['p=MIIBabc+/=; p=MIIBabc+/=', 'problem'],
    ['no tags', 'problem'],
  ])('%s: %s', (record, status) => {
    expect(judgeDkim(key, [record]).status).toBe(status);
  });

  test('no record, or two, is a problem, and the record to write is given whole', () => {
    const wanted = 'hub1._domainkey.brand.example. TXT "v=DKIM1; k=rsa; p=MIIBabc+/="';
    for (const records of [[], ['p=MIIBabc+/=', 'p=']]) {
      const finding = judgeDkim(key, records);
      expect(finding.status).toBe('problem');
      expect(finding.remedy).toContain(wanted);
    }
  });

  test('a short key is a warning', () => {
    const finding = judgeDkim({ ...key, bits: 1024 }, ['p=MIIBabc+/=']);
    expect(finding).toMatchObject({ status: 'warning', remedy: expect.stringContaining('2048') });
  });
});

describe('parseTags', () => {
  test('keeps what stands behind the first equals sign', () => {
    expect(parseTags('v=DKIM1; p=abc==')?.get('p')).toBe('abc==');
  });
});

describe('txtRecord', () => {
  test('cuts a text into strings that the DNS takes', () => {
    const text = 'k'.repeat(300);
    expect(txtRecord('brand.example', text)).toBe(
      `brand.example. TXT "${'k'.repeat(255)}" "${'k'.repeat(45)}"`,
    );
  });
});
