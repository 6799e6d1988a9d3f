import { parentPort, workerData } from 'node:worker_threads';

import type { Faces, Scene } from '#cards/scene.ts';

import { readCardFonts } from './card-fonts.ts';
import { cardPainter, type Painted } from './card-painter.ts';

/** What a worker is started with. */
export interface CardWorkerData {
  readonly root: string;
  readonly faces: Faces;
}

export interface CardJob {
  readonly id: number;
  readonly scene: Scene;
}

export interface CardJobDone {
  readonly id: number;
  readonly painted: Painted;
}

const port = parentPort;
if (!port) throw new Error('card-worker.ts runs in a worker thread only');

const { root, faces }: CardWorkerData = workerData;
const painter = readCardFonts(faces).then((fonts) => cardPainter(root, fonts));

port.on('message', async ({ id, scene }: CardJob) => {
  const painted = await (await painter).paint(scene);
  port.postMessage({ id, painted } satisfies CardJobDone);
});
