import { setTimeout as wait } from 'node:timers/promises';

import type { PostgresServer } from '../support/postgres.ts';
import { brokenInTheEnd, keepBusy, noPromises } from './clients.ts';
import { postgresPlaces } from './place.ts';
import { startChild } from './running-child.ts';

const clients = 8;

/** Restarts the database under a busy service, which has to answer again within five seconds and lose nothing. */
export async function restartUnderLoad(
  server: PostgresServer,
  { restarts, onProgress }: { restarts: number; onProgress(done: number, total: number): void },
): Promise<{ told: string; faults: readonly string[] }> {
  await using place = await postgresPlaces(server.url)();
  const promises = noPromises();
  const faults: string[] = [];
  const child = await startChild(place);
  const stop = new AbortController();
  const busy = keepBusy(child, { count: clients, promises, name: 'r', signal: stop.signal });
  await child.logged((line) => line.startsWith('mail written'));
  let longestMs = 0;
  for (let done = 1; done <= restarts; done += 1) {
    await wait(Math.random() * 500);
    await server.restart();
    const [back, before] = [performance.now(), promises.answered];
    while (promises.answered === before && performance.now() - back < 10_000) await wait(10);
    const tookMs = performance.now() - back;
    longestMs = Math.max(longestMs, tookMs);
    if (tookMs > 5000) faults.push(`restart ${done}: answers again after ${Math.round(tookMs)} ms`);
    onProgress(done, restarts);
  }
  stop.abort();
  await busy;
  child.kill();
  await child.ended;
  faults.push(...(await brokenInTheEnd(place, promises)));
  const told = `${restarts} restarts, ${promises.answered} answers, back within ${Math.round(longestMs)} ms`;
  return { told, faults };
}
