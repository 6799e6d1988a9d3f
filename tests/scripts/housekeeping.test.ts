import { describe, expect, test } from 'vitest';

import { subscribe } from '#audience/sign-up.ts';
import { retentions } from '#audience/retention.ts';

import { main } from '../../scripts/housekeeping.ts';
import { aSignUp, bytesBelow, day, openAudience } from '../support/audience.ts';

/** Runs the command on a hub whose store is in `dataDir`. */
async function run(argv: string[], dataDir: string, now = new Date()) {
  const data: string[] = [];
  const remarks: string[] = [];
  const output = {
    data: (line: string) => void data.push(line),
    remark: (line: string) => void remarks.push(line),
  };
  const environment = { hubRoot: process.cwd(), dataDir, databaseUrl: undefined };
  const status = await main(argv, output, { now, environment });
  return { status, data, remarks };
}

describe('npm run housekeeping', () => {
  test('says what would go, deletes it, and then has nothing left to do', async () => {
    await using audience = await openAudience();
    await subscribe(aSignUp({ email: 'vergeet.mij@example.org' }), audience.context());
    const later = new Date(audience.clock().getTime() + 8 * day);
    const found = '  rows of requests to subscribe that nobody confirmed: 3';
    const link = '  links that have expired: 1';

    expect(await run(['--dry-run'], audience.folder, later)).toMatchObject({
      status: 0,
      data: expect.arrayContaining(['Would delete:', found, link]),
    });
    expect((await bytesBelow(audience.folder)).includes('vergeet.mij')).toBe(true);
    const { data } = await run([], audience.folder, later);
    expect(data).toEqual(expect.arrayContaining(['Deleted:', found, link]));
    expect((await bytesBelow(audience.folder)).includes('vergeet.mij')).toBe(false);
    expect((await run([], audience.folder, later)).data).toEqual([
      'Nothing has been kept for too long.',
    ]);
  });

  test('tells a program what it did', async () => {
    await using audience = await openAudience();
    const { data } = await run(['--json'], audience.folder, audience.clock());
    expect(JSON.parse(data.join('\n'))).toEqual({
      asOf: '2026-11-22T09:00:00.000Z',
      dryRun: false,
      done: expect.objectContaining({ requests: 0, events: 0, mailFiles: 0 }),
    });
  });

  test('lists every period with its reason', async () => {
    const { data } = await run(['--periods'], '/nowhere');
    for (const { what, kept, why } of Object.values(retentions)) {
      expect(data).toContain(what);
      expect(data).toContain(`  kept: ${kept}`);
      expect(data).toContain(`  why:  ${why}`);
    }
  });

  test('makes no store where there is none', async () => {
    const { status, data, remarks } = await run([], '/nowhere/data');
    expect([status, data]).toEqual([0, []]);
    expect(remarks[0]).toContain('/nowhere/data');
  });
});
