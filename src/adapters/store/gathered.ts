/** What is asked for together, and answered together. */
export interface Gathering<Item, Result> {
  /** Works on those that come within their patience: the least patient of them decides when. */
  readonly work: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** How many milliseconds an item may wait for others. */
  readonly patienceMs: (item: Item) => number;
  /** The most at once. */
  readonly max: number;
}

/**
 * A function of one item that works on all that were asked for until then, in the order in which they came. What fails
 * fails for all of them.
 */
export function gathered<Item, Result>({
  work,
  patienceMs,
  max,
}: Gathering<Item, Result>): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly until: number;
    readonly resolve: (result: Result) => void;
    readonly reject: (reason: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let isRunning = false;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Number.POSITIVE_INFINITY;

  /** Lets the group begin when the least patient item's time has come. */
  function plan(): void {
    if (isRunning || waiting.length === 0) return;
    const at = waiting.length >= max ? 0 : Math.min(...waiting.map(({ until }) => until));
    if (timer !== undefined && timerAt <= at) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(() => void run(), Math.max(0, at - performance.now()));
  }

  async function run(): Promise<void> {
    timer = undefined;
    timerAt = Number.POSITIVE_INFINITY;
    isRunning = true;
    const group = waiting.splice(0, max);
    try {
      const results = await work(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    isRunning = false;
    plan();
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, until: performance.now() + patienceMs(item), resolve, reject });
      plan();
    });
}
