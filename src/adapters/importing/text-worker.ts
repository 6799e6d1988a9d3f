import { parentPort, workerData } from 'node:worker_threads';

import { type FinishedText, type FinishTask, finishText } from '#importing/finish-text.ts';
import type { RawEntry } from '#importing/raw-entry.ts';
import type { ReadingWishes } from '#importing/read-article.ts';
import { readText, type TextRead } from '#importing/read-text.ts';

import { judgeMdx } from './judge-mdx.ts';

/** One text to read or to write. */
export type TextJob =
  { readonly read: RawEntry; readonly finish?: never } | { readonly finish: FinishTask };

export type TextDone = TextRead | FinishedText;

const port = parentPort;
if (!port) throw new Error('text-worker.ts runs in a worker thread only');

const wishes: ReadingWishes = workerData;

port.on('message', (job: TextJob) => {
  const done: TextDone = job.finish
    ? finishText(job.finish, judgeMdx)
    : readText(job.read, { ...wishes, readMdx: judgeMdx });
  port.postMessage(done);
});
