import { EnvironmentError } from '#server/environment.ts';

import { machineTrouble } from './machine-trouble.ts';

/** Writes a line; commands get one for data (stdout) and one for remarks (stderr). */
export type Print = (line: string) => void;

export interface Output {
  readonly data: Print;
  readonly remark: Print;
}

export const terminal: Output = { data: console.info, remark: console.error };

/**
 * Runs `main` when its module was started as a program and makes its number the exit status.
 * Wrong options and unusable environment variables become one line each and status 2, trouble with the
 * machine (a full disk, a folder of somebody else) a line with what to do and status 1. Anything else thrown
 * is a fault of ours and keeps its stack.
 */
export async function runCommand(
  meta: ImportMeta,
  main: (argv: string[], output: Output) => number | Promise<number>,
): Promise<void> {
  if (!meta.main) return;
  try {
    process.exitCode = await main(process.argv.slice(2), terminal);
  } catch (error) {
    process.exitCode = 2;
    if (error instanceof EnvironmentError) terminal.remark(error.message);
    else if (isUsageError(error)) {
      terminal.remark(`${error.message}\nAdd --help to see what this command takes.`);
    } else {
      const trouble = machineTrouble(error);
      if (trouble === null) throw error;
      process.exitCode = 1;
      terminal.remark(trouble);
    }
  }
}

/** Whether `error` came from `parseArgs` of node:util, which marks its errors by code. */
function isUsageError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}
