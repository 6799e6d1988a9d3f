import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import type { Command, Line } from './child.ts';
import type { Place } from './place.ts';

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

/** What became of a command: answered, refused by the store, or unanswered when the process died. */
export type Ending =
  | { readonly kind: 'answered'; readonly outcome: string }
  | { readonly kind: 'refused' | 'unanswered' };

/** A service in a process of its own, with what it said so far. */
export interface RunningChild {
  ask(command: Unnumbered<Command>): Promise<Ending>;
  /** Resolves with the first log line that `wanted` accepts, or `null` when the process died without one. */
  logged(wanted: (line: string) => boolean): Promise<string | null>;
  onLog(listener: (line: string) => void): void;
  /** Store calls by the last line it wrote. */
  calls(): number;
  kill(): void;
  /** Resolves when the process is gone, with its last words. */
  readonly ended: Promise<string>;
}

const childFile = new URL('child.ts', import.meta.url).pathname;

/** Starts the service at `place` and resolves when it is ready, or dead. `crashAt` 0 means never. */
export async function startChild(
  place: Place,
  { crashAt = 0, fromStart = false }: { crashAt?: number; fromStart?: boolean } = {},
): Promise<RunningChild> {
  const child = spawn(process.execPath, [childFile, ...(fromStart ? ['--from-start'] : [])], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      TMPDIR: process.env['TMPDIR'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '.cache/compile',
      FREEHOLD_CRASH_AT: String(crashAt),
      ...place.environment,
    },
  });
  const logs: string[] = [];
  const listeners = new Set<(line: string) => void>();
  const waiting = new Map<number, (ending: Ending) => void>();
  const ready = Promise.withResolvers<void>();
  let [calls, commands, words] = [0, 0, ''];

  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parsed(text);
    if (line === null) return;
    if ('calls' in line) calls = line.calls;
    if ('ready' in line) ready.resolve();
    else if ('log' in line) {
      logs.push(line.log);
      for (const listener of listeners) listener(line.log);
    } else {
      const ending: Ending =
        'outcome' in line ? { kind: 'answered', outcome: line.outcome } : { kind: 'refused' };
      waiting.get(line.id)?.(ending);
      waiting.delete(line.id);
    }
  });
  const ended = new Promise<string>((resolve) => {
    child.on('close', (status) => {
      for (const settle of waiting.values()) settle({ kind: 'unanswered' });
      waiting.clear();
      ready.resolve();
      resolve(status === null ? words : `ended with ${status}: ${words}`);
    });
  });
  await ready.promise;

  const running = () => child.exitCode === null && child.signalCode === null;
  return {
    ended,
    calls: () => calls,
    kill: () => child.kill('SIGKILL'),
    ask: (command) =>
      new Promise((resolve) => {
        if (!running()) return resolve({ kind: 'unanswered' });
        commands += 1;
        waiting.set(commands, resolve);
        child.stdin.write(`${JSON.stringify({ ...command, id: commands })}\n`);
      }),
    onLog: (listener) => void listeners.add(listener),
    logged: (wanted) =>
      new Promise((resolve) => {
        const known = logs.find(wanted);
        if (known !== undefined) return resolve(known);
        listeners.add((line) => wanted(line) && resolve(line));
        void ended.then(() => resolve(null));
      }),
  };
}

/** A line that the process died while writing is no answer. */
function parsed(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}
