import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import type { Hex } from '#hub/oklch.ts';
import type { MailPicture } from '#newsletter/mail-parts.ts';

import { writeFileAtomically } from './atomic-file.ts';
import { jpegWithin } from './card-renderer/jpeg.ts';
import { readPicture, rasterOf } from './card-renderer/picture.ts';

/** What a picture in a mail may weigh: people read them on the train. */
const maxBytes = 120_000;
/** Screens have about two pixels to a CSS pixel. */
const density = 2;
/** Part of every key; to be raised when pictures come out otherwise. */
const drawing = 'mail-picture 1';

export interface DrawnPicture {
  readonly picture: MailPicture;
  /** `null` where it cannot be drawn, as `reason` says. */
  readonly jpeg: Buffer | null;
  readonly reason: string;
}

/**
 * Each of `pictures` as JPEG, from `cacheDir` where it was drawn before. A transparent one stands on `ground`, which
 * must suit the dark scheme too.
 */
export async function drawMailPictures(
  pictures: readonly MailPicture[],
  {
    root,
    clientDir,
    cacheDir,
    ground,
  }: { root: string; clientDir: string; cacheDir: string; ground: Hex },
): Promise<DrawnPicture[]> {
  await mkdir(cacheDir, { recursive: true });
  const drawn: DrawnPicture[] = [];
  const used = new Set<string>();
  for (const picture of uniquePictures(pictures)) {
    const source = picture.file.startsWith('/')
      ? await readPicture(clientDir, picture.file.slice(1))
      : await readPicture(root, picture.file);
    if (source.kind === 'refused') {
      drawn.push({ picture, jpeg: null, reason: source.reason });
      continue;
    }
    const [width, height] = [picture.width * density, picture.height * density];
    const key = createHash('sha256')
      .update(`${drawing} ${width} ${height} ${ground} ${path.extname(picture.file)}\n`)
      .update(source.bytes)
      .digest('hex');
    const kept = path.join(cacheDir, `${key}.jpg`);
    used.add(`${key}.jpg`);
    const known = await readFile(kept).catch(() => null);
    if (known !== null) {
      drawn.push({ picture, jpeg: known, reason: '' });
      continue;
    }
    const place = {
      file: picture.file,
      x: 0,
      y: 0,
      width,
      height,
      fit: 'cover',
      shape: 'rectangle',
    } as const;
    const made = await rasterOf(source.bytes, place, ground);
    if (made.kind === 'refused') {
      drawn.push({ picture, jpeg: null, reason: made.reason });
      continue;
    }
    const jpeg = await jpegWithin(made.raster, maxBytes);
    await writeFileAtomically(kept, jpeg);
    drawn.push({ picture, jpeg, reason: '' });
  }
  const unused = (await readdir(cacheDir)).filter(
    (name) => name.endsWith('.jpg') && !used.has(name),
  );
  await Promise.all(unused.map((name) => rm(path.join(cacheDir, name), { force: true })));
  return drawn;
}

/** Several texts may show one picture. */
function uniquePictures(pictures: readonly MailPicture[]): MailPicture[] {
  return [...new Map(pictures.map((picture) => [picture.path, picture])).values()];
}
