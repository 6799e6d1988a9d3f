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
  const ask = (task: MdxTask): Promise<ParsedBody> => {
    const asked = (child ??= startProcess());
    return new Promise((resolve) => {
      const finish = (answer: ParsedBody) => {
        clearTimeout(timer);
        asked.removeAllListeners();
        resolve(answer);
      };
      const giveUp = (reason: string) => {
        stop();
        asked.on('error', () => {});
        const message = `${reason}; its tags, brackets or quotes are nested too deep: simplify the text`;
        finish({ kind: 'failure', failure: { line: task.firstLine, message } });
      };
      const timer = setTimeout(
        () => giveUp(`cannot be read within ${patienceMs / 1000} seconds`),
        patienceMs,
      );
      asked.once('message', (answer) => finish(answer as ParsedBody));
      asked.once('error', () => giveUp('cannot be read'));
      asked.once('exit', () => giveUp('cannot be read'));
      asked.send(task, () => {});
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

function startProcess(): ChildProcess {
  return fork(fileURLToPath(new URL('mdx-process.ts', import.meta.url)), {
    env: {},
    execArgv: ['--max-old-space-size=512'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
