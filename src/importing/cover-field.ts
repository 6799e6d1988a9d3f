import { type Fields, isRecord } from './fields.ts';
import type { ImportedArticle } from './imported-article.ts';

const names = [
  'cover',
  'image',
  'featured_image',
  'feature_image',
  'featuredImage',
  'heroImage',
  'hero',
  'banner',
  'thumbnail',
  'thumb',
  'ogImage',
  'og_image',
  'images',
  'header.image',
  'header.overlay_image',
  'header.og_image',
  'header.teaser',
  'featured_img',
  'featuredImagePreview',
  'coverImage',
];

/** The picture that front matter puts above a text, in any blog's spelling. */
export function coverIn(fields: Fields): ImportedArticle['cover'] {
  const found = fields.take(...names) ?? fields.take('socialImage', 'shareImage');
  const alt = fields.text(
    'image_alt',
    'imageAlt',
    'coverAlt',
    'cover_alt',
    'heroAlt',
    'feature_image_alt',
    'thumbnail_alt',
  );
  const [first] = Array.isArray(found) ? found : [found];
  if (typeof first === 'string' && first !== '') return { src: first, alt };
  if (!isRecord(first)) return null;
  const src = ['src', 'path', 'url', 'image', 'feature', 'filename', 'file', 'relative']
    .map((name) => first[name])
    .find((one) => typeof one === 'string');
  const own = [first['alt'], first['caption'], first['title']].find(
    (one) => typeof one === 'string',
  );
  return src === undefined ? null : { src, alt: own ?? alt };
}
