import { domainToASCII } from 'node:url';

import { describe, expect, test } from 'vitest';

import { activeOn, readTotals } from '#audience/base-curve.ts';
import { type Address, readAddress } from '#audience/address.ts';
import { hashAddress } from '#audience/tokens.ts';
import type { Services } from '#server/services.ts';

import { tracesOf } from '../support/address-bytes.ts';
import { aSignUp, clockAt, day, minute, serverKey } from '../support/audience.ts';
import { aQuestion } from '../support/questions.ts';
import { startServices } from '../support/services.ts';

describe('erasing a person', () => {
  test('fault 25: leaves the address in no file, as it was typed, mailed or looked up', async () => {
    await using started = await start();
    const { services, folder, clock } = started;
    const ada = addressOf('Ada.Lovelace+Brief@Exämple.org');
    const eve = addressOf('eve@example.org');
    await join(started, ada.typed);
    await join(started, eve.typed);
    await services.subscribe(aSignUp({ email: ada.typed }));
    await services.ask(aQuestion({ email: ada.typed }));
    const verify = await linkTo(started, '/vraag/', 1);
    await services.verifyQuestion(tokenOf(verify));
    // Two people's confirm and welcome, one told that she is in already, and her question on its way.
    await started.links(7);
    expect(await tracesOf(ada, folder)).not.toEqual([]);

    clock.pass(3 * day);
    expect(await erase(services, ada)).toBe('erased');

    expect(await tracesOf(ada, folder)).toEqual([]);
    expect(await tracesOf(eve, folder)).not.toEqual([]);
    expect(await started.mails()).toHaveLength(2);
    expect(started.lines.join('\n')).not.toContain('not yet from every file');
  });

  test('fault 25: keeps the proof of consent and the suppression by keyed hash alone', async () => {
    await using started = await start();
    const { services, clock } = started;
    const ada = addressOf('ada@example.org');
    await join(started, ada.typed);
    const id = await services.store.read((rows) => rows.findSubscriber(ada.key));
    clock.pass(day);
    await erase(services, ada);

    const addressHash = hashAddress(serverKey, ada.key);
    const ledger = await services.store.read((rows) => rows.listConsents(id?.id ?? ''));
    expect(ledger.map(({ kind }) => kind)).toEqual(['asked', 'confirmed', 'erased']);
    expect(new Set(ledger.map((entry) => entry.addressHash))).toEqual(new Set([addressHash]));
    expect(await services.store.read((rows) => rows.findSuppression(addressHash))).toStrictEqual({
      addressHash,
      reason: 'erasure',
      since: clock(),
      until: null,
      source: 'erasure',
    });
    expect(await services.erase(id?.id ?? '')).toBe('unknown');
  });

  test('changes no past figure, and counts one less from its day on', async () => {
    await using started = await start('2026-11-20T09:00:00Z');
    const { services, clock } = started;
    const ada = addressOf('ada@example.org');
    await join(started, ada.typed);
    clock.pass(day);
    await join(started, 'eve@example.org');
    clock.pass(3 * day);
    const activeFrom20To25 = async () => {
      const { daily } = await services.store.read((rows) => readTotals(rows, 'Europe/Amsterdam'));
      return [20, 21, 22, 23, 24, 25].map((date) => activeOn(daily, `2026-11-${date}`));
    };
    expect(await activeFrom20To25()).toEqual([1, 2, 2, 2, 2, 2]);
    await erase(services, ada);
    expect(await activeFrom20To25()).toEqual([1, 2, 2, 2, 1, 1]);
  });

  test('lets the person come back by signing up and confirming', async () => {
    await using started = await start();
    const ada = addressOf('ada@example.org');
    await join(started, ada.typed);
    started.clock.pass(day);
    await erase(started.services, ada);
    started.clock.pass(day);
    await join(started, ada.typed);
    const { store } = started.services;
    expect((await store.read((rows) => rows.findSubscriber(ada.key)))?.subscription.state).toBe(
      'confirmed',
    );
    const hash = hashAddress(serverKey, ada.key);
    expect(await store.read((rows) => rows.findSuppression(hash))).toBeNull();
  });
});

type Started = Awaited<ReturnType<typeof start>>;

/** The real services at a clock that the test moves. */
async function start(at = '2026-11-22T09:00:00Z') {
  const clock = clockAt(at);
  return { ...(await startServices({ clock, serverKey })), clock };
}

/** Signs up and confirms by the mailed link. */
async function join(started: Started, email: string): Promise<void> {
  const before = await linksTo(started, '/bevestigen/');
  await started.services.subscribe(aSignUp({ email }));
  const link = await linkTo(started, '/bevestigen/', before.length + 1);
  started.clock.pass(minute);
  const outcome = await started.services.confirm(tokenOf(link));
  expect(outcome.kind).toBe('confirmed');
}

async function linksTo(started: Started, path: string): Promise<string[]> {
  return (await started.links(0)).filter((link) => link.includes(path));
}

/** Waits for the `nth` mail whose link leads to `path`. */
async function linkTo(started: Started, path: string, nth: number): Promise<string> {
  await expect.poll(async () => (await linksTo(started, path)).length).toBeGreaterThanOrEqual(nth);
  return (await linksTo(started, path))[nth - 1] ?? '';
}

async function erase(services: Services, { key }: Address) {
  const subscriber = await services.store.read((rows) => rows.findSubscriber(key));
  return services.erase(subscriber?.id ?? '');
}

function addressOf(typed: string): Address {
  const read = readAddress(typed, domainToASCII);
  return read.kind === 'address' ? read.address : expect.fail(`${typed} is no address`);
}

function tokenOf(link: string): string {
  return new URL(link).searchParams.get('token') ?? '';
}
