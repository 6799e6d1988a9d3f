import { createHash, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { judge, type Judgement, statusIn, stopsIssue } from '#newsletter/bounces/judgement.ts';

import { isTimely, malformed, parsedJson, type ReadProvider, stale } from './provider.ts';

// https://postmarkapp.com/developer/webhooks/bounce-webhook and …/spam-complaint-webhook
const bodySchema = z.object({
  RecordType: z.string(),
  ID: z.number().int(),
  Type: z.string().optional(),
  Email: z.string().max(512),
  BouncedAt: z.iso.datetime({ offset: true }),
  Details: z.string().nullish(),
});

/** Postmark proves itself by the name and password in the address of the webhook (HTTP Basic). */
export const readPostmark: ReadProvider<{ readonly login: string }> = async (
  { headers, body },
  { settings, now },
) => {
  const given = headers.get('authorization') ?? '';
  const expected = `Basic ${Buffer.from(settings.login).toString('base64')}`;
  if (!timingSafeEqual(digestOf(given), digestOf(expected))) {
    return { kind: 'refused', status: 401, reason: 'Name or password is wrong.' };
  }
  const parsed = bodySchema.safeParse(parsedJson(body));
  if (!parsed.success) return malformed;
  const { RecordType, ID, Type = '', Email: address, BouncedAt, Details } = parsed.data;
  if (!isTimely(new Date(BouncedAt), now)) return stale;
  const id = `${RecordType}:${ID}`;
  // Postmark gives mails a Message-ID of its own: only the address tells which one it is about.
  const named = { address, mailIds: [] };
  if (RecordType === 'SpamComplaint' || Type === 'SpamComplaint') {
    return { kind: 'reports', id, reports: [{ ...named, kind: 'complaint' }] };
  }
  if (RecordType !== 'Bounce') return { kind: 'reports', id, reports: [] };
  const status = statusIn(Details ?? '');
  const refusal = { status, code: null };
  const judgement = status === null ? (types.get(Type) ?? 'ignore') : judge(refusal);
  const report = { ...named, judgement, status, stopsIssue: stopsIssue(refusal) };
  // A machine's answer and a delay are told as bounces too.
  const isBounce = types.has(Type);
  return { kind: 'reports', id, reports: isBounce ? [{ ...report, kind: 'bounce' }] : [] };
};

// https://postmarkapp.com/developer/api/bounce-api, "Bounce types"
const types: ReadonlyMap<string, Judgement> = new Map([
  ['HardBounce', 'hard'],
  ['BadEmailAddress', 'hard'],
  ['SoftBounce', 'soft'],
  ['DnsError', 'soft'],
  ['Blocked', 'ours'],
  ['SpamNotification', 'ours'],
  ['DMARCPolicy', 'ours'],
]);

/** Of one length, whatever was given. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
