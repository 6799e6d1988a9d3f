import { setTimeout as sleep } from 'node:timers/promises';

export interface Repetition {
  /** Waits for the run under way and ends. */
  stop(): Promise<void>;
}

/** Runs `job` now and then again `everyMs` after each run; a run that fails is reported and does not end it. */
export function repeat(
  job: () => Promise<unknown>,
  { everyMs, onError }: { everyMs: number; onError: (error: unknown) => void },
): Repetition {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await job().catch(onError);
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
