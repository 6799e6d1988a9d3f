import { setTimeout as wait } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { leaseMs } from '#newsletter/delivery.ts';
import { sendIssue, type SendingContext } from '#server/sending/send-issue.ts';
import { smtpTransport } from '#server/sending/transport.ts';

import { mailFacts } from '../crash/place.ts';
import { clockAt, day, hour, makeFolder } from '../support/audience.ts';
import {
  addReaders,
  deliveryKeys,
  issueId,
  listIssue,
  sendingContext,
} from '../support/deliveries.ts';
import { openSmtpScript } from '../support/smtp-script.ts';
import { now } from '../support/store-rows.ts';

const names = Array.from({ length: 8 }, (_, index) => `p${index}`);

/** Sends the issue by two senders at once; the clock of both jumps at the third time that the server hears `command`. */
async function sendThroughJump(command: string, jumpMs: number) {
  await using folder = await makeFolder();
  const clock = clockAt(now.toISOString());
  let heard = 0;
  await using server = await openSmtpScript((moment) => {
    if (moment.command !== command) return null;
    heard += 1;
    if (heard !== 3) return null;
    clock.pass(jumpMs);
    // The other sender looks for work meanwhile.
    return command === 'DATA' ? null : 'later';
  });
  const store = await openAudienceStore(folder.path, { now, gatherMs: 0 });
  await addReaders(store, names);
  const deliveries = store.deliveries(deliveryKeys(clock));
  await listIssue(deliveries, names);
  const transport = smtpTransport(server.url, { lanes: 1 });
  const send = (owner: string, changes: Partial<SendingContext> = {}) =>
    sendIssue(issueId, sendingContext({ deliveries, transport }, { clock, owner, ...changes }));
  const stop = new AbortController();
  const looking = { waits: true, pause: () => wait(5), signal: stop.signal };
  const other = send('other', looking);
  await send('one');
  stop.abort();
  await other;
  // Somebody sets the clock right, and an hour later goes on.
  clock.pass(hour + leaseMs - jumpMs);
  expect(await send('last')).toBe('finished');
  const counts = await deliveries.counts(issueId);
  await store.close();
  return { counts, mailed: server.arrived.map((mail) => mailFacts(mail).to) };
}

test.each(
  ['RCPT', 'DATA', '.'].flatMap((command) =>
    [hour, -hour, 400 * day, -400 * day].map((jumpMs) => [command, jumpMs / hour, jumpMs] as const),
  ),
)(
  'a clock that jumps at %s by %i hours makes nobody get an issue twice, and skips nobody',
  async (command, _hours, jumpMs) => {
    const { counts, mailed } = await sendThroughJump(command, jumpMs);
    expect(mailed.toSorted()).toEqual(names.map((name) => `${name}@example.org`));
    expect(counts).toMatchObject({ sent: names.length, unknown: 0 });
  },
);
