import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { table } from '../support/text-table.ts';
import { corpusDay, seed } from './corpus.ts';
import { hubFiles } from './hub-parts.ts';
import { measure, type Measured } from './measure.ts';
import { type Length, lengths, writeOldBlog } from './old-blog.ts';
import { vocabularyFrom } from './vocabulary.ts';

/** One step of bringing another blog, a process of its own. */
export interface ImportRun extends Omit<Measured, 'output'> {
  readonly articles: number;
  readonly length: Length;
  readonly step: Step;
  readonly perMinute: number;
}

/** The second import finds everything there. */
type Step = 'import' | 'import again' | 'check' | 'share' | 'build';

const cache = ['--import', './scripts/support/compile-cache.mjs'];

/** As `npm run` starts each. */
const commands = {
  import: (blog) => [...cache, 'scripts/import.ts', blog],
  'import again': (blog) => [...cache, 'scripts/import.ts', blog],
  check: () => [...cache, 'scripts/check.ts'],
  share: () => [...cache, 'scripts/share.ts', '--texts-only'],
  build: () => ['scripts/build.ts', '--clean'],
} as const satisfies Record<Step, (blog: string) => string[]>;

/** A build does not ask how long texts are, and takes longest. */
const stepsOf = {
  usual: ['import', 'import again', 'check', 'share', 'build'],
  long: ['import', 'import again', 'check', 'share'],
} as const satisfies Record<Length, readonly Step[]>;

/** Articles a minute. */
const aim = 1000;

/** Imports generated blogs into empty hubs, then checks, shares and builds what came along. */
export async function measureImports(
  { sizes, onRun }: { sizes: readonly number[]; onRun: (run: ImportRun) => void },
  { projectRoot, workFolder }: { projectRoot: string; workFolder: string },
): Promise<ImportRun[]> {
  const runs: ImportRun[] = [];
  for (const articles of sizes) {
    for (const length of Object.keys(lengths) as Length[]) {
      const blog = path.join(workFolder, `blog-${length}-${articles}`);
      const root = path.join(workFolder, `imported-${length}-${articles}`);
      await writeOldBlog(blog, { articles, length });
      await writeEmptyHub(root);
      for (const step of stepsOf[length]) {
        const { output: _, ...measured } = await measure(commands[step](blog), {
          cwd: projectRoot,
          env: { FREEHOLD_ROOT: root, FREEHOLD_AS_OF: corpusDay },
        });
        const run = {
          ...{ articles, length, step, ...measured },
          perMinute: articles / (measured.wallMs / 60_000),
        };
        runs.push(run);
        onRun(run);
      }
    }
  }
  return runs;
}

/** A hub of which only the brand is known. */
async function writeEmptyHub(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true });
  for (const [file, text] of hubFiles({ seed, vocabulary: vocabularyFrom(seed) })) {
    if (file !== 'content/hub.yaml' && !file.startsWith('public/')) continue;
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
}

/** One line about a step that has just ended. */
export function importLine(run: ImportRun): string {
  const { articles, length, step, wallMs, cpuMs } = run;
  return `  ${step} of ${articles} ${length} articles: ${(wallMs / 1000).toFixed(1)} s, CPU ${(cpuMs / 1000).toFixed(1)} s`;
}

/** The runs as text for a terminal. */
export function importTable(runs: readonly ImportRun[]): string {
  return table(
    [
      `other blogs (aim: import ≥ ${aim} a minute)`,
      'articles',
      'length',
      'a minute',
      'wall s',
      'CPU s',
      'CPU ms each',
      'peak MB',
      'of',
    ],
    runs.map((run) => [
      run.step,
      run.articles,
      run.length,
      Math.round(run.perMinute),
      (run.wallMs / 1000).toFixed(1),
      (run.cpuMs / 1000).toFixed(1),
      (run.cpuMs / run.articles).toFixed(1),
      Math.round(run.peakBytes / 1_000_000),
      run.peakOf,
    ]),
  );
}
