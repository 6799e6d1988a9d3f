import { platforms } from '../platforms.ts';
import type { SharePost } from '../share-post.ts';

/**
 * The picture to attach to `post`: `null` where its platform shows that of the link, which an attached
 * one would take the place of.
 */
export function pictureOf({
  platform,
  media,
}: SharePost): { readonly url: string; readonly alt: string } | null {
  const [picture] = media;
  if (!picture || platforms[platform].images[0]?.place !== 'attachment') return null;
  // A comma separates the addresses of two pictures.
  return { url: picture.publicUrl.replaceAll(',', '%2C'), alt: picture.alt };
}
