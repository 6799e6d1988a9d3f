import { describe, expect, test } from 'vitest';

import { main } from '../../scripts/lifecycle.ts';
import { minute, openAudience, rowsIn, serverKey } from '../support/audience.ts';
import { liveSilently } from '../support/silences.ts';
import { now } from '../support/store-rows.ts';

/** Runs the command on a hub whose store is in `dataDir`. */
async function run(argv: string[], dataDir: string) {
  const data: string[] = [];
  const remarks: string[] = [];
  const output = {
    data: (line: string) => void data.push(line),
    remark: (line: string) => void remarks.push(line),
  };
  const secret = Buffer.from(serverKey).toString('latin1');
  const environment = { hubRoot: process.cwd(), dataDir, databaseUrl: undefined, secret };
  const status = await main(argv, output, { now, environment });
  return { status, data, remarks };
}

describe('npm run lifecycle', () => {
  test('lists who would be asked and why, asks, and then has nobody left to ask', async () => {
    await using audience = await openAudience();
    await liveSilently(audience.store, {
      ...{ name: 'reader', acts: [{ type: 'link.followed', days: 3 }] },
    });
    await liveSilently(audience.store, { name: 'quiet' });
    const before = rowsIn(audience.folder);
    const said = [
      'quiet@example.org would get quiet-choice; quiet since 2025-11-22',
      expect.stringMatching(/^ {2}Je krijgt dit omdat /),
    ];
    const dry = await run(['--dry-run'], audience.folder);
    expect(dry).toEqual({ status: 0, data: said, remarks: [] });
    expect(rowsOfPeople(rowsIn(audience.folder))).toBe(rowsOfPeople(before));

    const { data } = await run([], audience.folder);
    expect(data[0]).toBe('quiet@example.org gets quiet-choice; quiet since 2025-11-22');
    audience.clock.pass(minute);
    expect((await audience.deliver()).map(({ to }) => to)).toEqual(['quiet@example.org']);
    expect((await run([], audience.folder)).data).toEqual(['Nobody is to be mailed.']);
  });

  test('says why nobody is asked where nobody’s reading is heard', async () => {
    await using audience = await openAudience();
    await liveSilently(audience.store, { name: 'quiet' });
    const { data, remarks } = await run(['--dry-run'], audience.folder);
    expect(data).toEqual(['Nobody is to be mailed.']);
    expect(remarks).toEqual([expect.stringContaining('silence says nothing')]);
  });

  test('tells a program', async () => {
    await using audience = await openAudience();
    const { data } = await run(['--json', '--dry-run'], audience.folder);
    expect(JSON.parse(data.join('\n'))).toEqual({
      ...{ asOf: now.toISOString(), dryRun: true, triggered: [], mails: [], hears: false },
    });
  });

  test('1 and no mail when hub.yaml cannot be read', async () => {
    await using audience = await openAudience();
    const remarks: string[] = [];
    const output = { data: () => undefined, remark: (line: string) => void remarks.push(line) };
    const environment = {
      ...{ hubRoot: audience.folder, dataDir: audience.folder },
      ...{ databaseUrl: undefined, secret: undefined },
    };
    expect(await main([], output, { now, environment })).toBe(1);
    expect(remarks.at(-1)).toContain('nobody was mailed');
  });
});

/** Without what opening a store notes of itself. */
function rowsOfPeople(rows: string): string {
  const tables = JSON.parse(rows) as [string, unknown][];
  return JSON.stringify(tables.filter(([name]) => !/^(?:settings|sqlite_)/.test(name)));
}
