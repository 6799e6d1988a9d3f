import { judge } from './judge.ts';
import type { Operation } from './operations.ts';
import type { MakePlace, Place } from './place.ts';
import { type RunningChild, startChild } from './running-child.ts';

/** What breaking an operation off at its store calls has shown. */
export interface CallReport {
  /** How many calls it makes when nothing happens. */
  readonly calls: number;
  /** Where it was broken off: `before` or `after`, and the statement. */
  readonly brokenAt: readonly string[];
  readonly faults: readonly string[];
}

export interface CallOptions {
  readonly makePlace: MakePlace;
  /** 1 kills at every call, 3 at every third. */
  readonly every?: number;
  /** How many processes at a time. */
  readonly lanes?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Kills `operation` at its store calls, each in a process and a store of its own, and judges what is left. */
export async function killAtCalls(
  operation: Operation,
  { makePlace, every = 1, lanes = 1, onProgress = () => {} }: CallOptions,
): Promise<CallReport> {
  const calls = await countCalls(operation, makePlace);
  const numbers = Array.from({ length: calls }, (_, index) => index + 1).filter(
    (number) => number % every === 0,
  );
  const total = numbers.length;
  const brokenAt: string[] = [];
  const faults: string[] = [];
  const lane = async () => {
    for (let at = numbers.shift(); at !== undefined; at = numbers.shift()) {
      await using place = await makePlace();
      const found = await killAt(place, { operation, at });
      if (found.died !== null) brokenAt.push(found.died);
      faults.push(...found.faults);
      onProgress(total - numbers.length, total);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { calls, brokenAt, faults };
}

async function countCalls(operation: Operation, makePlace: MakePlace): Promise<number> {
  await using place = await makePlace();
  const token = await operation.prepare(place);
  const child = await startChild(place);
  await beginCounting(child);
  await operation.run(child, token);
  const calls = child.calls();
  child.kill();
  await child.ended;
  return calls;
}

/** What a process does on starting is over by then: it looks for old requests and for mails that are due. */
async function beginCounting(child: RunningChild): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 150));
  await child.ask({ do: 'count' });
}

/** `died` is `null` when the process had done everything before. */
async function killAt(
  place: Place,
  { operation, at }: { operation: Operation; at: number },
): Promise<{ died: string | null; faults: readonly string[] }> {
  const token = await operation.prepare(place);
  const child = await startChild(place, { crashAt: at });
  await beginCounting(child);
  const { kind } = await operation.run(child, token);
  child.kill();
  const words = await child.ended;
  const died = /killed at store call \d+, (.*)/.exec(words)?.[1] ?? null;
  const isAnswered = kind === 'answered';
  const brokenOff = { operation, token, isAnswered, at: died ?? `call ${at}` };
  return { died, faults: await judge(place, brokenOff) };
}
