import { isRecord } from '../fields.ts';

import { escapeHtml } from './shortcode-forms.ts';
import type { TagArguments } from './tag-arguments.ts';

/** The list of pictures in front matter that `{% include gallery id="…" %}` shows; `null` where the text has none. */
export function galleryOf(
  { named, positional }: TagArguments,
  fields: Readonly<Record<string, unknown>>,
): string | null {
  const list = fields[galleryName(positional[0], named['id']) ?? ''];
  if (!Array.isArray(list)) return null;
  const pictures = list.filter(isRecord).map((one) => {
    const text = (name: string) => (typeof one[name] === 'string' ? one[name] : '');
    const isWhole = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(text('url'));
    // The second is the small picture that leads to the first.
    const source = isWhole ? text('url') : text('image_path') || text('url');
    const below =
      text('title') === '' ? '' : `<figcaption>${escapeHtml(text('title'))}</figcaption>`;
    return `<figure><img src="${escapeHtml(source)}" alt="${escapeHtml(text('alt'))}">${below}</figure>`;
  });
  const caption = named['caption'];
  const words = caption ? [`<em markdown="1">${escapeHtml(caption)}</em>`] : [];
  return `\n\n${[...pictures, ...words].join('\n\n')}\n\n`;
}

/** The fields of a text that its galleries show. */
export function galleriesIn(body: string): string[] {
  return Array.from(
    body.matchAll(/\{%-?\s*include\s+(gallery)\b(?:[^%]*?\bid=["']([\w-]+)["'])?/g),
    ([, include, id]) => galleryName(include, id) ?? '',
  );
}

function galleryName(include: string | undefined, id: string | undefined): string | null {
  return include === 'gallery' ? (id ?? 'gallery') : null;
}
