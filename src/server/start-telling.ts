import { randomUUID } from 'node:crypto';

import type { AudienceStore } from '#adapters/store/audience-store.ts';
import { webhookSender } from '#adapters/webhook-sender.ts';
import { composeNotice } from '#audience/webhook.ts';

import type { Log } from './log-line.ts';
import type { WebhookSettings } from './webhook-settings.ts';
import { startWebhookWorker, type WebhookWorker } from './webhook-worker.ts';

/** Begins to tell another system what happens to subscriptions, or sees to it that nothing is kept for one. */
export async function startTelling(
  webhook: WebhookSettings | undefined,
  { store, clock, log }: { store: AudienceStore; clock: () => Date; log: Log },
): Promise<WebhookWorker | null> {
  await store.notices.enable(webhook !== undefined);
  if (webhook === undefined) return null;
  const { withAddress } = webhook;
  return startWebhookWorker({
    queue: store.notices,
    compose: (notice) => composeNotice(notice, { store, withAddress }),
    sender: webhookSender(webhook),
    owner: randomUUID(),
    clock,
    log,
  });
}
