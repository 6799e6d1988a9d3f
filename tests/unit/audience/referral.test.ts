import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { isRefCode, mailboxOf, newRefCode, referralLink } from '#audience/referral.ts';

describe('newRefCode', () => {
  test('makes a code of its own each time, also of bytes that are mostly left out', () => {
    const codes = Array.from({ length: 1000 }, () => newRefCode(randomBytes));
    expect(new Set(codes).size).toBe(1000);
    for (const code of codes) expect(code).toMatch(/^[2-9b-df-hj-np-tv-z]{11}$/);

    let calls = 0;
    const mostlyHigh = (bytes: number) => new Uint8Array(bytes).fill((calls += 1) < 5 ? 255 : 3);
    expect(newRefCode(mostlyHigh)).toBe('55555555555');
  });

  test('is a code', () => {
    expect(isRefCode(newRefCode(randomBytes))).toBe(true);
  });
});

describe('referralLink', () => {
  test('leads to the hub in the language of the subscriber', () => {
    const siteUrl = 'https://hub.example';
    expect(referralLink(siteUrl, { language: 'nl', refCode: 'k7m2' })).toBe(
      'https://hub.example/?via=k7m2',
    );
    expect(referralLink(siteUrl, { language: 'en', refCode: 'k7m2' })).toBe(
      'https://hub.example/en/?via=k7m2',
    );
  });
});

describe('mailboxOf', () => {
  test.each([
    ['ada@example.org', 'ada', 'example.org'],
    ['ada+news@example.org', 'ada', 'example.org'],
    ['ada+a+b@example.org', 'ada', 'example.org'],
    ['+tag@example.org', '+tag', 'example.org'],
    ['a.da@gmail.com', 'a.da', 'gmail.com'],
  ])('%s', (key, local, host) => {
    expect(mailboxOf(key)).toEqual({ local, host });
  });
});
