import type { Box, DrawnNode, Scene } from './scene.ts';

/** What a style says in px; everything else in it is a ratio or a word. */
const lengths = new Set(['width', 'height', 'fontSize', 'letterSpacing']);

/** `scene` with everything on it `factor` times as large; its own size stays. */
export function enlarged(scene: Scene, factor: number): Scene {
  const grown = <T extends Box>(box: T): T => ({ ...box, ...enlargedBox(box, factor) });
  return {
    ...scene,
    areas: scene.areas.map(grown),
    pictures: scene.pictures.map((picture) => ({
      ...grown(picture),
      ...(picture.ring === undefined ? {} : { ring: picture.ring * factor }),
    })),
    texts: scene.texts.map((text) => ({ ...grown(text), node: enlargedNode(text.node, factor) })),
  };
}

/** In whole pixels and with no gap between boxes that touched. */
function enlargedBox({ x, y, width, height }: Box, factor: number): Box {
  const [left, top] = [Math.round(x * factor), Math.round(y * factor)];
  return {
    x: left,
    y: top,
    width: Math.round((x + width) * factor) - left,
    height: Math.round((y + height) * factor) - top,
  };
}

function enlargedNode({ type, props: { style, children } }: DrawnNode, factor: number): DrawnNode {
  const grown = Object.fromEntries(
    Object.entries(style).map(([name, value]) => [
      name,
      lengths.has(name) && typeof value === 'number' ? value * factor : value,
    ]),
  );
  const inside =
    typeof children === 'string' ? children : children?.map((child) => enlargedNode(child, factor));
  return { type, props: { style: grown, ...(inside === undefined ? {} : { children: inside }) } };
}
