import sharp from 'sharp';

const references = /(?:\b(?:xlink:)?href|\bsrc)\s*=\s*(?:"([^"]*)"|'([^']*)')/giu;
const cssReferences = /\burl\(\s*["']?([^"')]*)|@import\s+["']?([^"';]*)/giu;
const embedded = /^data:image\/(?:png|jpeg|webp|gif);base64,/iu;

/**
 * Why `svg` may not be drawn: it refers to a file or address outside itself (the renderer would read local
 * files), declares entities, or embeds a picture of more than `maxPixels`. `null` when there is nothing.
 */
export async function outsideReference(svg: string, maxPixels: number): Promise<string | null> {
  if (/<!(?:DOCTYPE[^>]*\[|ENTITY)/iu.test(svg))
    return 'declares XML entities; export it without them';
  const targets = [...svg.matchAll(references), ...svg.matchAll(cssReferences)].map(([, a, b]) =>
    (a ?? b ?? '').trim(),
  );
  // A character reference could hide an address from this check.
  const hidden = targets.find((target) => target.includes('&#'));
  if (hidden)
    return `writes a reference with character codes ("${hidden.slice(0, 60)}"); write it plainly`;

  for (const target of targets) {
    if (target === '' || target.startsWith('#')) continue;
    if (!embedded.test(target)) {
      return `refers to "${target.slice(0, 80)}"; put what it needs into the file itself`;
    }
    const bytes = Buffer.from(target.replace(embedded, ''), 'base64');
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > maxPixels) return `embeds a picture of ${width} by ${height} pixels`;
  }
  return null;
}
