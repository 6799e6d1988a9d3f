import { describe, expect, test } from 'vitest';

import type { Consent } from '#audience/consent.ts';
import { confirm } from '#audience/confirmation.ts';
import { findHeldData, holdsNothing } from '#audience/held-data.ts';
import { receiptOf } from '#audience/receipt.ts';
import { subscribe } from '#audience/sign-up.ts';
import { hashAddress } from '#audience/tokens.ts';
import { ask } from '#feedback/ask.ts';

import { aSignUp, hour, minute, openAudience, serverKey, tokenIn } from '../../support/audience.ts';
import { aQuestion } from '../../support/questions.ts';
import { aConsent, after, now } from '../../support/store-rows.ts';

const entry = { subscriberId: 'person-ada', addressHash: 'hash-ada', askedId: 'asked-ada' };
const asked = aConsent();
const confirmed: Consent = { ...entry, kind: 'confirmed', id: '2', at: after(minute) };
const changed: Consent = {
  ...entry,
  kind: 'changed',
  id: '3',
  at: after(hour),
  detail: { frequency: 'weekly' },
};
const withdrawn: Consent = { ...entry, kind: 'withdrawn', id: '4', at: after(2 * hour) };
const inForce = { state: 'confirmed', consentId: 'asked-ada' } as const;

describe('receiptOf', () => {
  test('says what was asked, in which words and where, and what became of it', () => {
    const { wording, language, formVersion, page, topics } = asked;
    expect(receiptOf([asked, confirmed, changed], inForce)).toStrictEqual([
      {
        kind: 'asked',
        ...{ wording, language, formVersion, page, topics },
        origin: null,
        at: now,
        confirmedAt: after(minute),
        changes: [{ at: after(hour), what: { frequency: 'weekly' } }],
        withdrawnAt: null,
        isInForce: true,
      },
    ]);
  });

  test('says when it was withdrawn, and that nothing rests on it any more', () => {
    const left = { ...inForce, state: 'unsubscribed' } as const;
    expect(receiptOf([asked, confirmed, withdrawn], left)).toMatchObject([
      { withdrawnAt: after(2 * hour), isInForce: false },
    ]);
  });

  test('keeps each time apart that a person was asked', () => {
    const again = aConsent('ada', { id: 'asked-again', at: after(hour) });
    const receipt = receiptOf([asked, confirmed, again], inForce);
    expect(receipt.map((one) => [one.confirmedAt, one.isInForce])).toEqual([
      [after(minute), true],
      [null, false],
    ]);
  });

  test('tells what another service recorded', () => {
    const imported: Consent = {
      kind: 'imported',
      id: 'asked-ada',
      subscriberId: 'person-ada',
      addressHash: 'hash-ada',
      at: now,
      origin: { service: 'Mailchimp' },
    };
    expect(receiptOf([imported], inForce)).toMatchObject([
      { kind: 'imported', wording: null, origin: { service: 'Mailchimp' }, isInForce: true },
    ]);
  });
});

describe('findHeldData', () => {
  test('gives a person all that is held, without ids and hashes', async () => {
    await using audience = await openAudience();
    await subscribe(aSignUp({ email: 'Ada@example.org', topics: ['sums'] }), audience.context());
    const [mail] = await audience.deliver();
    audience.clock.pass(minute);
    await confirm(tokenIn(mail ?? { link: 'x:' }), audience.context());
    audience.clock.pass(minute);
    await ask(aQuestion({ email: 'ada@example.org', name: 'Ada' }), audience.context());

    const address = {
      typed: 'ada@example.org',
      mailbox: 'ada@example.org',
      key: 'ada@example.org',
    };
    const held = await findHeldData(address, audience.context());
    expect(held).toMatchObject({
      format: 'freehold-held-data',
      version: 1,
      address: 'Ada@example.org',
      subscription: { state: 'confirmed', topics: ['sums'], referral: { brought: 0 } },
      consents: [{ wording: 'Ja, stuur me De Werkbank.', isInForce: true }],
      events: [{ type: 'sub.requested' }, { type: 'sub.confirmed' }],
      mails: [
        { kind: 'confirm', state: 'sent' },
        { kind: 'welcome', state: 'queued' },
        { kind: 'confirm-question', state: 'queued' },
      ],
      questions: [{ name: 'Ada', person: 'ilyas-naafdop' }],
      suppression: null,
    });
    const text = JSON.stringify(held);
    expect(text).not.toContain(hashAddress(serverKey, 'ada@example.org'));
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7|[0-9a-f]{32}/);
    expect(holdsNothing(held)).toBe(false);
  });

  test('says of an address that the hub does not know that it holds nothing', async () => {
    await using audience = await openAudience();
    const eve = { typed: 'eve@example.org', mailbox: 'eve@example.org', key: 'eve@example.org' };
    const held = await findHeldData(eve, audience.context());
    expect(holdsNothing(held)).toBe(true);
    expect(held).toMatchObject({ subscription: null, consents: [], events: [], mails: [] });
  });
});
