import { maildir } from '#adapters/mail/maildir.ts';
import type { UnsubscribeOutcome } from '#audience/leaving.ts';
import { tokensIn } from '#audience/unsubscribe-mail.ts';

import type { UnsubscribeMailbox } from './environment.ts';
import { faultLine, type Log } from './log-line.ts';
import { type Repetition, repeat } from './repeat.ts';

interface ReaderContext {
  readonly unsubscribe: (token: string) => Promise<UnsubscribeOutcome>;
  readonly log: Log;
  readonly everyMs?: number;
}

/** A mail of ours presents one; more are no honest mistake. */
const maxTokens = 3;

/**
 * Unsubscribes whoever's token arrives in the mailbox, again and again until stopped. A mail that presents a token is
 * marked as seen once the store has it, so a process killed in between does it again, which changes nothing. All
 * other mail is left as it is, and nothing is ever answered.
 */
export function readMailbox(
  { address, maildir: directory }: UnsubscribeMailbox,
  { unsubscribe, log, everyMs = 60_000 }: ReaderContext,
): Repetition {
  const mails = maildir(directory);
  /** Other people's mail that stays in `new/`. */
  let unrelated = new Set<string>();

  /** Returns how many left by this mail. */
  async function handle(name: string): Promise<number> {
    const mail = await mails.read(name);
    const tokens = mail === null ? [] : tokensIn(mail, address).slice(0, maxTokens);
    if (tokens.length === 0) {
      unrelated.add(name);
      return 0;
    }
    const outcomes: UnsubscribeOutcome[] = [];
    for (const token of tokens) outcomes.push(await unsubscribe(token));
    await mails.markSeen(name);
    return outcomes.filter(({ kind }) => kind === 'unsubscribed').length;
  }

  async function readNew(): Promise<void> {
    const names = await mails.listNew();
    unrelated = unrelated.intersection(new Set(names));
    let left = 0;
    const faults: unknown[] = [];
    for (const name of names.filter((one) => !unrelated.has(one))) {
      // One mail that cannot be handled now keeps no other one waiting.
      left += await handle(name).catch((error: unknown) => {
        faults.push(error);
        return 0;
      });
    }
    if (left > 0) log(`unsubscribed by mail: ${left}`);
    if (faults.length > 0) {
      log(`unsubscribe mails to be tried again: ${faults.length}, first: ${faultLine(faults[0])}`);
    }
  }

  return repeat(readNew, {
    everyMs,
    onError: (error) => log(`unsubscribe mailbox not read: ${faultLine(error)}`),
  });
}
