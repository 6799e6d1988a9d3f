import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { judgeQuiet, type QuietFacts } from '#audience/lifecycle/quiet.ts';
import { mailCap, quietMs, type Trigger, triggers } from '#audience/lifecycle/triggers.ts';
import { suppressionReasons } from '#audience/subscription.ts';
import { languages } from '#hub/languages.ts';

import { hour } from '../../support/audience.ts';
import { daysAgo } from '../../support/silences.ts';
import { aSubscriber, now } from '../../support/store-rows.ts';

const instant = fc.integer({ min: -400, max: 0 }).map((days) => daysAgo(-days));
const maybe = fc.option(instant, { nil: null });

/** Whatever may be known of anybody. */
const facts: fc.Arbitrary<QuietFacts> = fc.record({
  silence: fc.record({
    subscriber: fc
      .record({
        state: fc.constantFrom('pending', 'confirmed', 'unsubscribed'),
        measure: fc.boolean(),
        requestedAt: instant,
        confirmedAt: maybe,
        firstConfirmedAt: maybe,
        pausedUntil: fc.constantFrom(null, '2026-03-01', '2026-11-22', '2026-11-23', '2027-05-01'),
      })
      .map((subscription) => aSubscriber('ada', subscription)),
    lastActAt: maybe,
    lastBroughtAt: maybe,
    lastIssueAt: maybe,
    lastAskedAt: maybe,
  }),
  suppression: fc.option(
    fc.constantFrom(...suppressionReasons).map((reason) => ({
      ...{ addressHash: 'h', reason, since: daysAgo(9), until: null, source: 'test' },
    })),
    { nil: null },
  ),
  recentMails: fc.nat(8),
  restoredAt: maybe,
  timeZone: fc.constant('Europe/Amsterdam'),
  now: fc.constant(now),
});

/** Somebody of whom everything says that they are to be asked. */
const quiet: QuietFacts = {
  silence: {
    subscriber: aSubscriber('ada', {
      ...{ state: 'confirmed', measure: true, confirmedAt: daysAgo(200) },
    }),
    lastActAt: null,
    lastBroughtAt: null,
    lastIssueAt: daysAgo(20),
    lastAskedAt: null,
  },
  suppression: null,
  recentMails: 0,
  restoredAt: null,
  timeZone: 'Europe/Amsterdam',
  now,
};

describe('judgeQuiet', () => {
  test('whatever happened, nobody is asked who is unconfirmed, suppressed, unmeasured, resting or was lately there', () => {
    let due = 0;
    fc.assert(
      fc.property(facts, (known) => {
        const verdict = judgeQuiet(known);
        if (verdict.kind === 'not-due') return;
        due += 1;
        const { silence, suppression, restoredAt, recentMails } = known;
        const { subscription } = silence.subscriber;
        expect(subscription).toMatchObject({ state: 'confirmed', measure: true });
        expect(suppression).toBeNull();
        expect((subscription.pausedUntil ?? '') <= '2026-11-22').toBe(true);
        const signs = [silence.lastActAt, silence.lastBroughtAt, subscription.confirmedAt];
        for (const sign of signs) {
          expect(now.getTime() - (sign?.getTime() ?? 0)).toBeGreaterThanOrEqual(quietMs);
        }
        expect(silence.lastIssueAt?.getTime()).toBeGreaterThan(verdict.quietSince.getTime());
        expect(silence.lastAskedAt?.getTime() ?? 0).toBeLessThan(verdict.quietSince.getTime());
        expect(restoredAt?.getTime() ?? 0).toBeLessThan(verdict.quietSince.getTime() + quietMs);
        expect(verdict.kind).toBe(recentMails < mailCap.max ? 'due' : 'waits');
      }),
      { numRuns: 5000 },
    );
    expect(due).toBeGreaterThan(0);
  });

  test('is due on the hour, not before', () => {
    const act = (at: Date): QuietFacts => ({
      ...quiet,
      silence: { ...quiet.silence, lastActAt: at },
    });
    const just = new Date(now.getTime() - quietMs);
    expect(judgeQuiet(act(just))).toEqual({ kind: 'due', quietSince: just });
    const later = new Date(just.getTime() + hour);
    expect(judgeQuiet(act(later))).toEqual({ kind: 'not-due' });
  });

  test('after a restore nobody is asked who may have been asked since the backup', () => {
    expect(judgeQuiet(quiet)).toMatchObject({ kind: 'due' });
    expect(judgeQuiet({ ...quiet, restoredAt: daysAgo(1) })).toEqual({ kind: 'not-due' });
    expect(judgeQuiet({ ...quiet, restoredAt: daysAgo(90) })).toMatchObject({ kind: 'due' });
  });
});

describe('triggers', () => {
  test.each(Object.entries<Trigger>(triggers))('%s gives its reason', (_name, { because }) => {
    const words = { newsletter: 'De Werkbank', hub: 'Radijs' };
    const said = languages.map((language) => because[language](words));
    expect(said).toEqual([
      expect.stringMatching(/^Je krijgt dit omdat /),
      expect.stringMatching(/^You receive this because /),
    ]);
  });
});
