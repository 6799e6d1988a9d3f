import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import type { BuildReport } from '#adapters/hub-build.ts';

import { type Change, changes, corpusDay, type CorpusFacts, writeCorpus } from './corpus.ts';
import { measure, type Measured } from './measure.ts';

/** In what state a build begins: without any cache, after no change, or after one. */
export type Start = 'cold' | 'unchanged' | Change;

/** One measured build. */
export interface BuildRun extends Omit<Measured, 'output'> {
  readonly project: Project;
  readonly articles: number;
  readonly round: number;
  readonly start: Start;
  /** What the hub's build says that it did; the stock project does not tell. */
  readonly counters: Counters | null;
}

/** Of a build's report what two builds can be compared by. */
export type Counters = Omit<BuildReport, 'cards'> & {
  readonly cards: Pick<BuildReport['cards'], 'drawn' | 'reused'>;
};

export type Project = keyof typeof projects;

interface Place {
  /** The folder of Freehold. */
  readonly projectRoot: string;
  /** Where corpora and builds go. */
  readonly workFolder: string;
}

interface ProjectFacts {
  readonly starts: readonly Start[];
  /** Builds once; `root` holds the corpus. */
  readonly build: (root: string, start: Start, projectRoot: string) => Promise<Measured>;
  readonly counters: (root: string) => Promise<Counters | null>;
}

/** What is built: our hub, and the yardstick beside it. */
const projects = {
  hub: {
    starts: ['cold', 'unchanged', 'paragraph', 'title', 'colour'],
    build: (root, start, projectRoot) =>
      measure(['scripts/build.ts', ...(start === 'cold' ? ['--clean'] : [])], {
        cwd: projectRoot,
        env: { FREEHOLD_ROOT: root, FREEHOLD_AS_OF: corpusDay },
      }),
    counters: async (root) => {
      const text = await readFile(path.join(root, 'exports/build-report.json'), 'utf8');
      const { cards, ...report }: BuildReport = JSON.parse(text);
      return { ...report, cards: { drawn: cards.drawn, reused: cards.reused } };
    },
  },
  stock: {
    starts: ['cold', 'unchanged', 'paragraph'],
    build: async (root, start, projectRoot) => {
      const out = path.join(root, 'stock');
      if (start === 'cold') await rm(out, { recursive: true, force: true });
      return measure(['node_modules/astro/bin/astro.mjs', 'build', '--root', 'tests/bench/stock'], {
        cwd: projectRoot,
        env: { STOCK_CORPUS: root, STOCK_OUT: out, ASTRO_TELEMETRY_DISABLED: '1' },
      });
    },
    counters: () => Promise.resolve(null),
  },
} as const satisfies Record<string, ProjectFacts>;

/** Where the hub of `articles` articles is kept; its last build stays there. */
export function hubFolder(workFolder: string, articles: number, project: Project = 'hub'): string {
  return path.join(workFolder, `${project}-${articles}`);
}

/**
 * Builds both projects at each size, `rounds` times, in turn: what happens to the machine meanwhile
 * happens to both. The project that goes first alternates.
 */
export async function measureBuilds(
  {
    sizes,
    rounds,
    onRun,
  }: { sizes: readonly number[]; rounds: number; onRun: (run: BuildRun) => void },
  place: Place,
): Promise<{ runs: BuildRun[]; corpora: CorpusFacts[] }> {
  const runs: BuildRun[] = [];
  const corpora: CorpusFacts[] = [];
  const names = Object.keys(projects) as Project[];
  for (const articles of sizes) {
    for (let round = 1; round <= rounds; round += 1) {
      for (const project of round % 2 === 1 ? names : names.toReversed()) {
        const root = hubFolder(place.workFolder, articles, project);
        const facts = await writeCorpus(root, articles);
        if (project === 'hub' && round === 1) corpora.push(facts);
        for await (const run of buildsOf(project, { root, articles, round, place })) {
          runs.push(run);
          onRun(run);
        }
      }
    }
  }
  return { runs, corpora };
}

async function* buildsOf(
  project: Project,
  { root, articles, round, place }: { root: string; articles: number; round: number; place: Place },
): AsyncGenerator<BuildRun> {
  const { starts, build, counters }: ProjectFacts = projects[project];
  for (const start of starts) {
    if (start !== 'cold' && start !== 'unchanged') await changes[start](root, articles);
    const { output: _, ...measured } = await build(root, start, place.projectRoot);
    yield { project, articles, round, start, ...measured, counters: await counters(root) };
  }
}
