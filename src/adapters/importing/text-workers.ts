import { Worker } from 'node:worker_threads';

import { type FinishedText, type FinishTask, unwritable } from '#importing/finish-text.ts';
import type { RawEntry } from '#importing/raw-entry.ts';
import type { ReadingWishes } from '#importing/read-article.ts';
import { type TextRead, unreadable } from '#importing/read-text.ts';

import type { TextDone, TextJob } from './text-worker.ts';

/** Threads that read and write texts; whoever opens them closes them. */
export interface TextWorkers {
  /** Results come in the order of what was given, whichever thread was faster. */
  readonly read: (entries: readonly RawEntry[], onDone: () => void) => Promise<TextRead[]>;
  readonly finish: (tasks: readonly FinishTask[], onDone: () => void) => Promise<FinishedText[]>;
  readonly close: () => Promise<void>;
}

/** Opens `count` threads. A text at which one dies is named, and another thread takes the next. */
export function openTextWorkers(count: number, wishes: ReadingWishes): TextWorkers {
  const threads: (Worker | null)[] = Array.from({ length: count }, () => null);
  const start = (index: number): Worker => {
    const url = new URL('./text-worker.ts', import.meta.url);
    const thread = threads[index] ?? new Worker(url, { workerData: wishes, execArgv: [] });
    threads[index] = thread;
    return thread;
  };

  const inThreads = async <Given, Done extends TextDone>(
    all: readonly Given[],
    { jobOf, faultOf, onDone }: Ways<Given, Done>,
  ): Promise<Done[]> => {
    const done: Done[] = [];
    const queue = all.entries();
    const workThrough = async (index: number) => {
      for (const [place, given] of queue) {
        try {
          done[place] = (await answerOf(start(index), jobOf(given))) as Done;
        } catch (error) {
          await threads[index]?.terminate();
          threads[index] = null;
          done[place] = faultOf(given, error);
        }
        onDone();
      }
    };
    await Promise.all(threads.map((_, index) => workThrough(index)));
    return done;
  };

  return {
    read: (entries, onDone) =>
      inThreads<RawEntry, TextRead>(entries, {
        jobOf: (read) => ({ read }),
        faultOf: ({ source }, error) => unreadable(source, error),
        onDone,
      }),
    finish: (tasks, onDone) =>
      inThreads<FinishTask, FinishedText>(tasks, {
        jobOf: (finish) => ({ finish }),
        faultOf: unwritable,
        onDone,
      }),
    close: async () => {
      await Promise.all(threads.map((thread) => thread?.terminate()));
    },
  };
}

interface Ways<Given, Done> {
  readonly jobOf: (given: Given) => TextJob;
  /** What stands for the answer of a thread that died. */
  readonly faultOf: (given: Given, error: unknown) => Done;
  readonly onDone: () => void;
}

function answerOf(thread: Worker, job: TextJob): Promise<TextDone> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (done: TextDone) => settle(() => resolve(done));
    const onError = (error: unknown) => settle(() => reject(error));
    const onExit = (status: number) =>
      settle(() => reject(new Error(`its thread ended with ${status}`)));
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    thread.postMessage(job);
  });
}
