import type { MailKind } from '#audience/mail.ts';
import { suppressedForTime } from '#audience/undeliverable.ts';

import type { Incoming } from './incoming-mail.ts';
import type { OutcomeAccess } from './outcome-store.ts';
import { type Effect, type RecordContext, suppressAddress } from './record-outcome.ts';

/** A mail of the service that a report may be about, such as the one that asks to confirm. */
export interface ServiceMail {
  readonly kind: MailKind;
  /** The recipient as a keyed hash. */
  readonly addressHash: string;
}

/**
 * Writes down what came back of `mail`. Who has confirmed is suppressed as for an issue. Who has not stays as they are
 * and gets no mail until they sign up anew. Part of a transaction; repeating it changes nothing.
 */
export async function recordServiceMail(
  incoming: Exclude<Incoming, { kind: 'reply' | 'nothing' }>,
  {
    mail,
    source,
    rows,
    context,
  }: { mail: ServiceMail; source: string; rows: OutcomeAccess; context: RecordContext },
): Promise<Effect> {
  // These went to the hub itself.
  if (mail.kind === 'alert' || mail.kind === 'question') return 'nothing';
  if (incoming.kind === 'bounce' && incoming.judgement === 'ours') {
    if (context.alert) await rows.queueMail(context.alert({ ...incoming, source }));
    return 'alerted';
  }
  if (incoming.kind === 'bounce' && incoming.judgement !== 'hard') return 'nothing';
  const { addressHash } = mail;
  const person = await findPerson(incoming, { mail, rows, context });
  const isConfirmed = person
    ? person.subscription.state !== 'pending'
    : !toUnconfirmed.has(mail.kind);
  if (incoming.kind === 'complaint' || isConfirmed) {
    const reason = incoming.kind === 'bounce' ? 'bounce' : 'complaint';
    const pid = person?.id ?? null;
    const isNew = await suppressAddress(addressHash, { reason, source, pid, rows, context });
    return isNew ? 'suppressed' : 'nothing';
  }
  const added = suppressedForTime(await rows.findSuppression(addressHash), {
    ...{ addressHash, source, now: context.now },
  });
  if (added === null) return 'nothing';
  await rows.addSuppression(added);
  return 'suppressed';
}

/** Mails that also go to who never confirmed. */
const toUnconfirmed: ReadonlySet<MailKind> = new Set([
  'confirm',
  'confirm-address',
  'confirm-question',
  'paper-delivery',
]);

/** Whom the report names, if the mail was to them; `null` for nobody that the hub knows. */
async function findPerson(
  incoming: Parameters<typeof recordServiceMail>[0],
  { mail, rows, context }: { mail: ServiceMail; rows: OutcomeAccess; context: RecordContext },
) {
  const keys = incoming.kind === 'bounce' ? (incoming.addresses ?? []) : [];
  const key = keys.find((one) => context.hashOf(one) === mail.addressHash);
  return key === undefined ? null : rows.findSubscriber(key);
}
