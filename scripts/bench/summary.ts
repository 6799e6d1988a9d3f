import type { BuildRun, Project, Start } from './builds.ts';

/** The rounds of one kind of build together. */
export interface BuildSummary {
  readonly project: Project;
  readonly articles: number;
  readonly start: Start;
  /** Medians. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  /** The least and the most CPU time of the rounds. */
  readonly cpuRangeMs: readonly [number, number];
  /** CPU time against the project's own cold build, and against the stock project's of the same start. */
  readonly againstCold: number | null;
  readonly againstStock: number | null;
}

/** Medians and ratios, in the order in which the builds came. */
export function summaryOf(runs: readonly BuildRun[]): BuildSummary[] {
  const groups = Map.groupBy(
    runs,
    ({ project, articles, start }) => `${project} ${articles} ${start}`,
  );
  const cpuOf = (project: Project, articles: number, start: Start) => {
    const group = groups.get(`${project} ${articles} ${start}`);
    return group ? median(group.map(({ cpuMs }) => cpuMs)) : null;
  };
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { project, articles, start } = first;
    const times = group.map(({ cpuMs }) => cpuMs);
    const cpuMs = median(times);
    return {
      project,
      articles,
      start,
      wallMs: median(group.map(({ wallMs }) => wallMs)),
      cpuMs,
      peakBytes: median(group.map(({ peakBytes }) => peakBytes)),
      cpuRangeMs: [Math.min(...times), Math.max(...times)] as const,
      againstCold: ratio(cpuMs, cpuOf(project, articles, 'cold')),
      // Stock Astro rebuilds everything whatever changed, so its last start stands for those it lacks.
      againstStock: ratio(
        cpuMs,
        cpuOf('stock', articles, start) ?? cpuOf('stock', articles, 'paragraph'),
      ),
    };
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = low] = sorted.slice(sorted.length % 2 === 0 ? middle - 1 : middle);
  return sorted.length % 2 === 0 ? (low + high) / 2 : low;
}

function ratio(value: number, base: number | null): number | null {
  return base ? value / base : null;
}
