import fc from 'fast-check';
import { expect, test } from 'vitest';

import { confirm } from '#audience/confirmation.ts';
import { unsubscribe } from '#audience/leaving.ts';
import type { OutgoingMail } from '#audience/mail.ts';
import { purgeUnconfirmed } from '#audience/purge.ts';
import { subscribe } from '#audience/sign-up.ts';
import { suppressionReasons, type SuppressionReason } from '#audience/subscription.ts';
import { hashAddress, unsubscribeToken } from '#audience/tokens.ts';

import { aSignUp, day, hour, openAudience, serverKey, tokenIn } from '../../support/audience.ts';

const addresses = ['ada@example.org', 'bob@example.org'] as const;

const someone = fc.constantFrom(...addresses);
const anyMail = fc.nat(30);
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
);

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

      for (const step of [...commands, { do: 'deliver' as const }]) {
        switch (step.do) {
          case 'sign-up':
            await subscribe(aSignUp({ email: step.who }), context());
            break;
          case 'deliver':
            for (const mail of await audience.deliver()) {
              const reason = suppressed.get(mail.to);
              if (mail.kind === 'confirm') {
                expect(reason === undefined || reason === 'erasure').toBe(true);
                expect(inSince.has(mail.to)).toBe(false);
              } else {
                expect(reason).toBeUndefined();
                expect(inSince.has(mail.to)).toBe(true);
              }
              mails.push(mail);
            }
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

    await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 20 }), run), {
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
