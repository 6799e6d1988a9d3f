import { table } from '../support/text-table.ts';
import { authorities, type Comparison } from './counters.ts';
import { toolsHint } from './counting-tools.ts';
import type { ShareRun } from './share.ts';

/** How fast posts are made. */
export function sharingTable(runs: readonly ShareRun[]): string {
  return table(
    ['share posts', 'articles', 'start', 'written', 'a second', 'wall s', 'CPU s', 'peak MB'],
    runs.map((run) => [
      run.posts,
      run.articles,
      run.start,
      run.written,
      Math.round(run.perSecond),
      (run.wallMs / 1000).toFixed(2),
      (run.cpuMs / 1000).toFixed(2),
      Math.round(run.peakBytes / 1_000_000),
    ]),
  );
}

/** Whose counting is right, and by which source. */
export function countingTable(compared: readonly Comparison[]): string {
  const names = Object.keys(compared[0]?.counted ?? {});
  const counts = table(
    ['text', 'platform', 'is', ...names],
    compared.map(({ text, platform, truth, counted }) => [
      text,
      platform,
      truth,
      ...names.map((name) => countText(counted[name] ?? null, truth)),
    ]),
  );
  const right = names.map((name) => {
    const own = compared.filter(({ counted }) => (counted[name] ?? null) !== null);
    const count = own.filter(({ truth, counted }) => counted[name] === truth).length;
    return `${name} ${count} of ${own.length}`;
  });
  const sources = Object.entries(authorities).map(
    ([platform, source]) => `  ${platform}: ${source}`,
  );
  const hint = names.some((name) => name.startsWith('crosspost'))
    ? []
    : [`For more tools: --tools <folder>, in which you ran "${toolsHint}".`];
  return [counts, `Right: ${right.join(', ')}, by\n${sources.join('\n')}`, ...hint].join('\n\n');
}

function countText(value: number | null, truth: number): string {
  if (value === null) return '';
  return value === truth ? `${value}` : `${value} ✗`;
}
