import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Content } from '#articles/content.ts';
import { cardsOf } from '#cards/cards-of.ts';
import { facesOf } from '#cards/scene.ts';
import { brandTokens } from '#hub/brand-tokens.ts';
import type { Day } from '#hub/calendar.ts';
import type { Problem } from '#hub/problem.ts';
import type { Issue } from '#newsletter/issue.ts';

import { buildPages } from './astro-build.ts';
import type { StagedBuild } from './build-folder.ts';
import { drawCards } from './card-renderer/draw-cards.ts';
import { filesBelow } from './file-tree.ts';
import { issueForCard, makeMails } from './hub-mails.ts';
import { precompress } from './precompress.ts';
import { indexForSearch } from './search-index.ts';
import { sealCache, verifyCache } from './verified-cache.ts';

/** What a build did, written to `exports/build-report.json`. */
export interface BuildReport {
  readonly articles: number;
  readonly pages: number;
  /** Pages of a kind that a rebuild may reuse, which were rendered anew. */
  readonly rendered: Readonly<Record<string, number>>;
  readonly cards: {
    readonly drawn: number;
    readonly reused: number;
    readonly reasons: Readonly<Record<string, string>>;
  };
  readonly compressed: { readonly written: number; readonly reused: number };
  /** Damaged cache entries that were found and made again. */
  readonly repaired: number;
  readonly milliseconds: Readonly<Record<string, number>>;
}

export interface BuildStep {
  (name: string): void;
}

/**
 * Builds what readers see of `content` into `staged`: pages, cards, search index, compressed bodies.
 * `content` holds only what may be public. Problems with pictures are reported, not thrown.
 */
export async function buildHub(
  content: Content,
  {
    root,
    projectRoot,
    cacheDir,
    staged,
    issues,
    asOf,
    onStep,
    onProgress,
  }: {
    root: string;
    issues: readonly Issue[];
    asOf: Day;
    projectRoot: string;
    cacheDir: string;
    staged: StagedBuild;
    onStep: BuildStep;
    onProgress: (label: string) => (done: number, total: number) => void;
  },
): Promise<{ report: BuildReport; problems: readonly Problem[] }> {
  const clientDir = path.join(staged.folder, 'client');
  const astroCache = path.join(cacheDir, 'astro');
  const drawnDir = path.join(cacheDir, 'drawn');
  await mkdir(astroCache, { recursive: true });
  const milliseconds: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    onStep(name);
    const start = performance.now();
    const result = await work();
    milliseconds[name] = Math.round(performance.now() - start);
    return result;
  };

  // Before the pages: feeds state the size of the cards they enclose.
  await rm(drawnDir, { recursive: true, force: true });
  await mkdir(drawnDir, { recursive: true });
  const cards = await timed('cards', () =>
    drawCards(cardsOf(content, issues.map(issueForCard)), {
      root,
      outDir: drawnDir,
      cacheDir: path.join(cacheDir, 'cards'),
      tokens: brandTokens(content.hub).light,
      faces: facesOf(content.hub.brand.type),
      onProgress: onProgress('Cards'),
    }),
  );
  const repaired = await timed('cache', () => verifyCache(astroCache));
  const rendered = await timed('pages', () => buildPages(projectRoot, staged.folder));
  await timed('seal', () => sealCache(astroCache));
  await cp(drawnDir, clientDir, { recursive: true });
  const inMails = await timed('mails', () =>
    makeMails(content, { root, clientDir, cacheDir: path.join(cacheDir, 'mail-pictures'), asOf }),
  );
  if (content.articles.length > 0) await timed('search', () => indexForSearch(clientDir));
  const compressed = await timed('compression', () =>
    precompress(clientDir, path.join(staged.folder, 'encoded'), {
      cacheDir: path.join(cacheDir, 'encoded'),
      onProgress: onProgress('Compression'),
    }),
  );
  const files = await filesBelow(clientDir);
  const { drawn, reused, reasons, problems } = cards;
  return {
    problems: [...problems, ...inMails],
    report: {
      articles: content.articles.length,
      pages: files.filter((name) => name.endsWith('.html')).length,
      rendered,
      cards: { drawn, reused, reasons },
      compressed,
      repaired,
      milliseconds,
    },
  };
}

/** Writes the report of the last build beside the other private output. */
export async function writeBuildReport(root: string, report: BuildReport): Promise<void> {
  const folder = path.join(root, 'exports');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'build-report.json'), `${JSON.stringify(report, null, 2)}\n`);
}

/** Forgets everything that builds have kept, for a build from nothing. */
export async function clearCache(cacheDir: string): Promise<void> {
  const names = await readdir(cacheDir).catch(() => []);
  await Promise.all(
    names
      .filter((name) => name !== 'build.lock')
      .map((name) => rm(path.join(cacheDir, name), { recursive: true, force: true })),
  );
}
