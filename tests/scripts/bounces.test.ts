import { describe, expect, test } from 'vitest';

import { readEnvironment } from '#server/environment.ts';

import { main } from '../../scripts/bounces.ts';
import { clockAt, makeFolder } from '../support/audience.ts';
import { mailboxes } from '../support/bounce-mailboxes.ts';
import { addReaders, deliveryKeys, listIssue } from '../support/deliveries.ts';
import { aDeliveryReport, bounceMailbox, mailTo, returnAddress } from '../support/returned-mail.ts';
import { now } from '../support/store-rows.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';

const [[, makeMaildir]] = mailboxes as [(typeof mailboxes)[number]];

/** Runs the command on a hub whose store is in `dataDir`. */
async function run(argv: string[], env: Record<string, string>) {
  const data: string[] = [];
  const remarks: string[] = [];
  const output = {
    data: (line: string) => void data.push(line),
    remark: (line: string) => void remarks.push(line),
  };
  const status = await main(argv, output, { now, environment: readEnvironment(env) });
  return { status, data, remarks };
}

describe('npm run bounces', () => {
  test('says what it would find, takes it in, and then finds nothing', async () => {
    await using held = await makeMaildir();
    await using folder = await makeFolder();
    const store = await openAudienceStore(folder.path, { now });
    await addReaders(store, ['ada']);
    await listIssue(store.deliveries(deliveryKeys(clockAt(now.toISOString()))), ['ada']);
    await store.close();
    const report = aDeliveryReport({ to: returnAddress(mailTo('ada')) });
    await held.deliver(report);
    const env = {
      FREEHOLD_DATA: folder.path,
      BOUNCE_MAILBOX: bounceMailbox,
      BOUNCE_MAILDIR: 'maildir' in held.place ? held.place.maildir : '',
    };

    const found = '  1 addresses that are never mailed again';
    expect(await run(['--dry-run'], env)).toMatchObject({
      status: 0,
      data: ['Would find:', found],
    });
    expect(await held.list()).toEqual([{ text: report, isSeen: false }]);
    expect(await run([], env)).toMatchObject({ status: 0, data: ['Found:', found] });
    expect(await held.list()).toEqual([{ text: report, isSeen: true }]);
    expect((await run([], env)).data).toEqual(['There is no new mail.']);
    const { data } = await run(['--json'], env);
    expect(JSON.parse(data.join('\n'))).toMatchObject({ dryRun: false, removed: 0, faults: [] });
  });

  test('says what to do about a maildir that no mail server has made yet', async () => {
    await using folder = await makeFolder();
    const maildir = `${folder.path}/none`;
    const store = await openAudienceStore(folder.path, { now });
    await store.close();
    const env = { BOUNCE_MAILBOX: bounceMailbox, BOUNCE_MAILDIR: maildir };
    expect(await run([], { ...env, FREEHOLD_DATA: folder.path })).toMatchObject({
      status: 1,
      remarks: [expect.stringContaining(`no folder ${maildir}/new`)],
    });
  });

  test('says what is missing when there is no mailbox', async () => {
    expect(await run([], {})).toMatchObject({
      status: 1,
      remarks: [expect.stringContaining('set BOUNCE_MAILBOX')],
    });
  });
});
