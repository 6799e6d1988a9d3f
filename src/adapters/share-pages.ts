import path from 'node:path';

import type { Content } from '#articles/content.ts';
import { cardFormats } from '#cards/formats.ts';
import { languages } from '#hub/languages.ts';
import { kitIndexPage } from '#sharing/kit-page/index-page.ts';
import { kitPage } from '#sharing/kit-page/kit-page.ts';
import type { KitPicture } from '#sharing/kit-page/pictures.ts';
import type { PersonalKit } from '#sharing/personal/personal-posts.ts';
import { stateOf } from '#sharing/ledger/posted.ts';
import type { ShareKit } from '#sharing/share-kit.ts';

import { pageAssets } from './kit-page/page-assets.ts';
import { formatsFor } from './share-formats.ts';

/** The pages of `kits`, by `<folder>/index.html`, and with `withIndex` the one that leads to all of them. */
export async function sharePages(
  root: string,
  {
    content: { hub, articles, ledger },
    kits,
    personal,
    withIndex,
  }: {
    content: Content;
    kits: ReadonlyMap<string, ShareKit>;
    personal: ReadonlyMap<string, readonly PersonalKit[]>;
    withIndex: boolean;
  },
): Promise<Map<string, string>> {
  const isEmpty = kits.values().every(({ posts }) => posts.length === 0);
  if (isEmpty) return new Map();
  const assets = await pageAssets(hub, path.join(root, '.cache', 'share'));
  const pictures = formatsFor(Object.keys(hub.share.platforms)).map((name): KitPicture => {
    const { width, height } = cardFormats[name];
    return { name, width, height };
  });
  const known = new Map(articles.map((article) => [article.id, article]));
  const pages = new Map<string, string>();
  const [language] = hub.languages;
  if (withIndex && language !== undefined) {
    pages.set('index.html', kitIndexPage({ kits, language, brandName: hub.name }, assets));
  }
  for (const [folder, kit] of kits) {
    const own = languages.find((one) => one === kit.locale);
    if (kit.posts.length === 0 || own === undefined) continue;
    const page = kitPage(
      {
        ...{ kit, folder, language: own, brandName: hub.name },
        personal: personal.get(folder) ?? [],
        stateOn: (platform) => {
          const article = known.get(kit.article);
          return article ? stateOf(ledger, { article, platform }) : { kind: 'none' };
        },
        pictures,
      },
      assets,
    );
    pages.set(`${folder}/index.html`, page);
  }
  return pages;
}
