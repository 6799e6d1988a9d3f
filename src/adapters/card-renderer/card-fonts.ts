import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Font } from 'satori';

import { type FaceId, faces, type Measures } from '#cards/scene.ts';

import { type FontMetrics, readWoff } from './woff.ts';

/** The fonts of cards, read once: satori knows a font by its buffer and parses each new one again. */
export interface CardFonts {
  readonly fonts: readonly Font[];
  readonly measures: Measures;
  /** Whether every face can draw `character`. */
  canDraw(character: string): boolean;
}

/** In this order: a character of the second is drawn by it only when the first does not have it. */
const subsets = [
  { name: 'latin', suffix: '' },
  { name: 'latin-ext', suffix: ' Ext' },
] as const;

/** Reads the WOFF files of every face from the installed font packages. */
export async function readCardFonts(): Promise<CardFonts> {
  const { resolve } = createRequire(import.meta.url);
  const read = await Promise.all(
    Object.entries(faces).flatMap(([face, { family, weight }]) =>
      subsets.map(async ({ name, suffix }) => {
        const id = family.toLowerCase().replaceAll(' ', '-');
        const data = await readFile(
          resolve(`@fontsource/${id}/files/${id}-${name}-${weight}-normal.woff`),
        );
        const font: Font = { name: family + suffix, weight, style: 'normal', data };
        return { face: face as FaceId, font, metrics: readWoff(data) };
      }),
    ),
  );
  const metricsOf = (face: FaceId) =>
    read.filter((one) => one.face === face).map(({ metrics }) => metrics);
  const faceIds = Object.keys(faces) as FaceId[];
  const perFace = faceIds.map((face) => [face, metricsOf(face)] as const);
  return {
    fonts: read.map(({ font }) => font),
    measures: Object.fromEntries(
      perFace.map(([face, metrics]) => [face, (text: string) => widthIn(metrics, text)]),
    ) as Measures,
    canDraw: (character) =>
      [...character].every((one) =>
        perFace.every(([, metrics]) => metrics.some((font) => font.has(one.codePointAt(0) ?? 0))),
      ),
  };
}

function widthIn(metrics: readonly FontMetrics[], text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    width += metrics.find((font) => font.has(code))?.advanceOf(code) ?? 0;
  }
  return width;
}
