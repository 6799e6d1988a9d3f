import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { confirm } from '#audience/confirmation.ts';
import { unsubscribe } from '#audience/leaving.ts';
import { hashCookie, newCode, readCode } from '#audience/sign-up-browser.ts';
import { unsubscribeToken } from '#audience/tokens.ts';

import { day, openAudience, rowsIn, serverKey, tokenIn } from '../../support/audience.ts';
import { aBrowser, aCookie, codeIn } from '../../support/sign-up-browser.ts';

type Audience = Awaited<ReturnType<typeof openAudience>>;

const otherThan = (code: string) => (code === '111111' ? '222222' : '111111');

async function stateOf(audience: Audience): Promise<string | undefined> {
  const subscriber = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
  return subscriber?.subscription.state;
}

describe('readCode', () => {
  test.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['000001', '000001'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['', null],
  ])('reads %j as %j', (text, code) => {
    expect(readCode(text)).toBe(code);
  });

  test('reads every code that is made', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
        const code = newCode(() => bytes);
        expect(readCode(code)).toBe(code);
      }),
    );
  });
});

describe('confirmByCode', () => {
  test('confirms what the browser asked, as the link would', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [mail] = await browser.signUp({ topics: ['sums'], frequency: 'weekly' });
    expect(await browser.type(codeIn(mail))).toEqual({ kind: 'confirmed', language: 'nl' });
    const found = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
    expect(found?.subscription).toMatchObject({
      state: 'confirmed',
      topics: ['sums'],
      frequency: 'weekly',
    });
    expect((await audience.deliver()).map(({ kind }) => kind)).toEqual(['welcome']);
  });

  test('repeated, or after the link, says that it is done and sends no mail', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [mail] = await browser.signUp();
    await confirm(tokenIn(mail ?? { link: '' }), audience.context());
    await audience.deliver();
    const done = { kind: 'already-confirmed', language: 'nl' };
    expect(await browser.type(codeIn(mail))).toEqual(done);
    expect(await browser.type(codeIn(mail))).toEqual(done);
    expect(await audience.deliver()).toEqual([]);
  });

  test('fault 4: the code is worthless in another browser, also one that typed the same address', async () => {
    await using audience = await openAudience();
    const [mail] = await aBrowser(audience).signUp();
    const stranger = aBrowser(audience);
    expect(await stranger.type(codeIn(mail))).toEqual({ kind: 'refused' });
    await stranger.signUp();
    expect(await stranger.type(codeIn(mail))).toEqual({ kind: 'refused' });
    expect(await stateOf(audience)).toBe('pending');
  });

  test('fault 4: five wrong codes burn the code, however many come at once; the link keeps working', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [mail] = await browser.signUp();
    const code = codeIn(mail);
    for (let count = 0; count < 4; count += 1) await browser.type(otherThan(code));
    const guesses = [otherThan(code), ...Array.from({ length: 20 }, () => code)];
    const outcomes = await Promise.all(guesses.map((guess) => browser.type(guess)));
    expect(outcomes).toEqual(guesses.map(() => ({ kind: 'refused' })));
    expect(await stateOf(audience)).toBe('pending');
    expect(await confirm(tokenIn(mail ?? { link: '' }), audience.context())).toMatchObject({
      kind: 'confirmed',
    });
  });

  test('four wrong codes burn nothing, and what is no code counts for none', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [mail] = await browser.signUp();
    for (const wrong of ['', '12345', 'abcdef', '12 34 5'])
      expect(await browser.type(wrong)).toEqual({ kind: 'refused' });
    for (let count = 0; count < 4; count += 1) await browser.type(otherThan(codeIn(mail)));
    expect(await browser.type(codeIn(mail))).toMatchObject({ kind: 'confirmed' });
  });

  test('writes as much for an address with nothing to confirm: time tells nothing', async () => {
    await using audience = await openAudience();
    const [mail] = await aBrowser(audience).signUp();
    await confirm(tokenIn(mail ?? { link: '' }), audience.context());
    const stranger = aBrowser(audience);
    await stranger.signUp();
    const triesOf = async () =>
      (await audience.store.read((rows) => rows.findBrowser(hashCookie(stranger.cookie))))?.tries;
    for (let count = 1; count <= 5; count += 1) {
      expect(await stranger.type('123456')).toEqual({ kind: 'refused' });
      expect(await triesOf()).toBe(count);
    }
    await stranger.type('123456');
    expect(await triesOf()).toBe(5);
  });

  test('a code of seven days is refused, and so is one that was used before the person left', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [mail] = await browser.signUp();
    audience.clock.pass(7 * day);
    expect(await browser.type(codeIn(mail))).toEqual({ kind: 'refused' });

    const [next] = await browser.signUp();
    await browser.type(codeIn(next));
    const found = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
    const leave = unsubscribeToken(serverKey, found?.subscription.id ?? '');
    await unsubscribe(leave, audience.context());
    expect(await browser.type(codeIn(next))).toEqual({ kind: 'refused' });
    expect(await stateOf(audience)).toBe('unsubscribed');
  });

  test('neither cookie nor code is in the store', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [mail] = await browser.signUp();
    expect(codeIn(mail)).toMatch(/^\d{6}$/);
    const rows = rowsIn(audience.folder);
    expect(rows).not.toContain(browser.cookie);
    expect(rows).not.toContain(`"${codeIn(mail)}"`);
  });
});

describe('openConfirmation knows the browser', () => {
  test('that asked, also when it types its address again, and no other', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [mail] = await browser.signUp();
    const token = tokenIn(mail ?? { link: '' });
    expect(await browser.open(token)).toMatchObject({ kind: 'open', isSameBrowser: true });
    await browser.signUp();
    expect(await browser.open(token)).toMatchObject({ kind: 'open', isSameBrowser: true });

    const stranger = aBrowser(audience);
    for (const cookie of ['', 'x', aCookie()]) {
      stranger.cookie = cookie;
      expect(await stranger.open(token)).toMatchObject({ kind: 'open', isSameBrowser: false });
    }
    await stranger.signUp();
    expect(await stranger.open(token)).toMatchObject({ kind: 'open', isSameBrowser: false });
  });

  test('by its newest cookie only', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [mail] = await browser.signUp();
    const old = browser.cookie;
    await browser.signUp();
    browser.cookie = old;
    expect(await browser.open(tokenIn(mail ?? { link: '' }))).toMatchObject({
      isSameBrowser: false,
    });
  });

  test('as one that asked for somebody else now', async () => {
    await using audience = await openAudience();
    const browser = aBrowser(audience);
    const [forAda] = await browser.signUp();
    const [forBob] = await browser.signUp({ email: 'bob@example.org' });
    const isSame = async (mail: { link: string } | undefined) =>
      browser.open(tokenIn(mail ?? { link: '' }));
    expect(await isSame(forAda)).toMatchObject({ isSameBrowser: false });
    expect(await isSame(forBob)).toMatchObject({ isSameBrowser: true });
  });
});
