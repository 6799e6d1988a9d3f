import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { mailIdsIn } from '#newsletter/bounces/incoming-mail.ts';
import { judge, type Judgement, statusIn, stopsIssue } from '#newsletter/bounces/judgement.ts';
import type { ProviderReport } from '#newsletter/bounces/take-provider-reports.ts';

import { forged, isTimely, malformed, parsedJson, type ReadProvider, stale } from './provider.ts';

// https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks
const bodySchema = z.object({
  signature: z.object({
    timestamp: z.string().regex(/^\d{1,12}$/),
    token: z.string().min(1).max(100),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  'event-data': z.object({
    event: z.string(),
    severity: z.string().optional(),
    reason: z.string().optional(),
    recipient: z.string().max(512),
    envelope: z.object({ sender: z.string().optional() }).optional(),
    message: z
      .object({ headers: z.object({ 'message-id': z.string().optional() }).optional() })
      .optional(),
    'delivery-status': z
      .object({
        code: z.number().nullish(),
        'enhanced-code': z.string().nullish(),
        message: z.string().nullish(),
      })
      .optional(),
  }),
});

type EventData = z.infer<typeof bodySchema>['event-data'];

/** Mailgun signs a time and a token with HMAC-SHA-256, and uses each token once. */
export const readMailgun: ReadProvider<{ readonly signingKey: string }> = async (
  { body },
  { settings, now, mailbox },
) => {
  const parsed = bodySchema.safeParse(parsedJson(body));
  if (!parsed.success) return malformed;
  const { signature, 'event-data': event } = parsed.data;
  const { timestamp, token } = signature;
  const expected = createHmac('sha256', settings.signingKey)
    .update(timestamp + token)
    .digest();
  if (!timingSafeEqual(expected, Buffer.from(signature.signature, 'hex'))) return forged;
  if (!isTimely(new Date(Number(timestamp) * 1000), now)) return stale;
  const report = reportOf(event, mailbox);
  return { kind: 'reports', id: token, reports: report ? [report] : [] };
};

function reportOf(event: EventData, mailbox: string | undefined): ProviderReport | null {
  const messageId = event.message?.headers?.['message-id'] ?? '';
  const named = {
    address: event.recipient,
    mailIds: mailIdsIn({ from: event.envelope?.sender, messageId: `<${messageId}>` }, mailbox),
  };
  if (event.event === 'complained') return { ...named, kind: 'complaint' };
  // A temporary failure is tried again by Mailgun itself.
  if (event.event !== 'failed' || event.severity !== 'permanent') return null;
  const told = event['delivery-status'];
  const status = statusIn(told?.['enhanced-code'] ?? '') ?? statusIn(told?.message ?? '');
  const refusal = { status, code: told?.code ?? null };
  const judgement =
    status === null ? (ofReasons.get(event.reason ?? '') ?? judge(refusal)) : judge(refusal);
  return { ...named, kind: 'bounce', judgement, status, stopsIssue: stopsIssue(refusal) };
}

// What Mailgun did not hand over at all: https://documentation.mailgun.com/docs/mailgun/user-manual/events/events
const ofReasons: ReadonlyMap<string, Judgement> = new Map([
  ['suppress-bounce', 'hard'],
  ['old', 'soft'],
]);
