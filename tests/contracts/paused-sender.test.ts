import { setTimeout as wait } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { leaseMs, noDeliveries } from '#newsletter/delivery.ts';
import { sendIssue } from '#server/sending/send-issue.ts';
import { smtpTransport } from '#server/sending/transport.ts';

import { mailFacts, sqlitePlace } from '../crash/place.ts';
import { startSender } from '../crash/sending.ts';
import {
  addReaders,
  deliveryKeys,
  issueId,
  listIssue,
  sendingContext,
} from '../support/deliveries.ts';
import { openSmtpScript } from '../support/smtp-script.ts';

describe('a sender whose process sleeps', { timeout: 60_000 }, () => {
  test('finds its deliveries taken over when it wakes, and sends none of them', async () => {
    await using place = await sqlitePlace();
    await using server = await openSmtpScript(({ command }) => {
      if (command === 'MAIL' && !isAsleep) {
        isAsleep = true;
        process.kill(sleeper.pid, 'SIGSTOP');
      }
      return null;
    });
    let isAsleep = false;
    const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
    const now = new Date();
    const store = await openAudienceStore(place.dataDir, { now, gatherMs: 0 });
    await addReaders(store, names);
    await listIssue(store.deliveries(deliveryKeys(() => now)), names, now);

    const sleeper = startSender(place, { url: server.url });
    await expect.poll(() => isAsleep, { timeout: 20_000 }).toBe(true);
    // By the clock of the other sender the lease is over.
    const clock = () => new Date(Date.now() + leaseMs + 1000);
    const deliveries = store.deliveries(deliveryKeys(clock));
    const transport = smtpTransport(server.url, { lanes: 1 });
    const context = sendingContext({ deliveries, transport }, { clock, owner: 'awake' });
    expect(await sendIssue(issueId, context)).toBe('finished');
    expect(await deliveries.counts(issueId)).toEqual({ ...noDeliveries, sent: 12 });

    process.kill(sleeper.pid, 'SIGCONT');
    await sleeper.ended;
    await wait(50);
    expect(server.arrived.map((mail) => mailFacts(mail).to).toSorted()).toEqual(
      names.map((name) => `${name}@example.org`).toSorted(),
    );
    await store.close();
  });
});
