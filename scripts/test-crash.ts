import { parseArgs } from 'node:util';

import { killAtCalls } from '../tests/crash/every-call.ts';
import { operations } from '../tests/crash/operations.ts';
import { type MakePlace, postgresPlaces, sqlitePlace } from '../tests/crash/place.ts';
import { losePower } from '../tests/crash/power-loss.ts';
import { killAtRandom } from '../tests/crash/random-kills.ts';
import {
  killAtMoments,
  killSendersAtRandom,
  type SendingReport,
} from '../tests/crash/send-kills.ts';
import { restartUnderLoad } from '../tests/crash/restart.ts';
import { type PostgresServer, startPostgres } from '../tests/support/postgres.ts';
import { type Output, runCommand, terminal } from './support/command.ts';
import { type Progress, progressBar } from './support/progress.ts';

const parts = ['calls', 'random', 'sending', 'restart', 'power'] as const;

type Part = (typeof parts)[number];

const usage = `Breaks the audience service in every way it can, on real stores, and looks whether anything promised is lost.

  npm run test:crash -- [--only ${parts.join(',')}] [--engine sqlite,postgres] [--rounds 200]

  --only     the parts to run; all but power when left out
               calls    kill -9 at every store call of a sign-up, a confirmation and an unsubscribe
               random   kill -9 at random moments with 8 clients at work
               sending  kill -9 of issue senders: at every store call and moment of the mail server, and at random with 1, 2 and 4 at once
               restart  PostgreSQL restarted under load
               power    the disk cut off under load; needs Linux, root and loop devices
  --engine   the engines for calls and random
  --rounds   random kills on SQLite, and power cuts; a fifth of it on PostgreSQL

Takes some ten minutes. The last line is the total: "N passed, N failed".

Example: npm run test:crash -- --only random --engine sqlite --rounds 1000`;

/** What one trial showed. */
interface Verdict {
  readonly told: string;
  readonly faults: readonly string[];
}

interface Trial {
  readonly part: Part;
  readonly name: string;
  run(progress: Progress): Promise<Verdict>;
}

/** Runs the trials, all of them even when one fails. Exit status: 0 nothing was lost, 1 something was, 2 wrong usage. */
export async function main(argv: string[], output: Output = terminal): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      only: { type: 'string', default: 'calls,random,sending,restart' },
      engine: { type: 'string', default: 'sqlite,postgres' },
      rounds: { type: 'string', default: '200' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const rounds = Number(options.rounds);
  const chosen = options.only.split(',');
  const engines = options.engine.split(',');
  if (
    !(Number.isInteger(rounds) && rounds > 0) ||
    !chosen.every(isPart) ||
    !engines.every(isEngine)
  ) {
    output.remark(
      `--only takes ${parts.join(', ')}, --engine sqlite, postgres, --rounds a number.`,
    );
    return 2;
  }

  const total = { passed: 0, failed: 0 };
  const needsPostgres = chosen.includes('restart') || engines.includes('postgres');
  const server = needsPostgres ? await startPostgres() : null;
  try {
    const trials = trialsOn(server, { engines, rounds }).filter(({ part }) =>
      chosen.includes(part),
    );
    for (const [index, { name, run }] of trials.entries()) {
      const label = `[${index + 1}/${trials.length}] ${name}`;
      const started = performance.now();
      const { told, faults } = await run(progressBar(label));
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      output.remark(`    ${told}, ${faults.length} faults, ${seconds} s`);
      for (const fault of faults) output.remark(`    ${fault}`);
      total[faults.length === 0 ? 'passed' : 'failed'] += 1;
    }
  } finally {
    await server?.stop();
  }
  output.data(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

function trialsOn(
  server: PostgresServer | null,
  { engines, rounds }: { engines: readonly string[]; rounds: number },
): Trial[] {
  const places: [string, MakePlace, number][] = [];
  if (engines.includes('sqlite')) places.push(['SQLite', sqlitePlace, rounds]);
  if (server && engines.includes('postgres')) {
    places.push(['PostgreSQL', postgresPlaces(server.url), Math.ceil(rounds / 5)]);
  }
  return [
    ...places.flatMap(([engine, makePlace]) =>
      operations.map((operation): Trial => ({
        part: 'calls',
        name: `${operation.name} on ${engine}, killed at every store call`,
        async run(onProgress) {
          const report = await killAtCalls(operation, { makePlace, lanes: 2, onProgress });
          const { calls, brokenAt, faults } = report;
          return { told: `${brokenAt.length} kills at ${calls} calls`, faults };
        },
      })),
    ),
    ...places.map(([engine, makePlace, kills]): Trial => ({
      part: 'random',
      name: `8 clients on ${engine}, killed at random`,
      async run(onProgress) {
        const { answered, faults } = await killAtRandom({ makePlace, rounds: kills, onProgress });
        return { told: `${kills} kills, ${answered} answers`, faults };
      },
    })),
    ...places.flatMap(([engine, makePlace, kills]) => sendingTrials(engine, makePlace, kills)),
    ...(server
      ? [
          {
            part: 'restart',
            name: 'PostgreSQL restarted under load',
            run: (onProgress) => restartUnderLoad(server, { restarts: 20, onProgress }),
          } satisfies Trial,
        ]
      : []),
    {
      part: 'power',
      name: 'power cut under load',
      run: (onProgress) => losePower({ cuts: rounds, onProgress }),
    },
  ];
}

function sendingTrials(engine: string, makePlace: MakePlace, kills: number): Trial[] {
  const asTrial = (name: string, run: (progress: Progress) => Promise<SendingReport>): Trial => ({
    part: 'sending',
    name: `${name} on ${engine}`,
    async run(progress) {
      const { kills: died, unknown, faults } = await run(progress);
      return { told: `${died} kills, ${unknown} unknown`, faults };
    },
  });
  return [
    asTrial('a sender killed at every call and moment', (onProgress) =>
      killAtMoments({ makePlace, onProgress }),
    ),
    ...[1, 2, 4].map((senders) =>
      asTrial(`${senders} at once, senders killed at random`, (onProgress) =>
        killSendersAtRandom({ makePlace, senders, rounds: Math.ceil(kills / 3), onProgress }),
      ),
    ),
  ];
}

function isPart(name: string): name is Part {
  return parts.some((part) => part === name);
}

function isEngine(name: string): boolean {
  return name === 'sqlite' || name === 'postgres';
}

await runCommand(import.meta, main);
