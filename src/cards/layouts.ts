import { byline, bylineHeight, headline, nameplate, ornament } from './blocks.ts';
import { type Card, type CardLayout, cardSize } from './card.ts';
import type { Area, Box, PlacedPicture, PlacedText, Scene } from './scene.ts';
import { type Setting, setText, textStyles } from './typesetting.ts';

/** White round the column of text. */
const margin = { left: 60, bottom: 48 } as const;
/** Between the column of text and the picture. */
const gutter = 48;
const headlineTop = 110;
const bylineTop = cardSize.height - margin.bottom - bylineHeight;
const aboveByline = 30;

/** What is where on `card`. Depends on nothing but its arguments. */
export function sceneOf(card: Card, setting: Setting): Scene {
  return layouts[card.layout](card, setting);
}

const layouts: Record<CardLayout, (card: Card, setting: Setting) => Scene> = {
  article(card, setting) {
    const pictureWidth = coverWidth(card, setting);
    const right = rightOf(pictureWidth);
    return composed(card, setting, {
      pictureWidth,
      pictures: card.covers.slice(0, 1).map(({ file }) => cover(file, right)),
    });
  },
  front(card, setting) {
    const pictureWidth = 560;
    return composed(card, setting, {
      pictureWidth,
      pictures: collage(
        card.covers.map(({ file }) => file),
        rightOf(pictureWidth),
      ),
    });
  },
  person(card, setting) {
    const pictureWidth = 500;
    return composed(card, setting, {
      pictureWidth,
      pictures: card.portraits.slice(0, 1).map(({ file }) => cover(file, rightOf(pictureWidth))),
    });
  },
  people(card, setting) {
    const pictureWidth = 560;
    const files = card.portraits.map(({ file }) => file);
    const box = rightOf(pictureWidth);
    return composed(card, setting, {
      pictureWidth,
      pictures: files.length < 4 ? collage(files, box) : quarters(files, box),
    });
  },
  plain(card, setting) {
    const pictureWidth = 420;
    return composed(card, setting, {
      pictureWidth,
      pictures: [],
      texts: [ornament(card.ornament ?? [...card.title][0] ?? '', rightOf(pictureWidth), setting)],
    });
  },
};

interface Composition {
  readonly pictureWidth: number;
  readonly pictures: readonly PlacedPicture[];
  readonly texts?: readonly PlacedText[];
}

/** The column of text on the left and what goes with it on the right. */
function composed(
  card: Card,
  setting: Setting,
  { pictureWidth, pictures, texts = [] }: Composition,
): Scene {
  const column = { x: margin.left, width: columnWidth(pictureWidth) };
  const plate = nameplate(card, column, setting);
  const authors = byline(card, { ...column, y: bylineTop }, setting);
  const bottom = card.byline ? bylineTop - aboveByline : cardSize.height - margin.bottom;
  const title = headline(
    card,
    { ...column, y: headlineTop, height: bottom - headlineTop },
    setting,
  );
  const { 'surface-0': paper } = setting.tokens;
  const picture: Area = { ...rightOf(pictureWidth), color: paper.hex };
  return {
    ground: paper.hex,
    areas: [picture, ...plate.areas],
    pictures: [...pictures, ...plate.pictures, ...authors.pictures],
    texts: [...plate.texts, title, ...authors.texts, ...texts],
  };
}

function rightOf(width: number): Box {
  return { x: cardSize.width - width, y: 0, width, height: cardSize.height };
}

function columnWidth(pictureWidth: number): number {
  return cardSize.width - pictureWidth - gutter - margin.left;
}

/** A cover 3 wide and 2 high loses its outer fifths; a title that would get small may have some more. */
const coverWidths = { wide: 560, narrow: 500 } as const;
const smallTitle = 54;

function coverWidth(card: Card, setting: Setting): number {
  const { style, color } = { style: textStyles.title, color: setting.tokens.ink.hex };
  const width = columnWidth(coverWidths.wide);
  const height = bylineTop - aboveByline - headlineTop - 48;
  const { size } = setText(card.title, { style, color, width, height }, setting);
  return size < smallTitle ? coverWidths.narrow : coverWidths.wide;
}

function cover(file: string, box: Box): PlacedPicture {
  return { ...box, file, fit: 'cover', shape: 'rectangle' };
}

const seam = 8;

/** One picture fills the box, two share it, three are one large and two small. */
function collage(files: readonly string[], box: Box): PlacedPicture[] {
  const [first, second, third] = files;
  if (!first) return [];
  if (!second) return [cover(first, box)];
  const above = { ...box, height: Math.round((box.height - seam) * (third ? 0.6 : 0.5)) };
  const below = { ...box, y: above.height + seam, height: box.height - above.height - seam };
  if (!third) return [cover(first, above), cover(second, below)];
  const half = (box.width - seam) / 2;
  return [
    cover(first, above),
    cover(second, { ...below, width: half }),
    cover(third, { ...below, x: box.x + half + seam, width: half }),
  ];
}

function quarters(files: readonly string[], box: Box): PlacedPicture[] {
  const width = (box.width - seam) / 2;
  const height = (box.height - seam) / 2;
  return files.slice(0, 4).map((file, index) =>
    cover(file, {
      x: box.x + (index % 2) * (width + seam),
      y: Math.floor(index / 2) * (height + seam),
      width,
      height,
    }),
  );
}
