import { cpSync } from 'node:fs';

import type { CallReport } from './every-call.ts';
import { type BrokenOff, judge } from './judge.ts';
import { type Operation, withServices } from './operations.ts';
import { type Place, sqlitePlace } from './place.ts';

/**
 * Runs `operation` once on SQLite and copies the files at every store call, which is what `kill -9` there would
 * leave: what was written is the system's, written out or not, and SQLite makes its -shm file anew. Then judges each
 * copy. Without a process per call it is quick enough to be run at every change.
 */
export async function copyAtCalls(operation: Operation): Promise<CallReport> {
  await using place = await sqlitePlace();
  const token = await operation.prepare(place);
  const copies: { place: Place; brokenOff: BrokenOff }[] = [];
  const spare = await Promise.all(Array.from({ length: 200 }, sqlitePlace));
  try {
    let [isRunning, isAnswered] = [false, false];
    const onStoreCall = (moment: string, sql: string) => {
      if (!isRunning) return;
      const copy = spare[copies.length];
      if (!copy) throw new Error('an operation with more store calls than there is room for');
      cpSync(place.dataDir, copy.dataDir, {
        recursive: true,
        filter: (name) => !name.endsWith('-shm'),
      });
      const brokenOff = { operation, token, isAnswered, at: `${moment}: ${sql}` };
      copies.push({ place: copy, brokenOff });
    };
    await withServices(
      place,
      async (services) => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        isRunning = true;
        await operation.ask(services, token);
        isAnswered = true;
        await operation.followed(place);
        isRunning = false;
      },
      { onStoreCall },
    );
    const faults: string[] = [];
    for (const { place: copy, brokenOff } of copies) faults.push(...(await judge(copy, brokenOff)));
    return { calls: copies.length, brokenAt: copies.map(({ brokenOff }) => brokenOff.at), faults };
  } finally {
    for (const one of spare) await one[Symbol.asyncDispose]();
  }
}
