import { describe, expect, inject, test } from 'vitest';

import { killAtCalls } from '../crash/every-call.ts';
import { copyAtCalls } from '../crash/every-moment.ts';
import { faultsIn } from '../crash/faults.ts';
import { operations } from '../crash/operations.ts';
import { postgresPlaces, sqlitePlace } from '../crash/place.ts';
import { killAtRandom } from '../crash/random-kills.ts';

// The short form; npm run test:crash kills a process at every call, on both engines, and hundreds at random.

const engines = {
  SQLite: () => sqlitePlace,
  PostgreSQL: () => postgresPlaces(inject('postgresUrl')),
} as const;

describe('the judge of what is left', () => {
  test.each(['subscriptions', 'consents', 'tokens', 'outbox', 'events'])(
    'misses a row of %s',
    async (table) => {
      await using place = await sqlitePlace();
      for (const { prepare } of operations) await prepare(place);
      const rows = await place.rows();
      expect(faultsIn(rows)).toEqual([]);
      expect(faultsIn({ ...rows, [table]: rows[table]?.slice(1) ?? [] })).not.toEqual([]);
    },
  );
});

describe('an operation that is broken off', { timeout: 120_000 }, () => {
  test.each(operations)(
    '$name on SQLite, at every store call: there whole or not at all, and done by a retry',
    async (operation) => {
      const { brokenAt, faults } = await copyAtCalls(operation);
      expect(brokenAt).toContain('after: begin');
      expect(brokenAt).toContain('before: commit');
      expect(brokenAt.at(-1)).toBe('after: commit');
      expect(faults).toEqual([]);
    },
  );

  test.each([
    ['sign-up', 'SQLite', 19],
    ['sign-up', 'PostgreSQL', 13],
    ['confirmation', 'PostgreSQL', 13],
    ['unsubscribing', 'PostgreSQL', 13],
  ] as const)(
    '%s on %s, the process killed at every %ith call: there whole or not at all, and done by a retry',
    async (name, engine, every) => {
      const operation = operations.find((one) => one.name === name);
      if (!operation) throw new Error(`no operation ${name}`);
      const { brokenAt, faults } = await killAtCalls(operation, {
        makePlace: engines[engine](),
        every,
      });
      expect(brokenAt.length).toBeGreaterThan(0);
      expect(faults).toEqual([]);
    },
  );

  test.each([
    ['SQLite', 2],
    ['PostgreSQL', 1],
  ] as const)(
    'a busy service on %s, killed at random: nothing answered is lost or doubled',
    async (engine, rounds) => {
      const { answered, faults } = await killAtRandom({ makePlace: engines[engine](), rounds });
      expect(answered).toBeGreaterThan(0);
      expect(faults).toEqual([]);
    },
  );
});
