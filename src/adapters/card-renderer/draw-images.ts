import { availableParallelism } from 'node:os';

import type { Card } from '#cards/card.ts';
import { drawableCard, isLossy } from '#cards/drawable.ts';
import type { FormatId } from '#cards/formats.ts';
import { sceneOf } from '#cards/layouts.ts';
import type { Faces, Scene } from '#cards/scene.ts';
import { stackedScene } from '#cards/stacked.ts';
import type { Setting } from '#cards/typesetting.ts';
import type { Tokens } from '#hub/brand-tokens.ts';
import type { Problem } from '#hub/problem.ts';

import { type DrawReason, type Kept, openCardCache } from './card-cache.ts';
import { readCardFonts } from './card-fonts.ts';
import { cardKeys } from './card-key.ts';
import { cardPainter, type Painted } from './card-painter.ts';
import { paintInWorkers } from './worker-pool.ts';

/** A card in one of its formats. */
export interface CardImage {
  readonly card: Card;
  readonly format: FormatId;
}

export interface DrawImagesOptions {
  /** The project: pictures' files are relative to it. */
  readonly root: string;
  /** Kept between builds; never shared by two brands or by a preview and a public build. */
  readonly cacheDir: string;
  readonly tokens: Tokens;
  readonly faces: Faces;
  /** Threads to draw many in; one a core when left out. */
  readonly workers?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface DrawnImages {
  readonly drawn: number;
  readonly reused: number;
  /** What was drawn by {@link nameOf}, and why. */
  readonly reasons: Readonly<Record<string, DrawReason>>;
  /** Pictures that could not be drawn, whose images were not published, and letters that had to be left out. */
  readonly problems: readonly Problem[];
}

/** To start a thread takes longer than to draw this many. */
const fewJobs = 4;

/**
 * Draws the images that are not in the cache and hands each to `publish`. The same images give
 * the same bytes.
 */
export async function drawImages(
  images: readonly CardImage[],
  options: DrawImagesOptions,
  publish: (image: CardImage, kept: Kept) => Promise<void>,
): Promise<DrawnImages> {
  const { root, cacheDir, tokens, faces, onProgress = () => undefined } = options;
  const [fonts, cache] = await Promise.all([readCardFonts(faces), openCardCache(cacheDir)]);
  const keys = await cardKeys(root, fonts);

  let done = 0;
  const advance = () => onProgress((done += 1), images.length);
  const pending: Pending[] = [];
  const problems = new Map<string, Problem>();
  const report = (problem: Problem) => problems.set(problem.message, problem);
  for (const image of images) {
    const drawable = drawableCard(image.card, fonts.canDraw);
    if (isLossy(image.card.title, drawable.title)) report(letterProblem(image.card, drawable));
    const scene = sceneIn(image.format, drawable, { tokens, measures: fonts.measures });
    const key = await keys.keyOf(scene);
    const cached = await cache.find(nameOf(image), key);
    if (cached.kind === 'missing') {
      pending.push({ image, scene, key, reason: cached.reason });
      continue;
    }
    await publish(image, cached);
    advance();
  }

  const jobs = pending.toSorted(byPicture);
  const reasons: Record<string, DrawReason> = {};
  const finish = async (index: number, painted: Painted) => {
    const job = jobs[index];
    if (!job) return;
    const { image, key, reason } = job;
    if (painted.kind === 'refused') {
      report(pictureProblem(painted, image.card));
    } else {
      const name = nameOf(image);
      reasons[name] = reason;
      await publish(image, await cache.keep(name, key, painted.jpeg));
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
      { root, faces, workers: options.workers ?? availableParallelism() },
      finish,
    );
  }
  return {
    drawn: Object.keys(reasons).length,
    reused: images.length - jobs.length,
    reasons: Object.fromEntries(Object.entries(reasons).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    problems: [...problems.values()].toSorted((a, b) => (a.message < b.message ? -1 : 1)),
  };
}

/** The path of the page, with the format where it is not the one that the page itself names. */
function nameOf({ card, format }: CardImage): string {
  return format === 'og' ? card.path : `${card.path}#${format}`;
}

function sceneIn(format: FormatId, card: Card, setting: Setting): Scene {
  return format === 'og' ? sceneOf(card, setting) : stackedScene(card, format, setting);
}

interface Pending {
  readonly image: CardImage;
  readonly scene: Scene;
  readonly key: string;
  readonly reason: DrawReason;
}

/** Images with the same cover next to each other, so that one worker draws it for all. */
function byPicture(a: Pending, b: Pending): number {
  const [first, second] = [a, b].map(
    ({ image, scene }) => `${scene.pictures[0]?.file ?? ''} ${nameOf(image)}`,
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
