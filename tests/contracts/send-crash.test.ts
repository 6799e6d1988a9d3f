import { describe, expect, inject, test } from 'vitest';

import { postgresPlaces, sqlitePlace } from '../crash/place.ts';
import { judge, trySending } from '../crash/sending.ts';

// The short form; npm run test:crash kills senders at every call, on both engines, and hundreds at random.

const engines = [
  ['SQLite', () => sqlitePlace],
  ['PostgreSQL', () => postgresPlaces(inject('postgresUrl'))],
] as const;

describe('the judge of a sending', () => {
  test.each([
    [
      'got twice',
      [{ subscriberId: 'person-a', state: 'sent' }],
      ['a@example.org', 'a@example.org'],
    ],
    ['never got, and sent', [{ subscriberId: 'person-a', state: 'sent' }], []],
    ['got, and still queued', [{ subscriberId: 'person-a', state: 'queued' }], ['a@example.org']],
    ['never got, and queued at the end', [{ subscriberId: 'person-a', state: 'queued' }], []],
  ] as const)('sees what somebody %s', (_, outcomes, taken) => {
    expect(judge(outcomes, taken)).not.toEqual([]);
  });
});

// Fault 21 of the audience reference: programs that advance a cursor skip people or mail them twice after a restart.
describe.each(engines)('issue senders on %s', { timeout: 120_000 }, (_engine, placesOf) => {
  const trial = { recipients: 8, senders: 1 } as const;

  test('killed at store calls and between words with the server: nobody twice, nobody lost silently', async () => {
    const makePlace = placesOf();
    const whole = await trySending({ makePlace, ...trial, kill: null });
    expect(whole).toMatchObject({ faults: [], kills: 0, unknown: 0 });

    const kills = [
      ...[0.4, 0.55, 0.7].map(
        (share) => ({ at: 'store-call', n: share * whole.storeCalls }) as const,
      ),
      ...[0.3, 0.6].map((share) => ({ at: 'smtp-moment', n: share * whole.smtpMoments }) as const),
    ];
    let deaths = 0;
    for (const { at, n } of kills) {
      const verdict = await trySending({ makePlace, ...trial, kill: { at, n: Math.round(n) } });
      expect(verdict.faults).toEqual([]);
      deaths += verdict.kills;
    }
    // Mails that are ready together share calls, so that a run may end before a call that another had.
    expect(deaths).toBeGreaterThan(2);
  });

  test('fault 21, listmonk#3022: four at once, killed at random: nobody twice, nobody lost silently', async () => {
    const kill = { at: 'random', afterMs: [20, 40, 40, 40] } as const;
    const verdict = await trySending({ makePlace: placesOf(), recipients: 120, senders: 4, kill });
    expect(verdict.faults).toEqual([]);
  });
});
