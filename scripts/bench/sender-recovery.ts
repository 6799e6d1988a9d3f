import { setTimeout as wait } from 'node:timers/promises';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { sendIssue } from '#server/sending/send-issue.ts';
import { smtpTransport } from '#server/sending/transport.ts';

import { sqlitePlace } from '../../tests/crash/place.ts';
import { startSender } from '../../tests/crash/sending.ts';
import {
  addReaders,
  deliveryKeys,
  issueId,
  listIssue,
  sendingContext,
} from '../../tests/support/deliveries.ts';
import { openSmtpScript } from '../../tests/support/smtp-script.ts';

/** Kills a sender at work and lets another go on; returns the seconds until nothing is left to do. */
export async function measureRecovery(): Promise<number> {
  await using place = await sqlitePlace();
  await using server = await openSmtpScript();
  const clock = () => new Date();
  const names = Array.from({ length: 2000 }, (_, index) => `p${index}`);
  const store = await openAudienceStore(place.dataDir, { now: clock(), gatherMs: 0 });
  await addReaders(store, names);
  const deliveries = store.deliveries(deliveryKeys(clock));
  await listIssue(deliveries, names, clock());

  const killed = startSender(place, { url: server.url });
  while (server.arrived.length < 200) await wait(5);
  killed.kill();
  await killed.ended;
  const started = performance.now();
  const transport = smtpTransport(server.url, { lanes: 5 });
  const context = sendingContext({ deliveries, transport }, { clock, waits: true });
  await sendIssue(issueId, context);
  await store.close();
  return (performance.now() - started) / 1000;
}
