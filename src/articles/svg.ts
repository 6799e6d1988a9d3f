/** A part of a drawing that runs code or fetches something. */
export interface ActivePart {
  readonly line: number;
  readonly message: string;
}

// Names may carry a namespace prefix, as in <svg:script>.
const tag = (names: string) => new RegExp(String.raw`<(?:[\w-]+:)?(?:${names})\b`, 'giu');

const activeParts: readonly (readonly [RegExp, string])[] = [
  [tag('script|handler|listener'), 'a script'],
  [tag('foreignObject|iframe|embed|object|audio|video'), 'foreign content'],
  [/[\s/"']on[a-z]+\s*=/giu, 'an event handler'],
  [/<!ENTITY|<!DOCTYPE[^>]*\[/giu, 'entities of its own'],
  [/<\?xml-stylesheet/giu, 'a style sheet from elsewhere'],
  [/@import\b/giu, 'a style sheet from elsewhere'],
  [/javascript:/giu, 'a script'],
  [
    /<(?:[\w-]+:)?(?:set|animate)\b[^>]*attributeName\s*=\s*["']?\s*(?:xlink:)?(?:href|on)/giu,
    'an animated address',
  ],
  // Whatever is no fragment of this drawing and no picture written out in it.
  [
    /[\s"'](?:[\w-]+:)?(?:href|src)\s*=\s*(?!\s*(?:"#|'#|"data:image\/(?:png|jpe?g|webp|gif);|'data:image\/(?:png|jpe?g|webp|gif);))/giu,
    'an address to fetch or open',
  ],
  [/url\(\s*(?!["']?#|&quot;#|["']?data:(?:image|font)\/)/giu, 'an address to fetch'],
  // CSS can spell url( with escapes.
  [/\\[0-9a-f]{2}/giu, 'an escaped sign'],
];

/** What makes the SVG `text` more than a drawing; each kind is named at its first place. */
export function activePartsOf(text: string): ActivePart[] {
  return activeParts.flatMap(([pattern, what]) => {
    const at = text.search(pattern);
    if (at < 0) return [];
    const line = text.slice(0, at).split('\n').length;
    return [
      { line, message: `holds ${what}; save the drawing as plain SVG, with nothing but shapes` },
    ];
  });
}

/** The size of the drawing in its own units, where it says one. */
export function drawnSize(text: string): { width: number; height: number } | null {
  const [root = ''] = /<(?:[\w-]+:)?svg\b[^>]*>/iu.exec(text) ?? [];
  const side = (name: string) =>
    Number(
      new RegExp(String.raw`\s${name}\s*=\s*["']\s*([\d.e+]+)(?:px)?\s*["']`, 'iu').exec(root)?.[1],
    );
  const [width, height] = [side('width'), side('height')];
  return width > 0 && height > 0 ? { width, height } : null;
}
