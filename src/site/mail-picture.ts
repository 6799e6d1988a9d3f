import type { ImageMetadata } from 'astro';

import type { MailPicture } from '#newsletter/mail-parts.ts';
import { contentWidth } from '#newsletter/mail-styles.ts';

import { factsOf } from './picture-facts.ts';

/**
 * `picture` as mails show it: as wide as the column, drawings too. Its file is drawn after the pages, as JPEG, since
 * hardly any mail program shows SVG, WebP or AVIF.
 */
export function mailPictureOf(picture: ImageMetadata): MailPicture {
  const { width, height, format } = factsOf(picture);
  const file = fileOf(picture);
  const shown = format === 'svg' ? contentWidth : Math.min(width, contentWidth);
  return {
    file,
    path: `/pictures/${publicName(picture)}.jpg`,
    width: shown,
    height: Math.max(1, Math.round((shown * height) / width)),
  };
}

/** Below the project, or for a drawing in a build, which Astro publishes as it is, its path on the site. */
function fileOf(picture: ImageMetadata): string {
  // Hidden, as `clone` is; reading it publishes nothing. Drawings lack it.
  const { fsPath } = picture as ImageMetadata & { readonly fsPath?: string };
  const place = (fsPath ?? factsOf(picture).src).replaceAll('\\', '/').replace(/\?.*$/, '');
  const inContent = place.lastIndexOf('/content/');
  return inContent === -1 ? place : place.slice(inContent + 1);
}

/** The name of the picture as the build calls it, a hash of its bytes: names of files may say more than readers should know. */
function publicName(picture: ImageMetadata): string {
  const place = factsOf(picture).src.replace(/\?.*$/, '');
  return place.slice(place.lastIndexOf('/') + 1);
}
