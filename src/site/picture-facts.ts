import type { ImageMetadata } from 'astro';
import { getImage } from 'astro:assets';

const portraitWidth = 800;

/**
 * What is known of a picture, safe to read and to hash. As soon as a property of the picture itself
 * is read, Astro publishes the original file, with the place and time that a camera wrote into it;
 * its hidden `clone` is the only way around.
 */
export function factsOf(picture: ImageMetadata): ImageMetadata {
  return (picture as ImageMetadata & { readonly clone?: ImageMetadata }).clone ?? picture;
}

/** The address of one published version of `picture`, for machines. */
export async function pictureUrl(picture: ImageMetadata): Promise<string> {
  const { format, width } = factsOf(picture);
  if (format === 'svg') return picture.src;
  const version = { width: Math.min(width, portraitWidth), format: 'jpeg' };
  return (await getImage({ src: picture, ...version })).src;
}
