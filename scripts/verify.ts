import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { checkLanes, type CheckStep, type Count } from './support/check-steps.ts';
import { type Output, runCommand, terminal } from './support/command.ts';

const projectRoot = path.resolve(import.meta.dirname, '..');
const resultsDir = path.join(projectRoot, '.cache', 'verify');
const lanes = checkLanes(resultsDir);
const stepIds = lanes.flatMap((lane) => Object.keys(lane));

const usage = `Checks everything that a change must pass: format, lint, types, unused code and all tests.

  npm run verify -- [--only <step>] [--help]

  --only <step>   ${stepIds.join(', ')}

Two steps run at a time; what a step printed is shown when it has failed, and kept in .cache/verify/.
The last line is the total: "N passed, N failed".

Example: npm run verify -- --only types`;

/** How often a long run tells that it is alive, in milliseconds. */
const signOfLifeMs = 60_000;

/** Runs the steps, all of them even when one fails. Exit status: 0 all passed, 1 something failed, 2 wrong usage. */
export async function main(argv: string[], output: Output = terminal): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const { only } = options;
  if (only !== undefined && !stepIds.includes(only)) {
    output.remark(`"${only}" is no step; steps are ${stepIds.join(', ')}.`);
    return 2;
  }
  await rm(resultsDir, { recursive: true, force: true });
  await mkdir(resultsDir, { recursive: true });

  const running = new Set<string>();
  const alive = setInterval(
    () => output.remark(`    at work: ${[...running].join(', ')}`),
    signOfLifeMs,
  );
  const counts = await Promise.all(
    lanes.map(async (lane) => {
      const total = { passed: 0, failed: 0 };
      for (const [id, step] of Object.entries(lane)) {
        if (only !== undefined && id !== only) continue;
        running.add(step.label);
        const { passed, failed } = await runStep(id, step, { output, isShown: only === id });
        running.delete(step.label);
        total.passed += passed;
        total.failed += failed;
      }
      return total;
    }),
  );
  clearInterval(alive);
  const passed = counts.reduce((sum, one) => sum + one.passed, 0);
  const failed = counts.reduce((sum, one) => sum + one.failed, 0);
  output.data(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function runStep(
  id: string,
  { label, program, env, count }: CheckStep,
  { output, isShown }: { output: Output; isShown: boolean },
): Promise<Count> {
  output.remark(`${label} …`);
  const start = performance.now();
  const log = path.join(resultsDir, `${id}.log`);
  const status = await run(program, { env, log: isShown ? null : log });
  const result = await resultOf(status, count);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (result.failed > 0 && !isShown) output.remark(await readFile(log, 'utf8'));
  output.remark(
    `${label}: ${result.failed === 0 ? `${result.passed} passed` : `FAILED (${result.failed})`} in ${seconds} s`,
  );
  return result;
}

async function resultOf(status: number, count: CheckStep['count']): Promise<Count> {
  const whole = status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!count) return whole;
  const counted = await count().catch(() => whole);
  // A run that broke off, or found no test at all, has failed whatever it counted.
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** Runs a program of node_modules to its end; its words go to the file `log`, or are shown at once. */
async function run(
  [name, ...args]: CheckStep['program'],
  { env, log }: { env: CheckStep['env']; log: string | null },
): Promise<number> {
  const program =
    name === 'node' ? process.execPath : path.join(projectRoot, 'node_modules', '.bin', name);
  const file = log === null ? null : createWriteStream(log);
  if (file) await once(file, 'open');
  const words = file ?? ('inherit' as const);
  const child = spawn(program, args, {
    cwd: projectRoot,
    stdio: ['ignore', words, words],
    env: {
      ...process.env,
      ...env,
      // Programs in .bin start "node"; it must be the one this command runs on.
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  });
  const status = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
  file?.close();
  return status;
}

await runCommand(import.meta, main);
