import fc from 'fast-check';
import { expect, test } from 'vitest';

import { confirm } from '#audience/confirmation.ts';
import { confirmAddressChange, requestAddressChange } from '#audience/address-change.ts';
import { erase } from '#audience/erasure.ts';
import { unsubscribe, unsubscribeOnPage } from '#audience/leaving.ts';
import { sayNotMe } from '#audience/not-me.ts';
import { requestManageLink, requestPreferencesLink } from '#audience/preference-links.ts';
import { comeBack } from '#audience/returning.ts';
import type { OutgoingMail } from '#audience/mail.ts';
import { purgeUnconfirmed } from '#audience/purge.ts';
import { subscribe } from '#audience/sign-up.ts';
import { suppressionReasons, type SuppressionReason } from '#audience/subscription.ts';
import { hashAddress, unsubscribeToken } from '#audience/tokens.ts';

import { aSignUp, day, hour, openAudience, serverKey, tokenIn } from '../../support/audience.ts';

const ada = 'ada@example.org';
const addresses = [ada, 'bob@example.org', 'eve@example.org'] as const;

const someone = fc.constantFrom(...addresses);
const anyMail = fc.nat(5);
const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sign-up' as const), who: someone }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('confirm' as const), mail: anyMail }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who: someone }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('suppress' as const),
      who: someone,
      reason: fc.constantFrom(...suppressionReasons),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(hour, 25 * hour, 8 * day),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const) }) },
  ...(['leave-by-page', 'erase', 'ask-link'] as const).map((what) => ({
    weight: what === 'erase' ? 1 : 2,
    arbitrary: fc.record({ do: fc.constant(what), who: someone }),
  })),
  ...(['disown', 'come-back', 'ask-data', 'move', 'confirm-move'] as const).map((what) => ({
    weight: what.endsWith('move') ? 4 : 2,
    arbitrary: fc.record({ do: fc.constant(what), mail: anyMail, who: someone }),
  })),
);

/** Somebody is a subscriber already, so that short sequences have someone to happen to. */
const beginning = [
  { do: 'sign-up', who: ada },
  { do: 'deliver' },
  { do: 'confirm', mail: 0 },
  { do: 'deliver' },
] as const;

test(
  'no order of events mails a suppressed address, or one that did not confirm more than a request',
  { timeout: 60_000 },
  async () => {
    const run = async (
      commands: readonly (typeof command extends fc.Arbitrary<infer T> ? T : never)[],
    ) => {
      await using audience = await openAudience();
      const { store, clock, context } = audience;
      const mails: OutgoingMail[] = [];
      const inSince = new Map<string, Date>();
      const lastConfirmed = new Map<string, Date>();
      const suppressed = new Map<string, SuppressionReason>();
      // Who said yes at an address, and did not move from it or have it erased.
      const known = new Set<string>();
      const find = (who: string) => store.read((rows) => rows.findSubscriber(who));
      const newest = (kind: OutgoingMail['kind'], nth: number) => {
        const some = mails.filter((mail) => mail.kind === kind);
        return some.at(-1 - (nth % Math.max(some.length, 1)));
      };

      const deliver = async () => {
        for (const mail of await audience.deliver()) {
          const reason = suppressed.get(mail.to);
          if (mail.kind === 'confirm-address') {
            expect(reason).toBeUndefined();
            expect(inSince.has(mail.to)).toBe(false);
          } else if (mail.kind === 'confirm') {
            expect(reason === undefined || reason === 'erasure').toBe(true);
            expect(inSince.has(mail.to)).toBe(false);
          } else {
            expect(reason).toBeUndefined();
            const isForMembers = ['welcome', 'already-subscribed'].includes(mail.kind);
            expect((isForMembers ? inSince : known).has(mail.to)).toBe(true);
          }
          mails.push(mail);
        }
      };

      const askData = async (nth: number) => {
        const mail = newest('preferences-link', nth) ?? newest('welcome', nth);
        if (mail) await requestManageLink(tokenIn(mail), context());
        await deliver();
      };

      for (const step of [...beginning, ...commands, { do: 'deliver' as const }]) {
        switch (step.do) {
          case 'sign-up':
            await subscribe(aSignUp({ email: step.who }), context());
            break;
          case 'deliver':
            await deliver();
            break;
          case 'confirm': {
            const mail = mails[step.mail % Math.max(mails.length, 1)];
            if (mail?.kind !== 'confirm') break;
            const { kind } = await confirm(tokenIn(mail), context());
            if (kind === 'confirmed') {
              const reason = suppressed.get(mail.to);
              expect(reason === undefined || reason === 'erasure').toBe(true);
              expect(clock().getTime() - mail.createdAt.getTime()).toBeLessThan(7 * day);
              inSince.set(mail.to, clock());
              known.add(mail.to);
              lastConfirmed.set(mail.to, clock());
              suppressed.delete(mail.to);
            }
            break;
          }
          case 'leave': {
            const found = await store.read((rows) => rows.findSubscriber(step.who));
            const token = unsubscribeToken(serverKey, found?.subscription.id ?? 'nobody');
            if ((await unsubscribe(token, context())).kind === 'unsubscribed') {
              expect(inSince.delete(step.who)).toBe(true);
            }
            break;
          }
          case 'suppress': {
            const addressHash = hashAddress(serverKey, step.who);
            const { reason, who } = step;
            await store.write((rows) =>
              rows.addSuppression({
                addressHash,
                reason,
                since: clock(),
                until: null,
                source: 'test',
              }),
            );
            const before = suppressed.get(who);
            if (before === undefined || before === 'erasure') suppressed.set(who, reason);
            break;
          }
          case 'leave-by-page': {
            const token = unsubscribeToken(
              serverKey,
              (await find(step.who))?.subscription.id ?? '',
            );
            if ((await unsubscribeOnPage(token, context())).kind === 'unsubscribed') {
              expect(inSince.delete(step.who)).toBe(true);
              await deliver();
            }
            break;
          }
          case 'come-back': {
            const mail = newest('goodbye', step.mail);
            if (!mail || inSince.has(mail.to)) break;
            if ((await comeBack(tokenIn(mail), context())).kind !== 'returned') break;
            expect(suppressed.get(mail.to)).toBeUndefined();
            expect(known.has(mail.to)).toBe(true);
            inSince.set(mail.to, clock());
            break;
          }
          case 'disown': {
            const mail = newest('confirm', step.mail);
            if (!mail || (await sayNotMe(tokenIn(mail), context())).kind !== 'forgotten') break;
            expect(inSince.has(mail.to)).toBe(false);
            const before = suppressed.get(mail.to);
            if (before === undefined || before === 'erasure') suppressed.set(mail.to, 'manual');
            break;
          }
          case 'erase': {
            const person = await find(step.who);
            if (!person) break;
            await erase(person.id, { ...context(), timeZone: 'UTC' });
            inSince.delete(step.who);
            known.delete(step.who);
            // With the person goes the memory of what was mailed to them.
            lastConfirmed.set(step.who, clock());
            if (!suppressed.has(step.who)) suppressed.set(step.who, 'erasure');
            for (const who of addresses) {
              const hash = hashAddress(serverKey, who);
              const now = await store.read((rows) => rows.findSuppression(hash));
              if (now?.reason === 'erasure' && !suppressed.has(who)) suppressed.set(who, 'erasure');
            }
            break;
          }
          case 'ask-link':
            await requestPreferencesLink({ email: step.who, language: 'nl' }, context());
            break;
          case 'ask-data':
            await askData(step.mail);
            break;
          case 'move': {
            if (step.mail > 0) await askData(0);
            const token = tokenIn(newest('manage-link', step.mail) ?? { link: 'http://none/' });
            await requestAddressChange({ token, email: step.who }, context());
            if (step.mail > 1) await deliver();
            break;
          }
          case 'confirm-move': {
            const mail = newest('confirm-address', step.mail);
            if (!mail) break;
            const before = await Promise.all(addresses.map(find));
            const { kind } = await confirmAddressChange(tokenIn(mail), context());
            if (kind !== 'changed') break;
            expect(suppressed.get(mail.to)).toBeUndefined();
            const moved = await find(mail.to);
            const from = before.find((one) => one?.id === moved?.id)?.address.key ?? '';
            expect(known.delete(from)).toBe(true);
            known.add(mail.to);
            if (inSince.delete(from)) inSince.set(mail.to, clock());
            break;
          }
          case 'wait':
            clock.pass(step.ms);
            break;
          case 'purge':
            await purgeUnconfirmed({ store, now: clock() });
            break;
        }
        for (const who of addresses) {
          const found = await store.read((rows) => rows.findSubscriber(who));
          expect(found?.subscription.state === 'confirmed').toBe(inSince.has(who));
        }
      }
      expectLimitsKept(mails, lastConfirmed);
    };

    await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 40 }), run), {
      numRuns: 25,
    });
  },
);

/** At most one confirm mail a day and three in thirty days since the address last confirmed. */
function expectLimitsKept(
  mails: readonly OutgoingMail[],
  lastConfirmed: ReadonlyMap<string, Date>,
): void {
  for (const who of addresses) {
    const since = lastConfirmed.get(who)?.getTime() ?? 0;
    const times = mails
      .filter(
        ({ to, kind, createdAt }) =>
          to === who && kind === 'confirm' && createdAt.getTime() > since,
      )
      .map(({ createdAt }) => createdAt.getTime());
    for (const time of times) {
      const within = (ms: number) => times.filter((other) => other >= time && other - time < ms);
      expect(within(day).length).toBeLessThanOrEqual(1);
      expect(within(30 * day).length).toBeLessThanOrEqual(3);
    }
  }
}
