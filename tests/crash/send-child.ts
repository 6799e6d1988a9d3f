import { randomUUID } from 'node:crypto';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { crashAtCall } from '#server/crash-at.ts';
import { readEnvironment } from '#server/environment.ts';
import { sendIssue } from '#server/sending/send-issue.ts';
import { smtpTransport } from '#server/sending/transport.ts';

import { deliveryKeys, issueId, sendingContext } from '../support/deliveries.ts';

// A sender in a process of its own, to be killed: sends the issue to the server named in the first argument and ends.

const [, , url = '', lanes = '2'] = process.argv;
const { crashAt = 0, dataDir, databaseUrl } = readEnvironment();
const crash = crashAtCall(crashAt);
let calls = 0;

const clock = () => new Date();
const store = await openAudienceStore(databaseUrl ?? dataDir, {
  now: clock(),
  gatherMs: 0,
  onCall(moment, sql) {
    calls += 1;
    crash(moment, sql);
  },
});
const deliveries = store.deliveries(deliveryKeys(clock));
const transport = smtpTransport(url, { lanes: Number(lanes) });
const end = await sendIssue(
  issueId,
  sendingContext({ deliveries, transport }, { clock, owner: randomUUID() }),
);
await store.close();
process.stdout.write(`${JSON.stringify({ end, calls })}\n`);
