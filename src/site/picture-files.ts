import type { ImageMetadata } from 'astro';
import { getImage } from 'astro:assets';

import { factsOf } from './picture-facts.ts';

/** For readers whose browser knows neither AVIF nor WebP, and for feeds: one size is enough. */
const maxFallbackWidth = 1280;
/** A phone's screen takes more pixels than this, so smaller AVIF files would hardly be fetched. */
const minLeadWidth = 640;
/** What search engines and platforms show of a person. */
const portraitWidth = 800;

/** What a browser chooses from to show a picture. */
export interface PictureFiles {
  readonly sources: readonly { readonly type: string; readonly srcset: string }[];
  readonly fallback: string;
}

/**
 * The published files of `picture`: WebP at each of `widths`, and one file of the kind that it came in.
 * Encoding AVIF costs ten times as much as WebP, so only a lead picture, which readers wait for, has it.
 */
export async function pictureFiles(
  picture: ImageMetadata,
  { widths, isLead }: { widths: readonly number[]; isLead: boolean },
): Promise<PictureFiles> {
  const { width } = factsOf(picture);
  const fitting = widths.filter((one) => one <= width);
  const own = fitting.length > 0 ? fitting : [width];
  const large = own.filter((one) => one >= minLeadWidth);
  const fallbackWidth = own.findLast((one) => one <= maxFallbackWidth) ?? own[0] ?? width;
  const [avif, webp, fallback] = await Promise.all([
    isLead ? sourceOf(picture, 'avif', large.length > 0 ? large : own) : null,
    sourceOf(picture, 'webp', own),
    versionOf(picture, fallbackWidth),
  ]);
  return { sources: [...(avif ? [avif] : []), webp], fallback };
}

/** The address of one published version of `picture`, for machines. */
export async function pictureUrl(picture: ImageMetadata): Promise<string> {
  const { format, width } = factsOf(picture);
  return format === 'svg' ? picture.src : versionOf(picture, Math.min(width, portraitWidth));
}

/** JPEG would blur drawings and screenshots. */
const lossless = new Set<string>(['png', 'gif']);

/** Without its `layout`, Astro would publish the other widths of a responsive picture as well. */
async function versionOf(src: ImageMetadata, width: number): Promise<string> {
  const { format } = factsOf(src);
  const version = { width, format: lossless.has(format) ? format : 'jpg', layout: 'none' } as const;
  return (await getImage({ src, ...version })).src;
}

async function sourceOf(src: ImageMetadata, format: 'avif' | 'webp', widths: readonly number[]) {
  const { srcSet } = await getImage({ src, format, widths: [...widths], layout: 'none' });
  return { type: `image/${format}`, srcset: srcSet.attribute };
}
