import type { Random } from '#audience/ids.ts';
import type { Hub } from '#hub/hub.ts';
import { type OutcomeStore, takeIncoming } from '#newsletter/bounces/take-in.ts';

import { faultLine, type Log } from '../log-line.ts';
import { type Repetition, repeat } from '../repeat.ts';
import type { BounceMailboxSettings } from './bounce-settings.ts';
import { openBounceMailbox } from './open-mailbox.ts';
import { readBounces, type Reading, type ReadingContext } from './read-bounces.ts';
import { refusalAlert } from './refusal-alert.ts';

export interface MailboxContext {
  readonly store: OutcomeStore;
  readonly hub: Hub;
  readonly serverKey: Uint8Array;
  readonly random: Random;
  readonly clock: () => Date;
}

/** What {@link readBounces} works with, on the store of a hub. */
export function readingContext(
  { address }: Pick<BounceMailboxSettings, 'address'>,
  context: MailboxContext,
): Omit<ReadingContext, 'now' | 'unrelated'> {
  const { store, clock } = context;
  const alert = refusalAlert(context);
  return {
    address,
    knows: (mailIds) =>
      store.read(async (rows) => {
        for (const mailId of mailIds) {
          if (await rows.findDeliveryByMail(mailId)) return true;
          if (await rows.findServiceMail(mailId)) return true;
        }
        return false;
      }),
    take: (incoming, mail) => takeIncoming(incoming, { ...context, mail, alert, now: clock() }),
  };
}

const everyMinuteMs = 60_000;

/** Reads the mailbox again and again until stopped. */
export function watchMailbox(
  settings: BounceMailboxSettings,
  {
    log,
    wake,
    everyMs = everyMinuteMs,
    ...context
  }: MailboxContext & { log: Log; wake: () => void; everyMs?: number },
): Repetition {
  const mailbox = openBounceMailbox(settings);
  const unrelated = new Set<string>();
  const reading = readingContext(settings, context);
  const repetition = repeat(
    async () => {
      const read = await readBounces(mailbox, { ...reading, unrelated, now: context.clock() });
      for (const line of linesOf(read)) log(line);
      if (read.taken.alerted > 0) wake();
    },
    {
      everyMs,
      onError: (error) => log(`bounce mailbox not read: ${faultLine(error)}`),
    },
  );
  return {
    async stop() {
      await repetition.stop();
      await mailbox.close();
    },
  };
}

function linesOf({ taken, faults }: Reading): string[] {
  const { suppressed, counted, alerted, reply } = taken;
  const lines: string[] = [];
  if (suppressed + counted + alerted + reply > 0) {
    lines.push(
      `mail that came back: ${suppressed} never mailed again, ${counted} counted, ${alerted} refused because of us; ${reply} answers`,
    );
  }
  if (faults.length > 0) {
    lines.push(`returned mails to be tried again: ${faults.length}, first: ${faults[0]}`);
  }
  return lines;
}
