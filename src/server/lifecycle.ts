import { type LifecycleContext, runLifecycle } from '#audience/lifecycle/run.ts';

import { runTriggers } from '#audience/lifecycle/run-triggers.ts';

import { faultLine, type Log } from './log-line.ts';
import { repeat, type Repetition } from './repeat.ts';

const everyMs = 60 * 60 * 1000;

/** Looks every hour whom a lifecycle mail is owed; `wake` has the outbox looked at. */
export function startLifecycle(
  context: () => LifecycleContext,
  { log, wake }: { log: Log; wake: () => void },
): Repetition {
  return repeat(
    async () => {
      const owed = (all: readonly { readonly outcome: string }[]) =>
        all.filter(({ outcome }) => outcome === 'queued').length;
      const triggered = owed(await runTriggers(context()));
      const quiet = owed((await runLifecycle(context())).mails);
      if (triggered > 0) log(`lifecycle: ${triggered} get a mail on what they did`);
      if (quiet > 0) {
        log(`lifecycle: ${quiet} who have been quiet for long are asked what they would like`);
      }
      if (triggered + quiet > 0) wake();
    },
    { everyMs, onError: (error) => log(`lifecycle failed: ${faultLine(error)}`) },
  );
}
