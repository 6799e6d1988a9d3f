import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { drawCards } from '#adapters/card-renderer/draw-cards.ts';
import { readContent } from '#adapters/content-files.ts';
import { cardsOf } from '#cards/cards-of.ts';
import { facesOf } from '#cards/scene.ts';
import { brandTokens } from '#hub/brand-tokens.ts';

/** How fast cards were drawn, none of them known before. */
export interface CardsRun {
  readonly workers: number;
  readonly cards: number;
  readonly perSecond: number;
  readonly cpuMsPerCard: number;
  readonly largestBytes: number;
}

/** performance.md §6 and §7. */
export const cardAims = { perSecond: 60, largestBytes: 60_000 } as const;

/** Draws the cards of the hub at `root`, at most `count` of them, with each number of `workers` in turn. */
export async function measureCards(
  root: string,
  { count, workers }: { count: number; workers: readonly number[] },
): Promise<CardsRun[]> {
  const { content } = await readContent(root);
  if (!content) throw new Error(`the hub at ${root} cannot be read`);
  const cards = cardsOf(content).slice(0, count);
  const tokens = brandTokens(content.hub).light;
  const runs: CardsRun[] = [];
  for (const threads of workers) {
    const folder = await mkdtemp(path.join(tmpdir(), 'freehold-cards-'));
    try {
      const outDir = path.join(folder, 'out');
      const cpu = process.cpuUsage();
      const started = performance.now();
      const { drawn } = await drawCards(cards, {
        root,
        outDir,
        cacheDir: path.join(folder, 'cache'),
        tokens,
        faces: facesOf(content.hub.brand.type),
        workers: threads,
      });
      const seconds = (performance.now() - started) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      if (drawn !== cards.length)
        throw new Error(`${cards.length - drawn} of ${cards.length} cards could not be drawn`);
      runs.push({
        workers: threads,
        cards: drawn,
        perSecond: drawn / seconds,
        cpuMsPerCard: (user + system) / 1000 / drawn,
        largestBytes: await largestBelow(outDir),
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return runs;
}

async function largestBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(path.join(parentPath, name))).size),
  );
  return Math.max(0, ...sizes);
}
