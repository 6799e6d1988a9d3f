import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import sharp from 'sharp';

import type { Scene } from '#cards/scene.ts';

import { hashOf } from './card-cache.ts';
import type { CardFonts } from './card-fonts.ts';
import { readPicture } from './picture.ts';

/** Names everything that decides a scene's bytes: itself, its pictures, the fonts and what draws it. */
export interface CardKeys {
  keyOf(scene: Scene): Promise<string>;
}

/** Keys for scenes whose pictures lie below `root`; each picture is read once. */
export async function cardKeys(
  root: string,
  { fonts }: Pick<CardFonts, 'fonts'>,
): Promise<CardKeys> {
  const engine = createHash('sha256').update(await painterHash());
  for (const { data } of fonts) engine.update(new Uint8Array(data));
  const engineHash = engine.digest('hex');

  const pictures = new Map<string, Promise<string>>();
  const pictureHash = (file: string) => {
    const hash = pictures.get(file) ?? hashOfPicture(root, file);
    pictures.set(file, hash);
    return hash;
  };
  return {
    async keyOf(scene) {
      const files = [...new Set(scene.pictures.map(({ file }) => file))];
      const hashes = await Promise.all(files.map(pictureHash));
      // A scene holds the layout's result: colours, sizes, broken lines, language-dependent capitals.
      return hashOf(JSON.stringify([engineHash, scene, files, hashes]), 32);
    },
  };
}

async function hashOfPicture(root: string, file: string): Promise<string> {
  const read = await readPicture(root, file);
  return read.kind === 'read' ? hashOf(read.bytes, 32) : read.reason;
}

/** Hash of this folder's code and of the versions of the libraries that draw. */
async function painterHash(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(sharp.versions));
  const { resolve } = createRequire(import.meta.url);
  for (const library of ['satori', '@resvg/resvg-js']) {
    hash.update(await readFile(resolve(`${library}/package.json`)));
  }
  const folder = import.meta.dirname;
  for (const name of (await readdir(folder)).toSorted()) {
    hash.update(name).update(await readFile(path.join(folder, name)));
  }
  return hash.digest('hex');
}
