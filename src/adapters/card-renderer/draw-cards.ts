import { availableParallelism } from 'node:os';
import path from 'node:path';

import { type Card, cardPathOf } from '#cards/card.ts';
import { drawableCard, isLossy } from '#cards/drawable.ts';
import { sceneOf } from '#cards/layouts.ts';
import type { Tokens } from '#hub/brand-tokens.ts';
import type { Problem } from '#hub/problem.ts';

import { writeFileAtomically } from '../atomic-file.ts';
import { type DrawReason, openCardCache } from './card-cache.ts';
import { readCardFonts } from './card-fonts.ts';
import { cardKeys } from './card-key.ts';
import { cardPainter, type Painted } from './card-painter.ts';
import { paintInWorkers } from './worker-pool.ts';

export interface DrawCardsOptions {
  /** The project: pictures' files are relative to it. */
  readonly root: string;
  /** The folder of public files; cards get their {@link cardPathOf} below it. */
  readonly outDir: string;
  /** Kept between builds; never shared by two brands or by a preview and a public build. */
  readonly cacheDir: string;
  readonly tokens: Tokens;
  /** Threads to draw many cards in; one a core when left out. */
  readonly workers?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface DrawnCards {
  readonly drawn: number;
  readonly reused: number;
  /** Path of each page whose card was drawn, and why. */
  readonly reasons: Readonly<Record<string, DrawReason>>;
  /** Pictures that could not be drawn, whose cards were not written, and letters that had to be left out. */
  readonly problems: readonly Problem[];
}

/** To start a thread takes longer than to draw this many. */
const fewJobs = 4;

/** Draws the cards that are not in the cache and writes all of them. The same cards give the same bytes. */
export async function drawCards(
  cards: readonly Card[],
  options: DrawCardsOptions,
): Promise<DrawnCards> {
  const { root, outDir, cacheDir, tokens, onProgress = () => undefined } = options;
  const [fonts, cache] = await Promise.all([readCardFonts(), openCardCache(cacheDir)]);
  const keys = await cardKeys(root, fonts);
  const publish = (card: Card, jpeg: Buffer) =>
    writeFileAtomically(path.join(outDir, cardPathOf(card.path)), jpeg);

  let done = 0;
  const advance = () => onProgress((done += 1), cards.length);
  const pending: Pending[] = [];
  const problems: Problem[] = [];
  for (const card of cards) {
    const drawable = drawableCard(card, fonts.canDraw);
    if (isLossy(card.title, drawable.title)) problems.push(letterProblem(card, drawable));
    const scene = sceneOf(drawable, { tokens, measures: fonts.measures });
    const key = await keys.keyOf(scene);
    const cached = await cache.find(card.path, key);
    if (cached.kind === 'missing') {
      pending.push({ card, scene, key, reason: cached.reason });
      continue;
    }
    await publish(card, cached.jpeg);
    advance();
  }

  const jobs = pending.toSorted(byPicture);
  const reasons: Record<string, DrawReason> = {};
  const finish = async (index: number, painted: Painted) => {
    const job = jobs[index];
    if (!job) return;
    const { card, key, reason } = job;
    if (painted.kind === 'refused') {
      problems.push(pictureProblem(painted, card));
    } else {
      reasons[card.path] = reason;
      await Promise.all([cache.keep(card.path, key, painted.jpeg), publish(card, painted.jpeg)]);
    }
    advance();
  };
  if (jobs.length <= fewJobs) {
    const painter = cardPainter(root, fonts);
    for (const [index, { scene }] of jobs.entries())
      await finish(index, await painter.paint(scene));
  } else {
    const scenes = jobs.map(({ scene }) => scene);
    await paintInWorkers(
      scenes,
      { root, workers: options.workers ?? availableParallelism() },
      finish,
    );
  }
  return {
    drawn: Object.keys(reasons).length,
    reused: cards.length - jobs.length,
    reasons: Object.fromEntries(Object.entries(reasons).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    problems: problems.toSorted((a, b) => (a.message < b.message ? -1 : 1)),
  };
}

interface Pending {
  readonly card: Card;
  readonly scene: ReturnType<typeof sceneOf>;
  readonly key: string;
  readonly reason: DrawReason;
}

/** Cards with the same cover next to each other, so that one worker draws it for all. */
function byPicture(a: Pending, b: Pending): number {
  const [first, second] = [a, b].map(
    ({ card, scene }) => `${scene.pictures[0]?.file ?? ''} ${card.path}`,
  );
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

function pictureProblem(
  { file, reason }: { file: string; reason: string },
  { path: page }: Card,
): Problem {
  const message = `${file} ${reason}; the card of ${page} shows it`;
  return { rule: 'card/picture', severity: 'error', file, line: 1, message };
}

function letterProblem(card: Card, drawable: Card): Problem {
  const message = `the fonts of cards lack characters of the title of ${card.path}; its card says "${drawable.title}"`;
  return { rule: 'card/letters', severity: 'warning', file: card.file, line: 1, message };
}
