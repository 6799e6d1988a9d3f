import { rm } from 'node:fs/promises';
import path from 'node:path';

import { corpusDay } from './corpus.ts';
import { measure } from './measure.ts';

/** How fast share posts were made, with everything that the command does. */
export interface ShareRun {
  readonly articles: number;
  readonly posts: number;
  /** Nothing existed before, or everything did and nothing had changed. */
  readonly start: 'cold' | 'unchanged';
  /** Files. */
  readonly written: number;
  readonly perSecond: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
}

/** As much of what `npm run share -- --json` says as is counted here. */
interface Told {
  readonly kits: readonly { readonly posts: readonly unknown[] }[];
  readonly written: readonly string[];
}

/** As `npm run share` starts it. */
const command = ['--import', './scripts/support/compile-cache.mjs', 'scripts/share.ts'];

/** Makes the share posts of the hub at `root` twice; without pages and pictures. */
export async function measureShare(
  root: string,
  { articles, projectRoot }: { articles: number; projectRoot: string },
): Promise<ShareRun[]> {
  await rm(path.join(root, 'exports/share'), { recursive: true, force: true });
  const runs: ShareRun[] = [];
  for (const start of ['cold', 'unchanged'] as const) {
    const { output, wallMs, cpuMs, peakBytes } = await measure(
      [...command, '--texts-only', '--json'],
      {
        cwd: projectRoot,
        env: { FREEHOLD_ROOT: root, FREEHOLD_AS_OF: corpusDay },
      },
    );
    const told: Told = JSON.parse(output);
    const posts = told.kits.reduce((sum, kit) => sum + kit.posts.length, 0);
    runs.push({
      articles,
      posts,
      start,
      written: told.written.length,
      perSecond: posts / (wallMs / 1000),
      wallMs,
      cpuMs,
      peakBytes,
    });
  }
  return runs;
}
