import { table } from '../support/text-table.ts';
import { measure } from './measure.ts';

/** How fast personal digests were chosen, composed and filled in, one process a run. */
export interface DigestRun {
  /** `alike`: as a newsletter's readers are; `different`: hardly any two had the same. */
  readonly readers: 'alike' | 'different';
  readonly subscribers: number;
  readonly digests: number;
  /** Compositions, of which all digests were made. */
  readonly composed: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
}

/** The aim of 100,000: under a minute. */
export async function measureDigests(
  subscribers: number,
  { projectRoot }: { readonly projectRoot: string },
): Promise<DigestRun[]> {
  const runs: DigestRun[] = [];
  for (const readers of ['alike', 'different'] as const) {
    const { output, wallMs, cpuMs, peakBytes } = await measure(
      ['scripts/bench/compose-digests.ts', String(subscribers), readers],
      { cwd: projectRoot },
    );
    const { digests, composed } = JSON.parse(output) as Pick<DigestRun, 'digests' | 'composed'>;
    runs.push({ readers, subscribers, digests, composed, wallMs, cpuMs, peakBytes });
  }
  return runs;
}

/** The runs as text for a terminal. */
export function digestTable(runs: readonly DigestRun[]): string {
  return table(
    ['digests', 'subscribers', 'with news', 'compositions', 'wall s', 'CPU s', 'peak MB'],
    runs.map((run) => [
      run.readers,
      run.subscribers,
      run.digests,
      run.composed,
      (run.wallMs / 1000).toFixed(1),
      (run.cpuMs / 1000).toFixed(1),
      Math.round(run.peakBytes / 1_000_000),
    ]),
  );
}
