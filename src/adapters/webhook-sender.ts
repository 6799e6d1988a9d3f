import { Webhook } from 'standardwebhooks';

import type { Notice } from '#audience/webhook.ts';

/** `reason` never holds the address that was called: it may carry a secret. */
export type NoticeOutcome =
  { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly reason: string };

export interface NoticeSender {
  send(
    notice: Notice,
    delivery: { id: string; at: Date; signal: AbortSignal },
  ): Promise<NoticeOutcome>;
}

/** Where notices go and what they are signed with. */
export interface WebhookTarget {
  readonly url: string;
  /** `whsec_` and a key in base64, as Standard Webhooks writes it. */
  readonly secret: string;
}

// Standard Webhooks: 15 to 30 seconds
const timeoutMs = 15_000;

/** Posts notices as Standard Webhooks describes (standardwebhooks.com). Any 2xx takes one; no redirect is followed. */
export function webhookSender({ url, secret }: WebhookTarget): NoticeSender {
  const webhook = new Webhook(secret);
  return {
    async send(notice, { id, at, signal }) {
      const body = JSON.stringify(notice);
      try {
        const response = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
          headers: {
            'content-type': 'application/json',
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
            'webhook-signature': webhook.sign(id, at, body),
          },
          body,
        });
        // Nobody reads it, and unread it would keep the connection.
        await response.body?.cancel();
        return response.ok
          ? { kind: 'taken' }
          : { kind: 'refused', reason: `status ${response.status}` };
      } catch (error) {
        return { kind: 'refused', reason: reasonOf(error) };
      }
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null;
  return code ?? error.name;
}
