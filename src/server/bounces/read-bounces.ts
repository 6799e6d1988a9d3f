import type { BounceMailbox } from '#adapters/mail/bounce-mailbox.ts';
import { readIncomingMail } from '#adapters/mail/report-mail.ts';
import { type Incoming, meaningOf } from '#newsletter/bounces/incoming-mail.ts';
import { reportMemoryMs, type Taken } from '#newsletter/bounces/take-in.ts';

import { faultLine } from '../log-line.ts';

export interface ReadingContext {
  /** The address that mails of issues come back to. */
  readonly address: string;
  /** Whether one of these mails is of this hub. */
  readonly knows: (mailIds: readonly string[]) => Promise<boolean>;
  /** Takes in what a mail means; `mail` names it. */
  readonly take: (incoming: Incoming, mail: string) => Promise<Taken>;
  readonly now: Date;
  /** Mails that were looked at before and are none of ours. */
  readonly unrelated: Set<string>;
  /** Tells what would happen and changes nothing. */
  readonly isRehearsal?: boolean;
}

/** How many mails meant what. */
export interface Reading {
  readonly taken: Readonly<Record<Taken, number>>;
  /** Reports that were kept long enough, and went. */
  readonly removed: number;
  /** What could not be read or written now; the mails stay for the next time. */
  readonly faults: readonly string[];
}

/**
 * Reads the mailbox once. A report is marked as seen once the store has it, so a process killed in between does it
 * again, which changes nothing; 30 days later it is deleted. All other mail stays as it is, answers to issues unread.
 */
export async function readBounces(
  mailbox: BounceMailbox,
  context: ReadingContext,
): Promise<Reading> {
  const { unrelated, isRehearsal = false } = context;
  const counts = { ...noneTaken };
  const faults: string[] = [];
  const names = await mailbox.listNew();
  const old = await mailbox.listSeen(new Date(context.now.getTime() - reportMemoryMs));
  const present = new Set([...names, ...old]);
  for (const name of unrelated) if (!present.has(name)) unrelated.delete(name);
  for (const name of names.filter((one) => !unrelated.has(one))) {
    try {
      const read = await meaningIn(mailbox, name, context);
      const taken = read === null ? 'unrelated' : await context.take(read.incoming, read.mail);
      counts[taken] += 1;
      const isOurs = read !== null && (await isOurReport(read.incoming, context));
      if (!isOurs) unrelated.add(name);
      else if (!isRehearsal) await mailbox.markSeen(name);
    } catch (error) {
      // One mail that cannot be handled now keeps no other one waiting.
      faults.push(faultLine(error));
    }
  }
  let removed = 0;
  for (const name of old.filter((one) => !unrelated.has(one))) {
    try {
      if (await removeOld(mailbox, name, context)) removed += 1;
    } catch (error) {
      faults.push(faultLine(error));
    }
  }
  return { taken: counts, removed, faults };
}

const noneTaken: Record<Taken, number> = {
  suppressed: 0,
  counted: 0,
  alerted: 0,
  nothing: 0,
  reply: 0,
  unrelated: 0,
};

async function meaningIn(
  mailbox: BounceMailbox,
  name: string,
  { address }: Pick<ReadingContext, 'address'>,
): Promise<{ incoming: Incoming; mail: string } | null> {
  const bytes = await mailbox.read(name);
  const mail = bytes && (await readIncomingMail(bytes));
  if (!mail) return null;
  const incoming = meaningOf(mail, address);
  return { incoming, mail: mail.headers.get('message-id') ?? name };
}

/** A report of a mail of this hub, also of somebody who was erased meanwhile. */
async function isOurReport(
  incoming: Incoming,
  { knows }: Pick<ReadingContext, 'knows'>,
): Promise<boolean> {
  if (incoming.kind !== 'bounce' && incoming.kind !== 'complaint') return false;
  return incoming.isAddressed || knows(incoming.mailIds);
}

/** Deletes a report that was read long ago. What a mail is, is looked up again: other mail is never deleted. */
async function removeOld(
  mailbox: BounceMailbox,
  name: string,
  context: ReadingContext,
): Promise<boolean> {
  const read = await meaningIn(mailbox, name, context);
  if (read === null || !(await isOurReport(read.incoming, context))) {
    context.unrelated.add(name);
    return false;
  }
  if (!context.isRehearsal) await mailbox.remove(name);
  return true;
}
