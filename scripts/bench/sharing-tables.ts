import { table } from '../support/text-table.ts';
import { authorities, type Comparison, type CounterName } from './counters.ts';
import type { ShareRun } from './share.ts';

/** How fast posts are made, and whose counting is right. */
export function sharingTables(runs: readonly ShareRun[], compared: readonly Comparison[]): string {
  const made = table(
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
  const names = Object.keys(compared[0]?.counted ?? {}) as CounterName[];
  const counts = table(
    ['text', 'platform', 'is', ...names],
    compared.map(({ text, platform, truth, counted }) => [
      text,
      platform,
      truth,
      ...names.map((name) => `${counted[name]}${counted[name] === truth ? '' : ' ✗'}`),
    ]),
  );
  const right = names.map((name) => {
    const count = compared.filter(({ truth, counted }) => counted[name] === truth).length;
    return `${name} ${count} of ${compared.length}`;
  });
  const sources = Object.entries(authorities).map(
    ([platform, source]) => `  ${platform}: ${source}`,
  );
  return [made, counts, `Right: ${right.join(', ')}, by\n${sources.join('\n')}`].join('\n\n');
}
