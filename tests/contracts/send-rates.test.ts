import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { noDeliveries } from '#newsletter/delivery.ts';
import { sendIssue } from '#server/sending/send-issue.ts';
import { smtpTransport } from '#server/sending/transport.ts';

import { clockAt, makeFolder, minute } from '../support/audience.ts';
import {
  aReader,
  deliveryKeys,
  issueId,
  listIssue,
  sendingContext,
} from '../support/deliveries.ts';
import { type Answer, openSmtpScript } from '../support/smtp-script.ts';
import { aConsent, now } from '../support/store-rows.ts';

/** So many mails a minute the slow domain takes. */
const limit = 7;

/** A server for two domains: one takes all, the other `limit` a minute, and says 4.7.0 to the rest. */
function slowDomain(clock: () => Date) {
  const asked: number[] = [];
  const taken = new Map<number, number>();
  let refused = 0;
  const answer: Answer = ({ command, line }) => {
    if (command !== 'RCPT' || !line.includes('@slow.example')) return null;
    const at = Math.floor((clock().getTime() - now.getTime()) / minute);
    asked.push(at);
    const before = taken.get(at) ?? 0;
    if (before >= limit) {
      refused += 1;
      return '451 4.7.0 too many mails';
    }
    taken.set(at, before + 1);
    return null;
  };
  return { answer, asked, refused: () => refused };
}

const names = Array.from({ length: 40 }, (_, index) =>
  index % 2 === 0 ? `p${index}` : `slow${index}`,
);

test('a domain that says 4.7.0 is mailed less, also by the next sender, and all it has get theirs; others keep their pace', async () => {
  await using folder = await makeFolder();
  const clock = clockAt(now.toISOString());
  const slow = slowDomain(clock);
  await using server = await openSmtpScript(slow.answer, { pipelining: true });
  const transport = smtpTransport(server.url, { lanes: 2 });
  const pause = async (ms: number) => {
    clock.pass(ms);
    await turn();
  };
  const open = async () => {
    const store = await openAudienceStore(folder.path, { now, gatherMs: 0 });
    const deliveries = store.deliveries(deliveryKeys(clock));
    const send = (waits: boolean) =>
      sendIssue(
        issueId,
        sendingContext({ deliveries, transport }, { clock, pause, waits, owner: randomUUID() }),
      );
    return { store, deliveries, send };
  };

  const first = await open();
  await first.store.write(async (rows) => {
    for (const name of names) {
      const address = `${name}@${name.startsWith('slow') ? 'slow' : 'fast'}.example`;
      const of = { typed: address, mailbox: address, key: address };
      await rows.addSubscriber({ ...aReader(name), address: of });
      await rows.addConsent(aConsent(name));
    }
  });
  await listIssue(first.deliveries, names);
  expect(await first.send(false)).toBe('waiting');
  const mailed = (domain: string) =>
    server.arrived.filter((mail) => mail.includes(`@${domain}.example\r\n`)).length;
  expect({ fast: mailed('fast'), slow: mailed('slow') }).toEqual({ fast: 20, slow: limit });
  // At most what was under way on the other connection when the first no came.
  const early = slow.refused();
  expect(early).toBeLessThanOrEqual(2);
  await first.store.close();

  const { store, deliveries, send } = await open();
  const askedBefore = slow.asked.length;
  expect(await send(false)).toBe('waiting');
  expect(slow.asked).toHaveLength(askedBefore);

  expect(await send(true)).toBe('finished');
  expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, sent: 40 });
  expect(mailed('slow')).toBe(20);
  // It was left alone for a minute, and hardly had to ask again.
  expect(slow.asked.filter((at) => at === 0)).toHaveLength(limit + early);
  expect(slow.refused()).toBeLessThanOrEqual(early + 2);
  await store.close();
});
