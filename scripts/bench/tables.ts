import type { BuildRun } from './builds.ts';
import { cardAims } from './cards.ts';
import { digestTable } from './digests.ts';
import type { BenchReport } from './report.ts';
import { importTable } from './imports.ts';
import { aims } from './reader-bytes.ts';
import { sendingTables } from './sending.ts';
import { countingTable, sharingTable } from './sharing-tables.ts';
import { servingTables } from './serving-tables.ts';
import type { BuildSummary } from './summary.ts';
import { type Cell, table } from '../support/text-table.ts';

/** The whole report as text for a terminal. */
export function tablesOf(report: BenchReport): string {
  const {
    machine,
    corpora,
    summary,
    builds,
    cards,
    share,
    counters,
    pages,
    serving,
    sending,
    digests,
    imports,
  } = report;
  const { cores, load, node, versions, processor } = machine;
  const parts = [
    `${processor}, ${cores} cores, load ${load.toFixed(1)}; Node ${node}, Astro ${versions['astro']}`,
    ...corpora.map(
      ({ articles, words, bytes, shareWithCode, codeBlocks }) =>
        `Corpus of ${articles}: ${words} words (${Math.round(words / articles)} each), ${kilobytes(bytes)} kB, ` +
        `${Math.round(shareWithCode * 100)}% with code, ${codeBlocks} code blocks`,
    ),
  ];
  if (summary.length > 0) {
    parts.push(
      table(
        ['build', 'articles', 'start', 'wall s', 'CPU s', 'range', 'peak MB', '× cold', '× stock'],
        summary.map(summaryRow),
      ),
    );
    const told = builds.filter(({ counters, round }) => counters && round === 1);
    if (told.length > 0) {
      parts.push(
        table(
          [
            'articles',
            'start',
            'pages',
            'rendered',
            'cards drawn',
            'compressed anew',
            'seconds a step',
          ],
          told.map(counterRow),
        ),
      );
    }
  }
  if (cards.length > 0) {
    parts.push(
      table(
        [
          `cards (aim ${cardAims.perSecond}/s, ≤ ${cardAims.largestBytes / 1000} kB)`,
          'workers',
          'a second',
          'CPU ms a card',
          'largest kB',
        ],
        cards.map((run) => [
          run.cards,
          run.workers,
          run.perSecond.toFixed(1),
          run.cpuMsPerCard.toFixed(1),
          kilobytes(run.largestBytes),
        ]),
      ),
    );
  }
  if (share.length > 0) parts.push(sharingTable(share));
  if (counters.length > 0) parts.push(countingTable(counters));
  for (const { hub, bytes, firstSearch } of pages) {
    parts.push(
      table(
        [
          `${hub}: kB a reader gets`,
          `HTML ≤ ${aims.html / 1000}`,
          `CSS ≤ ${aims.css / 1000}`,
          `JS ≤ ${aims.js / 1000}`,
          `fonts ≤ ${aims.fonts / 1000}`,
          'images',
          'later',
          'foreign',
        ],
        bytes.map((page) => [
          page.page,
          ...[page.html, page.css, page.js, page.fonts, page.images, page.lazyImages].map(
            kilobytes,
          ),
          page.foreign.length,
        ]),
      ),
    );
    if (firstSearch) {
      const { query, results, bytes: total } = firstSearch;
      parts.push(
        `First search ("${query}", ${results} results): ${kilobytes(total)} kB (aim ≤ ${aims.firstSearch / 1000})`,
      );
    }
  }
  if (serving) parts.push(servingTables(serving));
  if (sending) parts.push(sendingTables(sending));
  if (digests.length > 0) parts.push(digestTable(digests));
  if (imports.length > 0) parts.push(importTable(imports));
  return parts.join('\n\n');
}

/** One line about a build that has just ended. */
export function runLine({
  project,
  articles,
  round,
  start,
  wallMs,
  cpuMs,
  peakBytes,
}: BuildRun): string {
  return `  ${project}, ${articles} articles, ${start}, round ${round}: ${seconds(wallMs)} s, CPU ${seconds(cpuMs)} s, ${megabytes(peakBytes)} MB`;
}

function summaryRow({
  project,
  articles,
  start,
  wallMs,
  cpuMs,
  cpuRangeMs,
  peakBytes,
  againstCold,
  againstStock,
}: BuildSummary): Cell[] {
  const [least, most] = cpuRangeMs;
  return [
    project,
    articles,
    start,
    seconds(wallMs),
    seconds(cpuMs),
    least === most ? '' : `${seconds(least)}–${seconds(most)}`,
    megabytes(peakBytes),
    againstCold?.toFixed(2) ?? '',
    againstStock?.toFixed(2) ?? '',
  ];
}

function counterRow({ articles, start, counters }: BuildRun): Cell[] {
  if (!counters) return [articles, start];
  const { pages, rendered, cards, compressed, milliseconds } = counters;
  return [
    articles,
    start,
    pages,
    Object.entries(rendered)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ') || '0',
    cards.drawn,
    compressed.written - compressed.reused,
    Object.entries(milliseconds)
      .map(([step, ms]) => `${step} ${seconds(ms)}`)
      .join(', '),
  ];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 2 : 1);
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function megabytes(bytes: number): string {
  return Math.round(bytes / 1_000_000).toString();
}
