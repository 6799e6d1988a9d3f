import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { openServerKey } from '#adapters/server-key.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { keyFingerprint } from '#audience/tokens.ts';

import { main as backup } from '../../scripts/backup.ts';
import { main as migrate } from '../../scripts/migrate.ts';
import { main as restore } from '../../scripts/restore.ts';
import { makeFolder, rowsIn } from '../support/audience.ts';
import { aQueuedMail, aSubscriber } from '../support/store-rows.ts';

const now = new Date('2026-11-22T09:00:00Z');
const secret = 'a secret of the environment, long enough';

/** A hub's folder with a store of one person in `data/`, and how its commands are run there. */
async function makeStored({ withSecret = false } = {}) {
  const folder = await makeFolder();
  const dataDir = path.join(folder.path, 'data');
  const store = await openAudienceStore(dataDir, { now, gatherMs: 0 });
  const key = withSecret ? Buffer.from(secret) : await openServerKey(dataDir);
  await store.bindKey(keyFingerprint(key));
  await store.write(async (rows) => {
    await rows.addSubscriber(aSubscriber());
    await rows.queueMail(aQueuedMail('m1'));
  });
  await store.close();
  const run = async (
    command: typeof backup,
    argv: string[],
    changes: { dataDir?: string; secret?: string | undefined } = {},
  ) => {
    const [data, remarks]: [string[], string[]] = [[], []];
    const status = await command(
      argv,
      { data: (line) => data.push(line), remark: (line) => remarks.push(line) },
      {
        ...{ hubRoot: folder.path, dataDir, databaseUrl: undefined },
        ...{ secret: withSecret ? secret : undefined, ...changes },
      },
    );
    return { status, data: data.join('\n'), remarks: remarks.join('\n') };
  };
  return {
    ...{ root: folder.path, dataDir, run, other: path.join(folder.path, 'other') },
    backups: async () => (await readdir(path.join(folder.path, 'backups'))).toSorted(),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe('npm run backup', () => {
  test('writes to backups/, for its owner only, the key in a file of its own', async () => {
    await using hub = await makeStored();
    const { status, data, remarks } = await hub.run(backup, []);
    expect(status).toBe(0);
    const [key = '', file = ''] = await hub.backups();
    expect(file).toMatch(/^freehold-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.ndjson\.gz$/);
    expect(key).toBe(file.replace('.ndjson.gz', '.key'));
    expect(data).toContain(file);
    expect(remarks).toContain('keep the .key file in another place');
    for (const name of [key, file])
      expect((await stat(path.join(hub.root, 'backups', name))).mode & 0o777).toBe(0o600);
    expect(await readFile(path.join(hub.root, 'backups', key))).toEqual(
      await readFile(path.join(hub.dataDir, 'key')),
    );
  });

  test('says that a key in the environment is in no file', async () => {
    await using hub = await makeStored({ withSecret: true });
    const { status, remarks } = await hub.run(backup, ['backups/a.ndjson.gz', '--json']);
    expect(status).toBe(0);
    expect(remarks).toContain('FREEHOLD_SECRET');
    expect(await hub.backups()).toEqual(['a.ndjson.gz']);
  });

  test('exits 1 when the key that the store was made with is not there, and backs the store up', async () => {
    await using hub = await makeStored();
    await rm(path.join(hub.dataDir, 'key'));
    const { status, remarks } = await hub.run(backup, ['backups/a.ndjson.gz']);
    expect(status).toBe(1);
    expect(remarks).toContain('NOT in the backup');
    expect(await hub.backups()).toEqual(['a.ndjson.gz']);
  });

  test('exits 1 and writes nothing where there is no store', async () => {
    await using hub = await makeStored();
    const { status, remarks } = await hub.run(backup, [], { dataDir: hub.other });
    expect({ status, remarks }).toEqual({
      status: 1,
      remarks: 'There is no store yet, so nothing was backed up.',
    });
    expect(await hub.backups()).toEqual([]);
  });

  test('exits 1 and leaves the file that is there', async () => {
    await using hub = await makeStored();
    await hub.run(backup, ['backups/a.ndjson.gz']);
    const { status, remarks } = await hub.run(backup, ['backups/a.ndjson.gz']);
    expect(status).toBe(1);
    expect(remarks).toContain('a.ndjson.gz is there already');
  });

  test('shows its usage, and wants one place', async () => {
    await using hub = await makeStored();
    expect((await hub.run(backup, ['--help'])).data).toContain('npm run backup -- /mnt/backups');
    expect((await hub.run(backup, ['a', 'b'])).status).toBe(2);
    await expect(hub.run(backup, ['--fast'])).rejects.toThrow('--fast');
  });
});

describe('npm run restore', () => {
  test('puts store and key back on an empty machine, and sends nothing again', async () => {
    await using hub = await makeStored();
    await hub.run(backup, ['backups/a.ndjson.gz']);
    const { status, data, remarks } = await hub.run(restore, ['backups/a.ndjson.gz'], {
      dataDir: hub.other,
    });
    expect(status).toBe(0);
    expect(data).toMatch(/^\d+ rows of .* \(SQLite\) are now .*other\/audience\.sqlite/);
    expect(remarks).toContain('1 mails that were owed');
    expect(rowsIn(hub.other)).toContain('ada@example.org');
    const key = path.join(hub.other, 'key');
    expect(await readFile(key)).toEqual(await readFile(path.join(hub.dataDir, 'key')));
    expect((await stat(key)).mode & 0o777).toBe(0o600);
  });

  test('refuses a store that holds something, and keeps it beside the new one with --replace', async () => {
    await using hub = await makeStored();
    await hub.run(backup, ['backups/a.ndjson.gz']);
    const before = rowsIn(hub.dataDir);
    const refused = await hub.run(restore, ['backups/a.ndjson.gz']);
    expect(refused.status).toBe(1);
    expect(refused.remarks).toContain('--replace');
    expect(rowsIn(hub.dataDir)).toBe(before);

    const done = await hub.run(restore, ['backups/a.ndjson.gz', '--replace', '--json']);
    expect(done.status).toBe(0);
    const { aside, droppedMails } = JSON.parse(done.data) as {
      aside: string;
      droppedMails: number;
    };
    expect(droppedMails).toBe(1);
    expect((await stat(aside)).size).toBeGreaterThan(0);
  });

  test('changes nothing with --dry-run', async () => {
    await using hub = await makeStored();
    await hub.run(backup, ['backups/a.ndjson.gz']);
    const { status, data } = await hub.run(restore, ['backups/a.ndjson.gz', '--dry-run'], {
      dataDir: hub.other,
    });
    expect(status).toBe(0);
    expect(data).toContain('Nothing was changed');
    await expect(readdir(hub.other)).rejects.toThrow();
    const before = rowsIn(hub.dataDir);
    expect((await hub.run(restore, ['backups/a.ndjson.gz', '--dry-run'])).status).toBe(1);
    expect(rowsIn(hub.dataDir)).toBe(before);
  });

  test('refuses to go on without the key, and takes it from the environment', async () => {
    await using hub = await makeStored({ withSecret: true });
    await hub.run(backup, ['backups/a.ndjson.gz']);
    const place = { dataDir: hub.other };
    const without = await hub.run(restore, ['backups/a.ndjson.gz'], {
      ...place,
      secret: undefined,
    });
    expect(without.status).toBe(1);
    expect(without.remarks).toContain('server key');
    const another = 'another secret, which is as long as that one';
    const wrong = await hub.run(restore, ['backups/a.ndjson.gz'], { ...place, secret: another });
    expect(wrong.remarks).toContain('FREEHOLD_SECRET is not the key');
    await expect(readdir(hub.other)).rejects.toThrow();
    expect((await hub.run(restore, ['backups/a.ndjson.gz'], place)).status).toBe(0);
  });

  test('keeps the key of a hub that was only just started beside the restored one', async () => {
    await using hub = await makeStored();
    await hub.run(backup, ['backups/a.ndjson.gz']);
    await mkdir(hub.other);
    const young = await openServerKey(hub.other);
    const { status, data } = await hub.run(restore, ['backups/a.ndjson.gz', '--json'], {
      dataDir: hub.other,
    });
    expect(status).toBe(0);
    const { keyAside } = JSON.parse(data) as { keyAside: string };
    expect((await readFile(keyAside, 'utf8')).trim()).toBe(Buffer.from(young).toString('hex'));
    expect(await openServerKey(hub.other)).toEqual(await openServerKey(hub.dataDir));
  });

  test('names a file that is not there, shows its usage, and wants one file', async () => {
    await using hub = await makeStored();
    const missing = await hub.run(restore, ['nothing.ndjson.gz']);
    expect(missing).toMatchObject({
      status: 1,
      remarks: expect.stringContaining('There is no file'),
    });
    expect((await hub.run(restore, ['--help'])).data).toContain('npm run restore -- backups/');
    expect((await hub.run(restore, [])).status).toBe(2);
  });
});

describe('npm run migrate', () => {
  test('tells what it did, and the second time that nothing was to do', async () => {
    await using hub = await makeStored();
    const place = { dataDir: hub.other };
    const first = await hub.run(migrate, [], place);
    expect(first).toMatchObject({
      status: 0,
      data: expect.stringMatching(/Ran: 0001-audience, 0002-/),
    });
    expect((await hub.run(migrate, [], place)).data).toContain('was up to date');
    expect(JSON.parse((await hub.run(migrate, ['--json'], place)).data)).toEqual({ ran: [] });
  });

  test('two at once do the work once', async () => {
    await using hub = await makeStored();
    const place = { dataDir: hub.other };
    const runs = await Promise.all([1, 2, 3].map(() => hub.run(migrate, ['--json'], place)));
    const ran = runs.map(({ data }) => (JSON.parse(data) as { ran: string[] }).ran);
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  });

  test('lists with --status and makes nothing', async () => {
    await using hub = await makeStored();
    const missing = await hub.run(migrate, ['--status'], { dataDir: hub.other });
    expect(missing.data.split('\n')).toContain('0001-audience\tmissing');
    await expect(readdir(hub.other)).rejects.toThrow();

    const before = rowsIn(hub.dataDir);
    const { data } = await hub.run(migrate, ['--status', '--json']);
    expect(JSON.parse(data)).toMatchObject({
      migrations: expect.arrayContaining([{ name: '0002-feedback', state: 'done' }]),
    });
    expect(rowsIn(hub.dataDir)).toBe(before);
  });
});
