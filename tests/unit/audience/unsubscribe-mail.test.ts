import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { tokenOf } from '#audience/tokens.ts';
import { isMailboxForTokens, tokensIn, withUnsubscribeMail } from '#audience/unsubscribe-mail.ts';

import { aMail } from '../../support/mails.ts';

const mailbox = 'leave@brand.example';
const token = tokenOf(new Uint8Array(32).fill(250));
const unsubscribeUrl = `https://hub.example/nieuwsbrief/afmelden/?token=${token}`;

describe('withUnsubscribeMail', () => {
  test('offers an address with the token of the link, in its name and as subject', () => {
    expect(withUnsubscribeMail(aMail({ unsubscribeUrl }), mailbox).unsubscribeMailto).toBe(
      `mailto:leave+${token}@brand.example?subject=unsubscribe%20${token}`,
    );
  });

  test('offers nothing where the mail unsubscribes nobody', () => {
    const mail = aMail({ unsubscribeUrl: null });
    expect(withUnsubscribeMail(mail, mailbox)).toEqual(mail);
  });

  test('fits every mailbox that it was made for into what SMTP allows', () => {
    const longest = `${'l'.repeat(20)}@brand.example`;
    const { unsubscribeMailto } = withUnsubscribeMail(aMail({ unsubscribeUrl }), longest);
    expect(new URL(unsubscribeMailto ?? '').pathname.split('@')[0]).toHaveLength(64);
  });
});

describe('isMailboxForTokens', () => {
  test.each([
    ['leave@brand.example', true],
    [`${'l'.repeat(20)}@brand.example`, true],
    [`${'l'.repeat(21)}@brand.example`, false],
    ['leave+me@brand.example', false],
    ['leave@brand', false],
    ['leave@[127.0.0.1]', false],
    ['Leave <leave@brand.example>', false],
    ['leave@brand.example\r\nBcc: eve@evil.example', false],
  ])('%j: %j', (address, expected) => {
    expect(isMailboxForTokens(address)).toBe(expected);
  });
});

describe('tokensIn', () => {
  test('finds back what any mail offered, by either way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const own = tokenOf(bytes);
        const url = unsubscribeUrl.replace(token, own);
        const offered = withUnsubscribeMail(aMail({ unsubscribeUrl: url }), mailbox);
        const { pathname, searchParams } = new URL(offered.unsubscribeMailto ?? '');
        const subject = searchParams.get('subject') ?? '';
        expect(tokensIn({ recipients: [pathname], subject: '' }, mailbox)).toEqual([own]);
        expect(tokensIn({ recipients: [], subject }, mailbox)).toEqual([own]);
        expect(tokensIn({ recipients: [pathname], subject }, mailbox)).toEqual([own]);
      }),
    );
  });

  test.each([
    ['another mailbox', [`news+${token}@brand.example`], ''],
    ['another domain', [`leave+${token}@evil.example`], ''],
    ['a longer text', [`leave+${token}x@brand.example`], `x${token}`],
    ['a shorter one', [`leave+${token.slice(1)}@brand.example`], token.slice(1)],
    ['no token at all', ['leave@brand.example'], 'Re: your newsletter'],
  ])('finds nothing in %s', (_name, recipients, subject) => {
    expect(tokensIn({ recipients, subject }, mailbox)).toEqual([]);
  });

  test('knows the mailbox in any case, and the subject behind an answer’s prefix', () => {
    const recipients = [`LEAVE+${token}@Brand.Example`];
    expect(tokensIn({ recipients, subject: '' }, mailbox)).toEqual([token]);
    expect(tokensIn({ recipients: [], subject: `Re: unsubscribe ${token}` }, mailbox)).toEqual([
      token,
    ]);
  });
});
