import { type LifecycleContext, runLifecycle } from '#audience/lifecycle/run.ts';

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
      const { mails } = await runLifecycle(context());
      const queued = mails.filter(({ outcome }) => outcome === 'queued').length;
      if (queued === 0) return;
      log(`lifecycle: ${queued} who have been quiet for long are asked what they would like`);
      wake();
    },
    { everyMs, onError: (error) => log(`lifecycle failed: ${faultLine(error)}`) },
  );
}
