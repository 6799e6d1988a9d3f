import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Font } from 'satori';

import type { Face, FaceId, Faces, Measures } from '#cards/scene.ts';

import { readAdvances } from './woff.ts';

/** The fonts of cards, read once: satori knows a font by its buffer and parses each new one again. */
export interface CardFonts {
  readonly fonts: readonly Font[];
  readonly measures: Measures;
  /** Whether every face has all characters of `text`. */
  canDraw(text: string): boolean;
}

/** In this order: a character of the second is drawn by it only when the first does not have it. */
const subsets = [
  { name: 'latin', suffix: '' },
  { name: 'latin-ext', suffix: ' Ext' },
] as const;

/** Reads the WOFF files of every face from the installed font packages; the faces' own ids are their names. */
export async function readCardFonts(faces: Faces): Promise<CardFonts> {
  const { resolve } = createRequire(import.meta.url);
  const read = await Promise.all(
    (Object.entries(faces) as [FaceId, Face][]).flatMap(([face, { id, weight }]) =>
      subsets.map(async ({ name, suffix }) => {
        const data = await readFile(
          resolve(`@fontsource/${id}/files/${id}-${name}-${weight}-normal.woff`),
        );
        const font: Font = { name: face + suffix, weight: 400, style: 'normal', data };
        return { face, font, advances: readAdvances(data) };
      }),
    ),
  );
  const advancesOf = (face: string) =>
    new Map(
      read
        .filter((one) => one.face === face)
        .toReversed()
        .flatMap(({ advances }) => [...advances]),
    );
  const perFace = Object.keys(faces).map((face) => [face, advancesOf(face)] as const);
  return {
    fonts: read.map(({ font }) => font),
    measures: Object.fromEntries(
      perFace.map(([face, advances]) => [face, (text: string) => widthIn(advances, text)]),
    ) as Measures,
    canDraw: (text) =>
      [...text].every((character) =>
        perFace.every(([, advances]) => advances.has(character.codePointAt(0) ?? 0)),
      ),
  };
}

function widthIn(advances: ReadonlyMap<number, number>, text: string): number {
  let width = 0;
  for (const character of text) width += advances.get(character.codePointAt(0) ?? 0) ?? 0;
  return width;
}
