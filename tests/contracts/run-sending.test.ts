import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { folderMailer } from '#adapters/mail/folder-mailer.ts';
import { noDeliveries } from '#newsletter/delivery.ts';
import { removeIdleFiles } from '#server/housekeeping.ts';
import { readEnvironment } from '#server/environment.ts';
import type { SendableIssue } from '#server/sending/list-recipients.ts';
import { runSending, type RunOptions } from '#server/sending/run-sending.ts';

import { aHub, clockAt, hour, makeFolder, minute, serverKey } from '../support/audience.ts';
import { addReaders, aMessage, aReader, deliveryKeys, issueId } from '../support/deliveries.ts';
import { mailFacts } from '../crash/place.ts';
import { openSmtpScript } from '../support/smtp-script.ts';
import { now } from '../support/store-rows.ts';

const names = ['ada', 'bob', 'cas', 'dee'];

/** The issue of these tests, in words that may be corrected. */
function anIssue(
  changes: Partial<SendableIssue> = {},
  subject = aMessage().subject,
): SendableIssue {
  return {
    id: issueId,
    kind: 'issue',
    dueAt: now,
    corrects: null,
    choose: () => ({ kind: 'gets', composition: 'issue', articles: ['nl/ketting'] }),
    compose: () => Promise.resolve(aMessage({ subject })),
    ...changes,
  };
}

async function openHub(smtpUrl = '') {
  const folder = await makeFolder();
  const clock = clockAt(now.toISOString());
  const store = await openAudienceStore(folder.path, { now, gatherMs: 0 });
  await addReaders(store, names);
  const deliveries = store.deliveries(deliveryKeys(clock));
  const environment = readEnvironment({ FREEHOLD_DATA: folder.path, SMTP_URL: smtpUrl });
  const options: RunOptions = {
    ...{ deliveries, environment, hub: aHub(), serverKey, clock, waits: false, lanes: 1 },
    reasonOf: () => 'Je krijgt dit.',
    log: () => undefined,
    signal: new AbortController().signal,
    maxPerMinute: undefined,
    retryUnknown: false,
    afterRestore: false,
  };
  return {
    ...{ folder: folder.path, clock, store, deliveries },
    run: (issue = anIssue(), changes: Partial<RunOptions> = {}) =>
      runSending(issue, { ...options, ...changes }),
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const recipients = (mails: readonly string[]) => mails.map((mail) => mailFacts(mail).to).toSorted();
const subjects = (mails: readonly string[]) =>
  mails
    .map(
      (mail) =>
        `${mailFacts(mail).to.split('@')[0]}: ${/^Subject: (.*)$/m.exec(mail)?.[1]?.trim()}`,
    )
    .toSorted();

async function leave(store: AudienceStore, name: string): Promise<void> {
  const { subscription } = aReader(name);
  await store.write((rows) => rows.saveSubscription({ ...subscription, state: 'unsubscribed' }));
}

describe('runSending', { timeout: 30_000 }, () => {
  test('writes each mail to a file where nothing is sent, which stays while the person does', async () => {
    await using hub = await openHub();
    expect(await hub.run()).toBe('finished');
    const outbox = path.join(hub.folder, 'outbox');
    expect((await readdir(outbox)).filter((name) => name.endsWith('.eml'))).toHaveLength(4);
    const mailer = folderMailer(outbox);
    expect(await removeIdleFiles({ store: hub.store, mailer, now: hub.clock() })).toBe(0);
  });

  test('sends nothing twice when it is run again', async () => {
    await using server = await openSmtpScript();
    await using hub = await openHub(server.url);
    expect(await hub.run()).toBe('finished');
    expect(await hub.run()).toBe('finished');
    expect(recipients(server.arrived)).toEqual(names.map((name) => `${name}@example.org`));
  });

  test('goes on after it was stopped from outside, with the rest', async () => {
    await using server = await openSmtpScript(({ command, mail }) => {
      if (command === 'MAIL' && mail === 2 && server.arrived.length === 1) {
        void hub.deliveries.setState(issueId, { state: 'stopped', note: 'stopped by hand' });
      }
      return null;
    });
    await using hub = await openHub(server.url);
    expect(await hub.run()).toBe('stopped');
    expect(server.arrived.length).toBeLessThan(4);
    expect(await hub.run()).toBe('finished');
    expect(recipients(server.arrived)).toEqual(names.map((name) => `${name}@example.org`));
  });

  test('finishes the mail under way when this sender is asked to stop, and gives the rest back', async () => {
    const asked = new AbortController();
    await using server = await openSmtpScript(({ command }) => {
      if (command === 'DATA') asked.abort();
      return null;
    });
    await using hub = await openHub(server.url);
    expect(await hub.run(anIssue(), { signal: asked.signal })).toBe('left');
    expect(await hub.deliveries.counts(issueId)).toEqual({ ...noDeliveries, sent: 1, queued: 3 });
  });

  test('leaves out who unsubscribes while it is being sent, until the server is ready for the mail', async () => {
    await using server = await openSmtpScript(({ command, mail }) => {
      if (command === 'RCPT' && mail === 2) leaving ??= leave(hub.store, 'dee');
      return null;
    });
    let leaving: Promise<void> | undefined;
    await using hub = await openHub(server.url);
    expect(await hub.run()).toBe('finished');
    await leaving;
    expect(recipients(server.arrived)).not.toContain('dee@example.org');
    expect(await hub.deliveries.counts(issueId)).toEqual({ ...noDeliveries, sent: 3, excluded: 1 });
  });

  test('tries again who asked to come back later, when it is time and not before', async () => {
    let isBusy = true;
    await using server = await openSmtpScript(({ command }) =>
      isBusy && command === 'RCPT' ? '451 4.3.0 later' : null,
    );
    await using hub = await openHub(server.url);
    expect(await hub.run()).toBe('waiting');
    isBusy = false;
    hub.clock.pass(4 * minute);
    expect(await hub.run()).toBe('waiting');
    expect(server.arrived).toEqual([]);
    hub.clock.pass(minute);
    expect(await hub.run()).toBe('finished');
    expect(await hub.deliveries.counts(issueId)).toEqual({ ...noDeliveries, sent: 4 });
  });

  test('gives up after a day of being asked to come back', async () => {
    await using server = await openSmtpScript(({ command }) =>
      command === 'RCPT' ? '451 4.3.0 later' : null,
    );
    await using hub = await openHub(server.url);
    for (let run = 0; run < 6; run += 1) {
      await hub.run();
      hub.clock.pass(12 * hour);
    }
    expect(await hub.deliveries.counts(issueId)).toEqual({ ...noDeliveries, failed: 4 });
  });

  test('corrects exactly whom the issue reached, and sends the others the corrected one', async () => {
    let isOpen = true;
    await using server = await openSmtpScript(({ command, mail }) => {
      if (command === '.' && mail === 2 && server.arrived.length === 2) isOpen = false;
      return !isOpen && command === 'MAIL' ? '451 4.3.0 busy' : null;
    });
    await using hub = await openHub(server.url);
    expect(await hub.run(anIssue({}, 'fout'))).toBe('waiting');
    await hub.deliveries.setState(issueId, { state: 'stopped', note: null });
    isOpen = true;
    const reached = recipients(server.arrived);
    expect(reached).toHaveLength(2);

    const correction = anIssue(
      { id: `${issueId}-correctie`, kind: 'correction', corrects: { issueId, content: 'goed' } },
      'correctie',
    );
    expect(await hub.run(correction)).toBe('finished');
    expect(await hub.run(anIssue({}, 'goed'))).toBe('finished');
    const expected = names.flatMap((name) =>
      reached.includes(`${name}@example.org`)
        ? [`${name}: fout`, `${name}: correctie`]
        : [`${name}: goed`],
    );
    expect(subjects(server.arrived)).toEqual(expected.toSorted());
  });

  test('sends unknown ones again when an operator says so, under the same Message-ID', async () => {
    let isLost = true;
    await using server = await openSmtpScript(({ command }) =>
      isLost && command === '.' ? 'drop' : null,
    );
    await using hub = await openHub(server.url);
    expect(await hub.run()).toBe('finished');
    expect(await hub.deliveries.counts(issueId)).toEqual({ ...noDeliveries, unknown: 4 });
    isLost = false;
    expect(await hub.run()).toBe('finished');
    expect(server.arrived).toHaveLength(4);
    expect(await hub.run(anIssue(), { retryUnknown: true })).toBe('finished');
    const ids = server.arrived.map((mail) => /^Message-ID: (.*)$/m.exec(mail)?.[1]);
    expect(ids.slice(4).toSorted()).toEqual(ids.slice(0, 4).toSorted());
  });

  test('sends nothing of an issue begun before a restore, and calls unknown what may have gone', async () => {
    await using server = await openSmtpScript(({ command, mail }) =>
      command === 'RCPT' && mail > 1 ? '451 4.3.0 later' : null,
    );
    await using hub = await openHub(server.url);
    await hub.run();
    await hub.deliveries.adopt(issueId, 'of-another-store');
    hub.clock.pass(hour);
    expect(await hub.run()).toBe('stopped');
    expect(server.arrived).toHaveLength(1);
    expect(await hub.run(anIssue(), { afterRestore: true })).toBe('finished');
    expect(server.arrived).toHaveLength(1);
    expect(await hub.deliveries.counts(issueId)).toEqual({ ...noDeliveries, sent: 1, unknown: 3 });
  });

  test.each([
    ['an hour ahead', hour],
    ['an hour back', -hour],
    ['four hundred days ahead', 400 * 24 * hour],
    ['four hundred days back', -400 * 24 * hour],
  ])('sends nobody twice when the clock jumps %s in the middle', async (_, jumpMs) => {
    await using server = await openSmtpScript(({ command, mail }) => {
      if (command === 'DATA' && mail === 2) hub.clock.pass(jumpMs);
      return null;
    });
    await using hub = await openHub(server.url);
    await hub.run();
    hub.clock.pass(2 * Math.abs(jumpMs));
    await hub.run();
    const mailed = recipients(server.arrived);
    expect(new Set(mailed).size).toBe(mailed.length);
    const { sent, unknown } = await hub.deliveries.counts(issueId);
    expect(sent + unknown).toBe(4);
  });
});
