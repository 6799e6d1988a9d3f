import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** How many checks of a step passed and failed. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export interface CheckStep {
  readonly label: string;
  /** The program in node_modules/.bin and its arguments. */
  readonly program: readonly [string, ...string[]];
  /** Counts single tests from the file that the program wrote; otherwise the step is one check. */
  readonly count?: () => Promise<Count>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A lane's steps run one after another, the lanes beside each other. */
export type Lane = Readonly<Record<string, CheckStep>>;

/**
 * Everything that a change must pass, in two lanes of about the same length. What builds a site
 * stays in one lane: builds in one tree wait for each other.
 */
export function checkLanes(resultsDir: string): readonly Lane[] {
  const browserResults = path.join(resultsDir, 'browser.json');
  return [
    {
      format: { label: 'Format', program: ['prettier', '--check', '--log-level', 'warn', '.'] },
      lint: {
        label: 'Lint',
        program: ['oxlint', '--deny-warnings', '--report-unused-disable-directives'],
      },
      rules: { label: 'Dependency table', program: ['node', 'scripts/lint-rules.ts', '--check'] },
      styles: { label: 'Style sheets', program: ['stylelint', 'src/**/*.css'] },
      types: {
        label: 'Types',
        program: ['astro', 'check', '--minimumFailingSeverity', 'error'],
      },
      unused: { label: 'Unused code', program: ['knip'] },
      builds: vitestStep('Builds', ['build'], path.join(resultsDir, 'builds.json')),
      browser: {
        label: 'Journeys in a browser',
        program: ['playwright', 'test', '-c', 'tests/playwright.config.ts', '--reporter=dot,json'],
        env: { PLAYWRIGHT_JSON_OUTPUT_NAME: browserResults },
        count: () => countPlaywright(browserResults),
      },
    },
    {
      tests: vitestStep(
        'Tests',
        ['unit', 'contracts', 'endpoints', 'scripts'],
        path.join(resultsDir, 'tests.json'),
      ),
    },
  ];
}

function vitestStep(label: string, projects: readonly string[], results: string): CheckStep {
  return {
    label,
    program: [
      'vitest',
      'run',
      '--config',
      'tests/vitest.config.ts',
      ...projects.map((name) => `--project=${name}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}`,
    ],
    count: () => countVitest(results),
  };
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
