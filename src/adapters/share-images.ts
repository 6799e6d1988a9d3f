import path from 'node:path';

import type { Content } from '#articles/content.ts';
import { cardsOf } from '#cards/cards-of.ts';
import { facesOf } from '#cards/scene.ts';
import { brandTokens } from '#hub/brand-tokens.ts';
import type { Problem } from '#hub/problem.ts';
import type { ShareKit } from '#sharing/share-kit.ts';

import { type CardImage, drawImages } from './card-renderer/draw-images.ts';
import type { StoredFile } from './share-files.ts';
import { formatsFor } from './share-formats.ts';

export interface ShareImages {
  /** By `<folder>/<format>.jpg`; the bytes stay on disk until they are needed. */
  readonly files: ReadonlyMap<string, StoredFile>;
  readonly drawn: number;
  readonly problems: readonly Problem[];
}

/**
 * The pictures of `kits`, drawn where the cache does not have them yet: in the formats that the hub's platforms
 * ask for, and in the one that every link shows. The build's own cards are not drawn a second time.
 */
export async function shareImages(
  root: string,
  {
    content,
    kits,
    onProgress,
  }: {
    content: Content;
    kits: ReadonlyMap<string, ShareKit>;
    onProgress?: (done: number, total: number) => void;
  },
): Promise<ShareImages> {
  const formats = formatsFor(Object.keys(content.hub.share.platforms));
  const cards = new Map(cardsOf(content).map((card) => [card.path, card]));
  const folders = new Map<string, string>();
  const images: CardImage[] = [];
  for (const [folder, { url, posts }] of kits) {
    const card = cards.get(new URL(url).pathname);
    if (!card || posts.length === 0) continue;
    folders.set(card.path, folder);
    for (const format of formats) images.push({ card, format });
  }

  const files = new Map<string, StoredFile>();
  const { drawn, problems } = await drawImages(
    images,
    {
      root,
      cacheDir: path.join(root, '.cache', 'build', 'cards'),
      tokens: brandTokens(content.hub).light,
      faces: facesOf(content.hub.brand.type),
      ...(onProgress ? { onProgress } : {}),
    },
    async ({ card, format }, { file }) => {
      files.set(`${folders.get(card.path)}/${format}.jpg`, { kept: file });
    },
  );
  return { files, drawn, problems };
}
