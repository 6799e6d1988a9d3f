import type { QueuedMail } from '#audience/outbox.ts';
import { inForce, type SuppressionReason } from '#audience/subscription.ts';

import { isGivenUp } from './giving-up.ts';
import type { Judgement } from './judgement.ts';
import type { MailedDelivery, OutcomeAccess } from './outcome-store.ts';

/** A mail came back, or was refused at once. */
export interface Bounce {
  readonly judgement: Judgement;
  readonly status: string | null;
  readonly stopsIssue: boolean;
  /** Who said so: `smtp`, `mailbox` or a provider. */
  readonly source: string;
}

export interface RecordContext {
  readonly now: Date;
  readonly hashOf: (addressKey: string) => string;
  /** Of the event; made before the transaction, so that running it again writes the same. */
  readonly eventId: string;
  /** The mail that tells the brand that it is refused; without it nobody is told. */
  readonly alert?: ((bounce: Bounce) => QueuedMail<'alert'>) | undefined;
}

/** What followed. */
export type Effect =
  | 'suppressed'
  /** Written down; the mailbox may still come back. */
  | 'counted'
  /** The brand is to blame, and is told. */
  | 'alerted'
  /** It was known, or says nothing. */
  | 'nothing';

/** Writes down that the mail of `delivery` bounced, with all that follows from it. Part of a transaction; repeating it changes nothing. */
export async function recordBounce(
  bounce: Bounce & { readonly delivery: MailedDelivery },
  { rows, context }: { rows: OutcomeAccess; context: RecordContext },
): Promise<Effect> {
  const { delivery, judgement, status, source } = bounce;
  if (judgement === 'ignore') return 'nothing';
  const { issueId, subscriberId } = delivery;
  const said = { issueId, subscriberId, at: context.now, source };
  const isNew = await rows.addOutcome({ ...said, kind: 'bounced', judgement, status });
  if (!isNew) return 'nothing';
  if (judgement === 'ours') {
    if (bounce.stopsIssue) await rows.stopIssue(issueId, `refused as unwelcome (${status})`);
    if (context.alert) await rows.queueMail(context.alert(bounce));
    return 'alerted';
  }
  const isLost = judgement === 'hard' || isGivenUp(await rows.listMailed(subscriberId));
  if (!isLost) return 'counted';
  return (await suppress(delivery, 'bounce', { rows, context, source })) ? 'suppressed' : 'counted';
}

/** Writes down that somebody called the mail of `delivery` unwanted: they are never mailed again. */
export async function recordComplaint(
  { delivery, source }: { delivery: MailedDelivery; source: string },
  { rows, context }: { rows: OutcomeAccess; context: RecordContext },
): Promise<Effect> {
  const { issueId, subscriberId } = delivery;
  const said = { issueId, subscriberId, at: context.now, source };
  if (!(await rows.addOutcome({ ...said, kind: 'complained' }))) return 'nothing';
  return (await suppress(delivery, 'complaint', { rows, context, source }))
    ? 'suppressed'
    : 'counted';
}

/** False when the person is gone, was suppressed before, or is mailed at another address by now: that one did nothing. */
async function suppress(
  { subscriberId, triedAt }: MailedDelivery,
  reason: Extract<SuppressionReason, 'bounce' | 'complaint'>,
  { rows, context, source }: { rows: OutcomeAccess; context: RecordContext; source: string },
): Promise<boolean> {
  const person = await rows.findSubscriberById(subscriberId);
  if (person === null) return false;
  const consents = await rows.listConsents(subscriberId);
  const hasMoved = consents.some(
    (entry) =>
      entry.kind === 'changed' &&
      entry.detail?.['address'] !== undefined &&
      (triedAt === null || entry.at > triedAt),
  );
  if (hasMoved) return false;
  const addressHash = context.hashOf(person.address.key);
  return suppressAddress(addressHash, { reason, source, pid: subscriberId, rows, context });
}

interface Suppressing {
  readonly reason: Extract<SuppressionReason, 'bounce' | 'complaint'>;
  readonly source: string;
  readonly pid: string | null;
  readonly rows: OutcomeAccess;
  readonly context: RecordContext;
}

/** False when it was suppressed before; one leaves only once. */
export async function suppressAddress(
  addressHash: string,
  { reason, source, pid, rows, context }: Suppressing,
): Promise<boolean> {
  const { now, eventId } = context;
  const known = inForce(await rows.findSuppression(addressHash), now);
  if (known !== null && known.until === null && known.reason !== 'erasure') return false;
  await rows.addSuppression({ addressHash, reason, since: now, until: null, source });
  const type = reason === 'bounce' ? 'sub.bounced' : 'sub.complained';
  await rows.addEvent({ id: eventId, at: now, type, pid, source: null });
  return true;
}
