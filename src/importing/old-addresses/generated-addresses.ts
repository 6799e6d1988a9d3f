import {
  astroAddress,
  docusaurusAddress,
  gatsbyAddress,
  nextAddress,
  nuxtAddress,
  vitepressAddresses,
} from './by-folder.ts';
import { eleventyAddresses } from './eleventy.ts';
import { hugoAddress } from './hugo.ts';
import { jekyllAddress } from './jekyll.ts';
import type { OldSite } from './old-site.ts';
import type { OldText } from './old-text.ts';
import { filledPermalink } from './permalink.ts';

/** The addresses at which the old site's program showed `text`, by its rules and settings; none where they cannot be known. */
export function generatedAddresses(
  text: OldText,
  { generator, settings, routes }: OldSite,
): string[] {
  const one = (address: string | null) => (address === null ? [] : [address]);
  switch (generator) {
    case 'jekyll':
      return one(jekyllAddress(text, settings));
    case 'hexo':
      return one(hexoAddress(text, settings));
    case 'hugo':
      return one(hugoAddress(text, settings));
    case 'docusaurus':
      return one(docusaurusAddress(text));
    case 'eleventy':
      return eleventyAddresses(text, settings);
    case 'astro':
      return one(astroAddress(text, routes));
    case 'next':
      return one(nextAddress(text, routes));
    case 'gatsby':
      return one(gatsbyAddress(text));
    case 'nuxt':
      return one(nuxtAddress(text));
    case 'vitepress':
      return vitepressAddresses(text);
    case null:
      return [];
  }
}

/** Where Hexo shows a text of `source/` (hexo.io/docs/permalinks). */
function hexoAddress(
  { source, day, name, permalink, categories }: OldText,
  settings: Readonly<Record<string, unknown>>,
): string | null {
  const path = source.replace(/^source\//, '').replace(/\.\w+$/, '');
  if (!path.startsWith('_posts/')) return encodeURI(`/${path.replace(/(?:^|\/)index$/, '')}/`);
  const said = settings['permalink'];
  const pattern = permalink ?? (typeof said === 'string' ? said : ':year/:month/:day/:title/');
  const folders = path.split('/').slice(1, -1);
  const title = [...folders, name].join('/');
  return filledPermalink(pattern, { ...{ day, name, folders, categories }, slug: title });
}
