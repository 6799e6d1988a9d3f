import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { readServerKey } from '#adapters/server-key.ts';
import { unsubscribe } from '#audience/leaving.ts';
import { unsubscribeToken } from '#audience/tokens.ts';
import { openAudience } from '#server/open-audience.ts';

import { makeSubscribersHub } from '../support/subscribers-command.ts';

const people = 'email,status\nada@example.org,\nbob@example.org,\nbounced@example.org,bounced\n';

async function makeOldHub() {
  const hub = await makeSubscribersHub();
  const file = await hub.file('people.csv', people);
  await hub.run('import', file, '--proof', 'our old form', '--apply');
  return { ...hub, folder: path.join(hub.root, 'moving') };
}

describe('npm run subscribers -- export', { timeout: 60_000 }, () => {
  test('moves to a fresh hub, where old unsubscribe links work and the suppressed stay so', async () => {
    await using old = await makeOldHub();
    await using fresh = await makeSubscribersHub();
    await fresh.run('show', 'ada@example.org');
    const ownKey = await readFile(path.join(fresh.dataDir, 'key'), 'utf8');

    const exported = await old.run('export', old.folder);
    expect(exported.status).toBe(0);
    expect(exported.data).toContain('2 people, 2 of them confirmed');
    const dry = await fresh.run('import', old.folder);
    expect(dry.remarks).toContain('Nothing was changed. Add --apply');
    expect(await readFile(path.join(fresh.dataDir, 'key'), 'utf8')).toBe(ownKey);
    const moved = await fresh.run('import', old.folder, '--apply', '--json');
    expect(JSON.parse(moved.data)).toMatchObject({ people: 2, figures: { confirmed: 2 } });

    const key = (await readServerKey(path.join(old.dataDir, 'key'))) ?? expect.unreachable();
    const { store, serverKey } = await openAudience(fresh.place, { now: new Date() });
    const ada = await store.read((rows) => rows.findSubscriber('ada@example.org'));
    const link = unsubscribeToken(key, ada?.subscription.id ?? '');
    const left = await unsubscribe(link, {
      store,
      serverKey,
      random: randomBytes,
      now: new Date(),
    });
    await store.close();
    expect(left.kind).toBe('unsubscribed');
    const list = await fresh.file('list.csv', 'email\nbounced@example.org\n');
    const { counts } = JSON.parse((await fresh.run('import', list, '--proof', 'x', '--json')).data);
    expect(counts).toEqual({ 'is-suppressed': 1 });

    const again = await fresh.run('import', old.folder, '--apply');
    expect(again).toMatchObject({ status: 1, remarks: expect.stringContaining('fresh hub') });
  });

  test('subscribers.csv alone can be imported, and other tools get plain columns', async () => {
    await using old = await makeOldHub();
    await using fresh = await makeSubscribersHub();
    await old.run('export', old.folder);
    const list = path.join(old.folder, 'subscribers.csv');
    const { format, counts } = JSON.parse(
      (await fresh.run('import', list, '--apply', '--json')).data,
    );
    expect({ format, counts }).toEqual({ format: 'freehold', counts: { added: 2 } });
  });

  test('without a key says what is lost, and moves in where the key is', async () => {
    await using old = await makeOldHub();
    await using fresh = await makeSubscribersHub();
    const exported = await old.run('export', old.folder, '--without-key');
    expect(exported.remarks).toContain('old unsubscribe links');
    const refused = await fresh.run('import', old.folder, '--apply');
    expect(refused).toMatchObject({
      status: 1,
      remarks: expect.stringContaining('without the server key'),
    });
    await mkdir(fresh.dataDir, { recursive: true });
    await writeFile(path.join(fresh.dataDir, 'key'), await readFile(path.join(old.dataDir, 'key')));
    expect((await fresh.run('import', old.folder, '--apply')).status).toBe(0);
  });

  test('a hub whose key is in its environment moves to one with the same there, and to no other', async () => {
    const secret = 'zestien woorden zijn altijd genoeg voor een sleutel';
    await using old = await makeSubscribersHub({ secret });
    await using fresh = await makeSubscribersHub();
    await using equal = await makeSubscribersHub({ secret });
    const file = await old.file('people.csv', people);
    await old.run('import', file, '--proof', 'our old form', '--apply');
    const folder = path.join(old.root, 'moving');
    await old.run('export', folder);
    const refused = await fresh.run('import', folder, '--apply');
    expect(refused).toMatchObject({
      status: 1,
      remarks: expect.stringContaining('FREEHOLD_SECRET'),
    });
    expect((await equal.run('import', folder, '--apply')).status).toBe(0);
    expect((await equal.run('show', 'ada@example.org')).data).toContain('confirmed');
  });

  test('with another passphrase or a short one nothing moves', async () => {
    await using old = await makeOldHub();
    await using fresh = await makeSubscribersHub();
    const short = await old.run('export', old.folder, { passphrase: 'short' });
    expect(short).toMatchObject({ status: 2, remarks: expect.stringContaining('at least 12') });
    await old.run('export', old.folder);
    const other = await fresh.run('import', old.folder, '--apply', {
      passphrase: 'quite another one',
    });
    expect(other).toMatchObject({ status: 1, remarks: expect.stringContaining('does not open') });
    await rm(path.join(old.folder, 'ledger', 'events.ndjson'));
    const damaged = await fresh.run('import', old.folder, '--apply');
    expect(damaged).toMatchObject({
      status: 1,
      remarks: expect.stringContaining('events.ndjson is missing'),
    });
    expect((await fresh.run('show', 'ada@example.org')).data).toContain('holds nothing');
  });
});

describe('npm run subscribers -- erase', () => {
  test('leaves no byte of the address, tells first what would go, and no import brings it back', async () => {
    await using hub = await makeOldHub();
    const dry = await hub.run('erase', 'ada@example.org');
    expect(dry.remarks).toContain('consents 1, events 1');
    expect((await hub.run('show', 'ada@example.org')).data).toContain('confirmed');

    const done = await hub.run('erase', 'Ada@example.org', '--yes');
    expect(done).toMatchObject({ status: 0, remarks: expect.stringContaining('Erased.') });
    expect((await hub.bytes()).toString('latin1').toLowerCase()).not.toContain('ada@example.org');
    const file = await hub.file('again.csv', people);
    const { counts } = JSON.parse(
      (await hub.run('import', file, '--proof', 'our old form', '--apply', '--json')).data,
    );
    expect(counts).toEqual({ 'is-suppressed': 2, 'already-subscribed': 1 });
  });

  test.each([
    ['erase', 'erase'],
    ['erase an odd thing', 'erase', 'no address', '--yes'],
    ['export', 'export'],
    ['export twice', 'export', 'a', 'b'],
  ])('%s: says what to write', async (_name, ...argv) => {
    await using hub = await makeSubscribersHub();
    const { status, remarks } = await hub.run(...argv);
    expect(status).toBe(2);
    expect(remarks).toMatch(/Name one|no mail address/);
  });

  test.each(['erase', 'export'])('%s --help gives an example', async (name) => {
    await using hub = await makeSubscribersHub();
    expect((await hub.run(name, '--help')).data).toContain('Example: npm run subscribers -- ');
  });
});
