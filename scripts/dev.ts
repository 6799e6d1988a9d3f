import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { problemLine } from '#hub/problem.ts';
import { readEnvironment } from '#server/environment.ts';

import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Shows the hub while you write: drafts, reviews and scheduled articles are visible, marked.

  npm run dev -- [--open]

PORT and HOST choose the address (http://localhost:4321). Every change to content/ shows at once.

Example: npm run dev`;

/** Runs Astro's development server until it is stopped, and returns its exit status. */
export async function main(argv: string[], output: Output = terminal): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      open: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const { host, port, hubRoot } = readEnvironment();
  const { content, problems } = await readContent(hubRoot);
  if (!content) {
    for (const problem of problems) output.remark(problemLine(problem));
    output.remark('Mend content/hub.yaml first; without it there is nothing to show.');
    return 1;
  }
  const projectRoot = path.resolve(import.meta.dirname, '..');
  const program = path.join(projectRoot, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const flags = [
    'dev',
    '--host',
    host,
    '--port',
    String(port),
    ...(options.open ? ['--open'] : []),
  ];
  const child = spawn(process.execPath, [program, ...flags], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: {
      ...process.env,
      FREEHOLD_PREVIEW: '1',
      ASTRO_TELEMETRY_DISABLED: '1',
      // Astro would go on in the background where it believes that a program started it.
      ASTRO_DEV_BACKGROUND: '0',
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('exit', (status) => resolve(status ?? 0));
  });
}

await runCommand(import.meta, main);
