import { type Random, timeSortedId } from '#audience/ids.ts';
import { keyedHash } from '#audience/keyed-hash.ts';
import type { QueuedMail } from '#audience/outbox.ts';
import type { Store } from '#audience/store.ts';
import { hashAddress } from '#audience/tokens.ts';

import type { Incoming } from './incoming-mail.ts';
import { recordServiceMail, type ServiceMail } from './service-mail.ts';
import type { MailedDelivery, OutcomeAccess, OutcomeReads } from './outcome-store.ts';
import { type Bounce, type Effect, recordBounce, recordComplaint } from './record-outcome.ts';

/** What became of a report or an answer. */
export type Taken =
  | Effect
  /** An answer to an issue was noted. */
  | 'reply'
  /** It is about no mail of this hub, or says nothing. */
  | 'unrelated';

export interface TakingContext {
  readonly store: OutcomeStore;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  /** The mail that tells the brand that it is refused. */
  readonly alert?: ((bounce: Bounce) => QueuedMail<'alert'>) | undefined;
  readonly now: Date;
}

export type OutcomeStore = Store<OutcomeReads, OutcomeAccess>;

const dayMs = 24 * 60 * 60 * 1000;

/** How long a report that was taken in is remembered, and the mail that brought it is kept. */
export const reportMemoryMs = 30 * dayMs;

/** Takes in what a mail in the mailbox means. `mail` names it, so that one that is read twice counts once. */
export async function takeIncoming(
  incoming: Incoming,
  { mail, ...context }: TakingContext & { mail: string },
): Promise<Taken> {
  if (incoming.kind === 'nothing') return 'unrelated';
  const { store, serverKey, now, alert } = context;
  const eventId = timeSortedId(now, context.random);
  const hashOf = (addressKey: string) => hashAddress(serverKey, addressKey);
  const recording = { now, hashOf, eventId, alert };
  const source = 'mailbox';
  return store.write(
    async (rows) => {
      const delivery = await findFirst(rows, incoming.mailIds);
      if (delivery === null) {
        const own = incoming.kind === 'reply' ? null : await findService(rows, incoming.mailIds);
        if (own === null || incoming.kind === 'reply') return 'unrelated';
        return recordServiceMail(incoming, { mail: own, source, rows, context: recording });
      }
      switch (incoming.kind) {
        case 'bounce':
          return recordBounce({ ...incoming, source, delivery }, { rows, context: recording });
        case 'complaint':
          return recordComplaint({ delivery, source }, { rows, context: recording });
        case 'reply': {
          const thread = keyedHash(serverKey, `reply|${mail}`).digest('hex').slice(0, 32);
          const until = new Date(now.getTime() + reportMemoryMs);
          if (!(await rows.noteReport(`reply:${thread}`, until))) return 'nothing';
          const { subscriberId: pid, issueId } = delivery;
          const detail = { issue: issueId, thread };
          await rows.addEvent({
            ...{ id: eventId, at: now, type: 'reply.in', pid },
            ...{ source: null, detail },
          });
          return 'reply';
        }
      }
    },
    { isEssential: true },
  );
}

async function findFirst(
  rows: OutcomeReads,
  mailIds: readonly string[],
): Promise<MailedDelivery | null> {
  for (const mailId of mailIds) {
    const found = await rows.findDeliveryByMail(mailId);
    if (found) return found;
  }
  return null;
}

async function findService(
  rows: OutcomeReads,
  mailIds: readonly string[],
): Promise<ServiceMail | null> {
  for (const mailId of mailIds) {
    const found = await rows.findServiceMail(mailId);
    if (found) return found;
  }
  return null;
}
