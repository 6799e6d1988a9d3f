import { describe, expect, test } from 'vitest';

import { confirm } from '#audience/confirmation.ts';

import { day, hour, minute, openAudience, tokenIn } from '../../support/audience.ts';
import { aBrowser, aCookie, codeIn } from '../../support/sign-up-browser.ts';

describe('resend', () => {
  test('once in ten minutes, three mails in thirty days', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const counts = [(await browser.signUp()).length];
    for (const wait of [minute, 8 * minute, minute, 9 * minute, minute, hour, 5 * day]) {
      audience.clock.pass(wait);
      counts.push((await browser.resend()).length);
    }
    expect(counts).toEqual([1, 0, 0, 1, 0, 1, 0, 0]);
  });

  test('brings a new link and code: the newest code counts, every link works', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [first] = await browser.signUp();
    audience.clock.pass(10 * minute);
    const [second] = await browser.resend();
    expect(tokenIn(second ?? { link: '' })).not.toBe(tokenIn(first ?? { link: '' }));
    for (const mail of [first, second]) {
      expect(await browser.open(tokenIn(mail ?? { link: '' }))).toMatchObject({
        kind: 'open',
        isSameBrowser: true,
      });
    }
    if (codeIn(first) !== codeIn(second)) {
      expect(await browser.type(codeIn(first))).toEqual({ kind: 'refused' });
    }
    expect(await browser.type(codeIn(second))).toMatchObject({ kind: 'confirmed' });
  });

  test('makes a request live no longer than seven days in all', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    await browser.signUp();
    audience.clock.pass(6 * day);
    const [mail] = await browser.resend();
    expect(mail?.text).toContain('29 november 2026');
    audience.clock.pass(day - 1);
    expect(await browser.open(tokenIn(mail ?? { link: '' }))).toMatchObject({ kind: 'open' });
    audience.clock.pass(1);
    expect(await browser.type(codeIn(mail))).toEqual({ kind: 'refused' });
    expect(await confirm(tokenIn(mail ?? { link: '' }), audience.context())).toEqual({
      kind: 'expired',
    });
  });

  test('mails nobody for a browser that is unknown, or whose sign-up was not mailed', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    await browser.signUp();
    const stranger = aBrowser(audience);
    await stranger.signUp();
    audience.clock.pass(hour);
    expect(await stranger.resend()).toEqual([]);
    stranger.cookie = aCookie();
    expect(await stranger.resend()).toEqual([]);
    stranger.cookie = '';
    expect(await stranger.resend()).toEqual([]);
  });

  test('mails nobody who confirmed meanwhile', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [mail] = await browser.signUp();
    await browser.type(codeIn(mail));
    await audience.deliver();
    audience.clock.pass(hour);
    expect(await browser.resend()).toEqual([]);
  });

  test('is what typing the address again is for the browser that asked; for others once a day', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    await browser.signUp();
    audience.clock.pass(10 * minute);
    expect(await aBrowser(audience).signUp()).toEqual([]);
    const [mail] = await browser.signUp({ topics: ['repair'] });
    expect(await browser.type(codeIn(mail))).toMatchObject({ kind: 'confirmed' });
    const found = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
    expect(found?.subscription.topics).toEqual(['repair']);
  });
});
