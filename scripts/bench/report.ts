import type { BuildRun } from './builds.ts';
import type { CardsRun } from './cards.ts';
import type { CorpusFacts } from './corpus.ts';
import type { Comparison } from './counters.ts';
import type { DigestRun } from './digests.ts';
import type { FirstSearch } from './first-search.ts';
import type { ImportRun } from './imports.ts';
import type { Machine } from './machine.ts';
import type { PageBytes } from './reader-bytes.ts';
import type { SendingReport } from './sending.ts';
import type { ServingReport } from './serving.ts';
import type { ShareRun } from './share.ts';
import type { BuildSummary } from './summary.ts';

/** What a reader downloads of one hub. */
export interface HubBytes {
  /** The folder of the hub, as people call it. */
  readonly hub: string;
  readonly bytes: readonly PageBytes[];
  readonly firstSearch: FirstSearch | null;
}

/** Everything that one run of the benchmark found; the parts that did not run are empty. */
export interface BenchReport {
  readonly startedAt: string;
  /** Names the corpora: figures of different seeds cannot be compared. */
  readonly seed: string;
  readonly machine: Machine;
  /** Whether others kept the machine busy: then only CPU times and ratios say something. */
  readonly busy: boolean;
  readonly corpora: readonly CorpusFacts[];
  readonly builds: readonly BuildRun[];
  readonly summary: readonly BuildSummary[];
  readonly cards: readonly CardsRun[];
  readonly share: readonly ShareRun[];
  readonly counters: readonly Comparison[];
  readonly pages: readonly HubBytes[];
  readonly serving: ServingReport | null;
  readonly sending: SendingReport | null;
  readonly digests: readonly DigestRun[];
  readonly imports: readonly ImportRun[];
}
