import { randomUUID } from 'node:crypto';

import type { LaneOptions } from '#adapters/mail/issue-lane.ts';
import type { Subscription } from '#audience/subscription.ts';
import type { Hub } from '#hub/hub.ts';
import type { DeliveryStore } from '#newsletter/delivery-store.ts';

import { type Environment, publicOrigin } from '../environment.ts';
import type { Log } from '../log-line.ts';
import { issueHeaders, senderDomain } from './issue-headers.ts';
import { listRecipients, type SendableIssue } from './list-recipients.ts';
import { deliveryKeys } from './open-deliveries.ts';
import { mailPreparer } from './prepare-mail.ts';
import { type SendingEnd, sendIssue } from './send-issue.ts';
import { transportFor } from './transport.ts';

export interface RunOptions {
  readonly deliveries: DeliveryStore;
  readonly environment: Environment;
  readonly hub: Hub;
  readonly serverKey: Uint8Array;
  /** Why this person gets it, in their language. */
  readonly reasonOf: (subscription: Subscription) => string;
  readonly clock: () => Date;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly waits: boolean;
  readonly lanes: number;
  readonly maxPerMinute: number | undefined;
  /** Sends again to whom nobody knows to have it. */
  readonly retryUnknown: boolean;
  /** The issue was begun before the store came out of a backup. */
  readonly afterRestore: boolean;
  readonly smtp?: LaneOptions;
}

/** Lists the recipients of `issue` where that is not done yet, and sends it until nothing is left, or this sender is to stop. */
export async function runSending(issue: SendableIssue, options: RunOptions): Promise<SendingEnd> {
  const { deliveries, environment, hub, serverKey, clock, log } = options;
  const begun = await deliveries.findIssue(issue.id);
  if (begun === null || begun.state === 'listing') {
    await listRecipients(issue, options);
  } else if (!(await goOn(issue.id, options))) {
    return 'stopped';
  }
  const opened = await deliveries.findIssue(issue.id);
  if (!opened) throw new Error(`${issue.id} was not listed`);

  const transport = transportFor(environment, { ...options.smtp, lanes: options.lanes });
  const prepare = mailPreparer({
    compose: (composition) => issue.compose(composition),
    reasonOf: ({ subscription }) => options.reasonOf(subscription),
    headers: issueHeaders(issue.id, { hub, date: opened.createdAt }),
    sender: { domain: senderDomain(hub), dkim: environment.dkim },
    bounceMailbox: environment.bounceMailbox,
    unsubscribeMailbox: environment.unsubscribeMailbox?.address,
    siteUrl: publicOrigin(environment, hub),
    serverKey,
    createdAt: opened.createdAt,
  });
  const { rateKeyOf } = deliveryKeys({ serverKey, timeZone: hub.timeZone, clock });
  const { maxPerMinute, signal, waits } = options;
  const context = { deliveries, transport, prepare, rateKeyOf, clock, log, signal, waits };
  return sendIssue(issue.id, { ...context, maxPerMinute, owner: randomUUID() });
}

/** Does what a stopped, restored or finished issue needs before it goes on; false when it must not. */
async function goOn(
  id: string,
  { deliveries, clock, afterRestore, retryUnknown }: RunOptions,
): Promise<boolean> {
  const now = clock();
  const epoch = await deliveries.epoch();
  const begun = await deliveries.findIssue(id);
  if (begun && begun.epoch !== epoch.id) {
    if (!afterRestore) return false;
    const change = { to: 'unknown', reason: 'restored', now } as const;
    for (const from of ['queued', 'deferred'] as const) {
      await deliveries.reopen(id, { ...change, from });
    }
    await deliveries.adopt(id, epoch.id);
  }
  if (retryUnknown) {
    await deliveries.reopen(id, { from: 'unknown', to: 'queued', reason: '', now });
    await deliveries.setState(id, { state: 'sending', note: null });
  } else if (begun?.state === 'stopped') {
    await deliveries.setState(id, { state: 'sending', note: null });
  }
  return true;
}
