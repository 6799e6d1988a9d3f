import { setTimeout as sleep } from 'node:timers/promises';

export interface GatherOptions {
  /** How long items are waited for; 0 takes what comes at once. */
  readonly gatherMs: number;
  /** The most of them at once. */
  readonly max: number;
}

/**
 * A function of one item that works on those that come together: `work` gets them in order and returns as many
 * results. When it fails, all of them fail.
 */
export function gathered<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { gatherMs, max }: GatherOptions,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (reason: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (waiting.length > 0) {
      await (gatherMs > 0 ? sleep(gatherMs) : Promise.resolve());
      const group = waiting.splice(0, max);
      try {
        const results = await work(group.map(({ item }) => item));
        for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isRunning = false;
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      void run();
    });
}
