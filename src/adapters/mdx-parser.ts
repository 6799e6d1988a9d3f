import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { type ParsedBody, parseMdx } from './mdx-body.ts';

export interface MdxTask {
  readonly text: string;
  /** The line of the file on which `text` begins. */
  readonly firstLine: number;
}

/** Reads bodies; whatever they hold, every answer comes in time. Close it after the last one. */
export interface MdxParser extends AsyncDisposable {
  parse(task: MdxTask): Promise<ParsedBody>;
}

/** reliability.md §4.3: a pathological article gets this long. */
const defaultPatienceMs = 10_000;

/**
 * Ordinary writing is read here and now. What makes the parser slow or kills it (deep nesting, code,
 * which it hands to a JavaScript parser) goes to a process of its own, which is ended after `patienceMs`.
 */
export function openMdxParser({ patienceMs = defaultPatienceMs } = {}): MdxParser {
  let child: ChildProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const stop = () => {
    child?.kill('SIGKILL');
    child = null;
  };
  const ask = async (task: MdxTask): Promise<ParsedBody> => {
    const asked = (child ??= await startProcess());
    return new Promise((resolve) => {
      const finish = (answer: ParsedBody) => {
        clearTimeout(timer);
        forget(asked);
        resolve(answer);
      };
      const giveUp = (reason: string) => {
        stop();
        const message = `${reason}; its tags, brackets or quotes are nested too deep: simplify the text`;
        finish({ body: null, failures: [{ line: task.firstLine, message }] });
      };
      const timer = setTimeout(
        () => giveUp(`cannot be read within ${patienceMs / 1000} seconds`),
        patienceMs,
      );
      asked.once('message', (answer) => finish(answer as ParsedBody));
      asked.once('exit', () => giveUp('cannot be read'));
      asked.send(task, (error) => {
        if (error) giveUp('cannot be read');
      });
    });
  };

  return {
    parse(task) {
      if (isOrdinary(task.text)) return Promise.resolve(parseMdx(task.text, task.firstLine));
      const answer = queue.then(() => ask(task));
      queue = answer;
      return answer;
    },
    async [Symbol.asyncDispose]() {
      await queue;
      stop();
    },
  };
}

/**
 * Whether reading `text` here is known to be harmless: too short to nest far, or without code and
 * with few signs that nest. Measured: at these bounds the parser takes tens of milliseconds at most.
 */
function isOrdinary(text: string): boolean {
  if (text.length <= 2000) return true;
  return (
    text.length <= 200_000 &&
    !text.includes('{') &&
    !/\b(?:import|export)\b/.test(text) &&
    countOf('<', text) <= 1000 &&
    countOf('>', text) <= 2000
  );
}

function countOf(sign: string, text: string): number {
  return text.split(sign).length - 1;
}

/** A process that has said it is ready, so that nobody's patience runs out while it starts. */
async function startProcess(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('mdx-process.ts', import.meta.url)), {
    env: {},
    execArgv: ['--max-old-space-size=512'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await new Promise((resolve) => {
    for (const event of events) child.once(event, resolve);
  });
  forget(child);
  return child;
}

const events = ['message', 'error', 'exit'] as const;

/** Takes back what was asked of `child`; a late error, after it was ended, tells nothing new. */
function forget(child: ChildProcess): void {
  for (const event of events) child.removeAllListeners(event);
  child.on('error', () => {});
}
