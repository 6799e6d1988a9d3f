import { spawn } from 'node:child_process';

import { storeProcess } from './store-process.ts';

/** Runs the store process; `answering` resolves at its first answer, `done` when it ended; `answered` counts them. */
export function runStoreProcess(argv: readonly string[]) {
  const child = spawn(process.execPath, [storeProcess, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const answering = Promise.withResolvers<void>();
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes('\n')) answering.resolve();
  });
  const done = new Promise<{ code: number | null; lines: string[] }>((resolve) => {
    // What follows the last line break was not answered.
    child.on('close', (code) => resolve({ code, lines: output.split('\n').slice(0, -1) }));
  });
  const answered = () => output.split('\n').length - 1;
  return { answering: answering.promise, answered, done, kill: () => child.kill('SIGKILL') };
}
