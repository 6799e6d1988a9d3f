import { setTimeout as wait } from 'node:timers/promises';

import { brokenInTheEnd, brokenPromises, keepBusy, noPromises } from './clients.ts';
import type { MakePlace } from './place.ts';
import { startChild } from './running-child.ts';

/** What killing a busy service at random times has shown. */
export interface KillReport {
  readonly kills: number;
  /** Sign-ups, confirmations and unsubscribes that were answered. */
  readonly answered: number;
  readonly faults: readonly string[];
}

export interface KillOptions {
  readonly makePlace: MakePlace;
  readonly rounds: number;
  readonly onProgress?: (done: number, total: number) => void;
}

const clients = 8;

/** A store is judged by all its rows, so it is not let grow for ever. */
const roundsPerPlace = 10;

/** Starts a service, lets clients sign up, confirm and leave, kills it at a random moment, and so on. */
export async function killAtRandom({
  makePlace,
  rounds,
  onProgress = () => {},
}: KillOptions): Promise<KillReport> {
  let [answered, round] = [0, 0];
  const faults: string[] = [];
  while (round < rounds) {
    await using place = await makePlace();
    const promises = noPromises();
    for (let inPlace = 0; inPlace < roundsPerPlace && round < rounds; inPlace += 1) {
      const child = await startChild(place);
      const busy = keepBusy(child, { count: clients, promises, name: `k${round}` });
      await child.logged((line) => line.startsWith('mail written'));
      await wait(5 + Math.random() * 395);
      child.kill();
      await child.ended;
      await busy;
      round += 1;
      for (const fault of await brokenPromises(place, promises))
        faults.push(`round ${round}: ${fault}`);
      onProgress(round, rounds);
    }
    faults.push(...(await brokenInTheEnd(place, promises)));
    answered += promises.answered;
  }
  return { kills: rounds, answered, faults };
}
