import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Checks everything that a change must pass: format, lint, types, unused code and all tests.

  npm run verify -- [--only <step>] [--help]

  --only <step>   format, lint, rules, styles, types, unused, tests or browser

The last line is the total: "N passed, N failed".

Example: npm run verify -- --only types`;

const projectRoot = path.resolve(import.meta.dirname, '..');
const resultsDir = path.join(projectRoot, '.cache', 'verify');

/** How many checks of a step passed and failed. */
interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly label: string;
  /** The program in node_modules/.bin and its arguments. */
  readonly program: readonly [string, ...string[]];
  /** Counts single tests from the file that the program wrote; otherwise the step is one check. */
  readonly count?: () => Promise<Count>;
  readonly env?: Readonly<Record<string, string>>;
}

const vitestResults = path.join(resultsDir, 'vitest.json');
const browserResults = path.join(resultsDir, 'browser.json');

const steps: Readonly<Record<string, Step>> = {
  format: { label: 'Format', program: ['prettier', '--check', '--log-level', 'warn', '.'] },
  lint: { label: 'Lint', program: ['oxlint', '--deny-warnings'] },
  rules: { label: 'Dependency table', program: ['node', 'scripts/lint-rules.ts', '--check'] },
  styles: { label: 'Style sheets', program: ['stylelint', 'src/**/*.css'] },
  types: { label: 'Types', program: ['astro', 'check', '--minimumFailingSeverity', 'error'] },
  unused: { label: 'Unused code', program: ['knip'] },
  tests: {
    label: 'Tests',
    program: [
      'vitest',
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestResults}`,
    ],
    count: () => countVitest(vitestResults),
  },
  browser: {
    label: 'Journeys in a browser',
    program: ['playwright', 'test', '-c', 'tests/playwright.config.ts', '--reporter=dot,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: browserResults },
    count: () => countPlaywright(browserResults),
  },
};

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
  if (only !== undefined && !(only in steps)) {
    output.remark(`"${only}" is no step; steps are ${Object.keys(steps).join(', ')}.`);
    return 2;
  }
  await rm(resultsDir, { recursive: true, force: true });
  await mkdir(resultsDir, { recursive: true });

  const total = { passed: 0, failed: 0 };
  const chosen = Object.entries(steps).filter(([id]) => only === undefined || id === only);
  for (const [number, [, step]] of chosen.entries()) {
    output.remark(`\n[${number + 1}/${chosen.length}] ${step.label}`);
    const start = performance.now();
    const { passed, failed } = await runStep(step);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    output.remark(`    ${failed === 0 ? 'passed' : `FAILED (${failed})`} in ${seconds} s`);
    total.passed += passed;
    total.failed += failed;
  }
  output.data(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function runStep({ program, env, count }: Step): Promise<Count> {
  const [name, ...args] = program;
  const status = await run(name, args, env);
  const whole = status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!count) return whole;
  const counted = await count().catch(() => whole);
  // A run that broke off, or found no test at all, has failed whatever it counted.
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

function run(name: string, args: readonly string[], env: Step['env']): Promise<number> {
  const isNode = name === 'node';
  const program = isNode ? process.execPath : path.join(projectRoot, 'node_modules', '.bin', name);
  const child = spawn(program, [...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...env,
      // Programs in .bin start "node"; it must be the one this command runs on.
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (status) => resolve(status ?? 1));
  });
}

async function countVitest(file: string): Promise<Count> {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = await readJson(file);
  return {
    passed: Number(numPassedTests),
    failed: Math.max(Number(numFailedTests), Number(numFailedTestSuites) > 0 ? 1 : 0),
  };
}

async function countPlaywright(file: string): Promise<Count> {
  const { stats } = await readJson(file);
  const { expected, unexpected, flaky } = stats as Record<string, number>;
  return { passed: expected ?? 0, failed: (unexpected ?? 0) + (flaky ?? 0) };
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, 'utf8'));
}

await runCommand(import.meta, main);
