import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { sendIssue } from '#server/sending/send-issue.ts';
import { smtpTransport } from '#server/sending/transport.ts';

import {
  addReaders,
  deliveryKeys,
  issueId,
  listIssue,
  preparerOf,
  sendingContext,
} from '../../tests/support/deliveries.ts';
import { accountOf, benchMessage } from './mail-work.ts';

// Sends the benchmark's issue as the hub does, with the store on disk: nobody twice, nobody lost.

const [, , url = '', connections = '5', count = '0', folder = '.'] = process.argv;
const dataDir = await mkdtemp(path.join(folder, 'sending-'));
const clock = () => new Date();

async function sendTo(total: number, name: string): Promise<void> {
  const store = await openAudienceStore(path.join(dataDir, name), { now: clock(), gatherMs: 0 });
  const names = Array.from({ length: total }, (_, index) => `p${index}`);
  for (let at = 0; at < total; at += 500) await addReaders(store, names.slice(at, at + 500));
  const deliveries = store.deliveries(deliveryKeys(clock));
  await listIssue(deliveries, names, clock());
  const transport = smtpTransport(url, { lanes: Number(connections) });
  const context = sendingContext(
    { deliveries, transport },
    { clock, owner: randomUUID(), prepare: preparerOf(benchMessage()) },
  );
  const account = await accountOf(total, () => sendIssue(issueId, context));
  await store.close();
  if (name === 'measured') process.stdout.write(JSON.stringify(account));
}

await sendTo(100, 'warm-up');
await sendTo(Number(count), 'measured');
await rm(dataDir, { recursive: true, force: true });
