import { baselines, type ServingReport, type ServingRun } from './serving.ts';
import { median } from './summary.ts';
import { table } from '../support/text-table.ts';

/** What is aimed at, on two cores. */
const servingAims = {
  signUpsPerSecond: 1000,
  signUpsRatio: 5,
  pageRatio: 3,
  residentBytes: 150_000_000,
};

/** Medians of the rounds; a ratio is the median of each round's own, in which both had the same neighbours. */
export function servingTables({ runs, memory }: ServingReport): string {
  if (runs.length === 0) return '';
  const rows = [...Map.groupBy(runs, ({ task, server }) => `${task} ${server}`).values()].map(
    (group) => {
      const rates = group.map(({ perSecond }) => perSecond);
      return [
        group[0]?.task ?? '',
        group[0]?.server ?? '',
        median(rates).toFixed(0),
        `${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)}`,
        median(group.map(({ p50Ms }) => p50Ms)).toFixed(0),
        median(group.map(({ p99Ms }) => p99Ms)).toFixed(0),
        group.reduce((sum, { failed }) => sum + failed, 0),
        ratioOf(group, runs, ({ perSecond }) => perSecond)?.toFixed(1) ?? '',
        median(group.map(cpuEach)).toFixed(2),
        ratioOf(group, runs, (run) => 1 / cpuEach(run))?.toFixed(1) ?? '',
      ];
    },
  );
  const served = table(
    [
      '64 connections',
      'server',
      'a second',
      'range',
      'p50 ms',
      'p99 ms',
      'failed',
      '× the next',
      'CPU ms each',
      '× by CPU',
    ],
    rows,
  );
  const kept = table(
    [`after the load (aim ≤ ${megabytes(servingAims.residentBytes)} MB)`, 'MB', 'at most'],
    memory.map(({ server, residentBytes, peakBytes }) => [
      server,
      megabytes(residentBytes),
      megabytes(peakBytes),
    ]),
  );
  return [
    served,
    `Aims: ${servingAims.signUpsPerSecond} sign-ups a second and ${servingAims.signUpsRatio} times a transaction each on SQLite; ` +
      `the page, uncompressed for both, ${servingAims.pageRatio} times as often as @astrojs/node.`,
    kept,
  ].join('\n\n');
}

function cpuEach({ cpuMs, answers }: ServingRun): number {
  return cpuMs / Math.max(answers, 1);
}

function ratioOf(
  group: readonly ServingRun[],
  runs: readonly ServingRun[],
  rateOf: (run: ServingRun) => number,
): number | null {
  const ratios = group.flatMap((one) => {
    const { task, server, round } = one;
    const other = runs.find(
      (run) => run.task === task && run.round === round && run.server === baselines[server],
    );
    return other && other.answers > 0 ? [rateOf(one) / rateOf(other)] : [];
  });
  return ratios.length === 0 ? null : median(ratios);
}

/** One line about a spell of load that has just ended. */
export function servingLine({ task, server, round, perSecond, p99Ms }: ServingRun): string {
  return `  ${task}, ${server}, round ${round}: ${perSecond.toFixed(0)}/s, p99 ${p99Ms} ms`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
