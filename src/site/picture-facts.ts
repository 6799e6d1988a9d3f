import type { ImageMetadata } from 'astro';

/**
 * What is known of a picture, safe to read and to hash. As soon as a property of the picture itself
 * is read, Astro publishes the original file, with the place and time that a camera wrote into it;
 * its hidden `clone` is the only way around.
 */
export function factsOf(picture: ImageMetadata): ImageMetadata {
  return (picture as ImageMetadata & { readonly clone?: ImageMetadata }).clone ?? picture;
}
