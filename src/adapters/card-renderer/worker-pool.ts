import { Worker } from 'node:worker_threads';

import type { Scene } from '#cards/scene.ts';

import type { Painted } from './card-painter.ts';
import type { CardJob, CardJobDone, CardWorkerData } from './card-worker.ts';

/** While a worker encodes one card on another thread it can already draw the next. */
const jobsAhead = 2;

/**
 * Paints `scenes` in worker threads and hands each result over as soon as it is there, in no fixed order.
 * Neighbours in the list tend to go to the same worker, which can then reuse what it drew for the first.
 */
export async function paintInWorkers(
  scenes: readonly Scene[],
  { workers, ...data }: CardWorkerData & { workers: number },
  onPainted: (index: number, painted: Painted) => Promise<void>,
): Promise<void> {
  const queue = batchesOf(scenes.length, workers);
  const threads = Array.from({ length: Math.min(workers, queue.length) }, () => {
    return new Worker(new URL('./card-worker.ts', import.meta.url), {
      workerData: data satisfies CardWorkerData,
      execArgv: [],
    });
  });
  try {
    await Promise.all(threads.map((thread) => workThrough(queue, { scenes, thread, onPainted })));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** Lets `thread` take batch after batch from `queue` until there are none. */
function workThrough(
  queue: number[][],
  {
    scenes,
    thread,
    onPainted,
  }: {
    scenes: readonly Scene[];
    thread: Worker;
    onPainted: (index: number, painted: Painted) => Promise<void>;
  },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let batch: number[] = [];
    let open = 0;
    const next = () => {
      if (batch.length === 0) batch = queue.shift() ?? [];
      const id = batch.shift();
      const scene = id === undefined ? undefined : scenes[id];
      if (id === undefined || !scene) {
        if (open === 0) resolve();
        return;
      }
      open += 1;
      thread.postMessage({ id, scene } satisfies CardJob);
    };
    thread.on('message', ({ id, painted }: CardJobDone) => {
      onPainted(id, received(painted)).then(() => {
        open -= 1;
        next();
      }, reject);
    });
    thread.on('error', reject);
    thread.on('exit', (code) =>
      reject(new Error(`a card worker stopped early with status ${code}`)),
    );
    for (let ahead = 0; ahead < jobsAhead; ahead += 1) next();
  });
}

/** Runs of up to eight indices, shorter where that is needed to give every worker some. */
function batchesOf(count: number, workers: number): number[][] {
  const size = Math.max(1, Math.min(8, Math.ceil(count / workers)));
  return Array.from({ length: Math.ceil(count / size) }, (_, batch) =>
    Array.from(
      { length: Math.min(size, count - batch * size) },
      (__, index) => batch * size + index,
    ),
  );
}

/** A `Buffer` crosses threads as a plain `Uint8Array`. */
function received(painted: Painted): Painted {
  return painted.kind === 'painted' ? { ...painted, jpeg: Buffer.from(painted.jpeg) } : painted;
}
