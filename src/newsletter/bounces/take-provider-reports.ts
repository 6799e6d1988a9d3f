import { readAddress, type ToAscii } from '#audience/address.ts';
import { timeSortedId } from '#audience/ids.ts';
import type { Subscriber } from '#audience/store.ts';
import { hashAddress } from '#audience/tokens.ts';

import type { Judgement } from './judgement.ts';
import type { MailedDelivery, OutcomeAccess } from './outcome-store.ts';
import {
  type Effect,
  recordBounce,
  recordComplaint,
  type RecordContext,
  suppressAddress,
} from './record-outcome.ts';
import { reportMemoryMs, type TakingContext } from './take-in.ts';

/** What a provider that mail is sent by tells of one recipient. Its signature was verified. */
export type ProviderReport = {
  /** Deliveries that it may be about, the surest first. */
  readonly mailIds: readonly string[];
  readonly address: string;
} & (
  | {
      readonly kind: 'bounce';
      readonly judgement: Judgement;
      readonly status: string | null;
      readonly stopsIssue: boolean;
    }
  | { readonly kind: 'complaint' }
);

export type ProviderOutcome =
  | { readonly kind: 'taken'; readonly effects: readonly Effect[] }
  /** It was taken before: nothing changes. */
  | { readonly kind: 'replayed' };

/** Takes in what a provider reports under an id, once. */
export async function takeProviderReports(
  { id, source, reports }: { id: string; source: string; reports: readonly ProviderReport[] },
  { toAscii, ...context }: TakingContext & { toAscii: ToAscii },
): Promise<ProviderOutcome> {
  const { store, serverKey, now, alert, random } = context;
  const hashOf = (addressKey: string) => hashAddress(serverKey, addressKey);
  const eventIds = reports.map(() => timeSortedId(now, random));
  return store.write(
    async (rows) => {
      const until = new Date(now.getTime() + reportMemoryMs);
      if (!(await rows.noteReport(`${source}:${id}`, until))) return { kind: 'replayed' };
      const effects: Effect[] = [];
      for (const [index, report] of reports.entries()) {
        const recording = { now, hashOf, alert, eventId: eventIds[index] ?? '' };
        effects.push(await take(report, { source, rows, toAscii, context: recording }));
      }
      return { kind: 'taken', effects };
    },
    { isEssential: true },
  );
}

interface Taking {
  readonly source: string;
  readonly rows: OutcomeAccess;
  readonly toAscii: ToAscii;
  readonly context: RecordContext;
}

async function take(report: ProviderReport, taking: Taking): Promise<Effect> {
  const { source, rows, context } = taking;
  const person = await findPerson(report.address, taking);
  const delivery = await findDelivery(report, { rows, person });
  if (delivery && report.kind === 'complaint') {
    return recordComplaint({ delivery, source }, { rows, context });
  }
  if (delivery && report.kind === 'bounce') {
    return recordBounce({ ...report, source, delivery }, { rows, context });
  }
  // Another mail than an issue: one of the service's own, such as the one that asks to confirm.
  if (!person || (report.kind === 'bounce' && report.judgement !== 'hard')) return 'nothing';
  const addressHash = context.hashOf(person.address.key);
  const reason = report.kind === 'bounce' ? 'bounce' : 'complaint';
  const pid = person.id;
  const isNew = await suppressAddress(addressHash, { reason, source, pid, rows, context });
  return isNew ? 'suppressed' : 'nothing';
}

async function findPerson(
  text: string,
  { rows, toAscii }: Pick<Taking, 'rows' | 'toAscii'>,
): Promise<Subscriber | null> {
  const read = readAddress(text, toAscii);
  return read.kind === 'address' ? rows.findSubscriber(read.address.key) : null;
}

async function findDelivery(
  { mailIds }: ProviderReport,
  { rows, person }: { rows: OutcomeAccess; person: Subscriber | null },
): Promise<MailedDelivery | null> {
  for (const mailId of mailIds) {
    const found = await rows.findDeliveryByMail(mailId);
    if (found) return found;
  }
  return person && rows.findLatestDelivery(person.id);
}
