import { availableParallelism } from 'node:os';

import type { Elsewhere } from '#importing/elsewhere/pictures-elsewhere.ts';
import { finishText } from '#importing/finish-text.ts';
import { beginImport, type ImportPlan, type ImportWishes } from '#importing/plan-import.ts';
import type { RawBlog } from '#importing/raw-entry.ts';
import type { ReadingWishes } from '#importing/read-article.ts';
import { readText } from '#importing/read-text.ts';

import { judgeMdx } from './judge-mdx.ts';
import { openTextWorkers, type TextWorkers } from './text-workers.ts';

/** Plans the import of a blog whose texts it has read. */
export interface Planner extends AsyncDisposable {
  /** `pictureAt` knows the pictures that texts show from the web. */
  readonly plan: (pictureAt?: (address: string) => Elsewhere) => Promise<ImportPlan>;
}

/** Fewer characters are read before threads would have started. */
const worthThreads = 1_000_000;
/** Each thread takes memory of its own, and one thread settles what concerns all texts. */
const maxThreads = 8;

/**
 * Reads the texts of `blog`, those of a large one in several threads; plans are the same.
 * `threads` says how many, instead of what the blog and the machine ask for.
 */
export async function openPlanner(
  blog: RawBlog,
  {
    threads: wished,
    onProgress,
    ...wishes
  }: ImportWishes & {
    readonly threads?: number;
    /** Told how many steps of how many are done; each text takes two. */
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<Planner> {
  const { toRead, reading, settle } = beginImport(blog, wishes);
  const characters = toRead.reduce((sum, { body }) => sum + body.length, 0);
  const fitting = characters < worthThreads ? 1 : Math.min(availableParallelism(), maxThreads);
  const threads = wished ?? fitting;
  const workers = threads === 1 ? inThisThread(reading) : openTextWorkers(threads, reading);
  const steps = toRead.length * 2;
  let step = 0;
  const onDone = () => onProgress?.((step += 1), steps);
  const texts = await workers.read(toRead, onDone);
  return {
    async plan(pictureAt) {
      const { toFinish, complete } = settle(texts, pictureAt);
      step = steps - toFinish.length;
      return complete(await workers.finish(toFinish, onDone));
    },
    [Symbol.asyncDispose]: () => workers.close(),
  };
}

function inThisThread(wishes: ReadingWishes): TextWorkers {
  const each =
    <Given, Done>(work: (given: Given) => Done) =>
    (all: readonly Given[], onDone: () => void) =>
      Promise.resolve(
        all.map((given) => {
          const done = work(given);
          onDone();
          return done;
        }),
      );
  return {
    read: each((entry) => readText(entry, { ...wishes, readMdx: judgeMdx })),
    finish: each((task) => finishText(task, judgeMdx)),
    close: () => Promise.resolve(),
  };
}
