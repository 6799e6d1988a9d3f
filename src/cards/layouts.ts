import { localeOf } from '#hub/languages.ts';

import { byline, bylineHeight, headline, nameplate, ornament } from './blocks.ts';
import { type Card, type CardLayout, type CardPicture, cardSize } from './card.ts';
import { cardFormats } from './formats.ts';
import type { Box, PlacedPicture, PlacedText, Scene } from './scene.ts';
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
  const composition = layouts[card.layout](card, setting);
  return composed(
    card,
    setting,
    composition.pictures.length > 0 ? composition : poster(card, setting),
  );
}

/** The column of text takes the room that the picture leaves. */
interface Composition {
  readonly pictureWidth: number;
  readonly pictures: readonly PlacedPicture[];
  readonly texts?: readonly PlacedText[];
}

const layouts: Record<CardLayout, (card: Card, setting: Setting) => Composition> = {
  article(card, setting) {
    const pictureWidth = coverWidth(card, setting);
    return { pictureWidth, pictures: collage(card.covers.slice(0, 1), rightOf(pictureWidth)) };
  },
  front({ covers }) {
    return { pictureWidth: 560, pictures: collage(covers, rightOf(560)) };
  },
  person({ portraits }) {
    return { pictureWidth: 500, pictures: collage(portraits.slice(0, 1), rightOf(500)) };
  },
  people({ portraits }) {
    const arranged = portraits.length < 4 ? collage : quarters;
    return { pictureWidth: 560, pictures: arranged(portraits, rightOf(560)) };
  },
  plain: poster,
};

/** Without a picture: one large character on the brand's colour. */
function poster(card: Card, setting: Setting): Composition {
  const pictureWidth = 420;
  return {
    pictureWidth,
    pictures: [],
    texts: [ornament(initialOf(card), rightOf(pictureWidth), setting)],
  };
}

/** The character that stands for a card without a picture. */
export function initialOf({ ornament: chosen, title, language }: Card): string {
  const initial = /[\p{L}\p{N}]/u.exec(title)?.[0] ?? '';
  return chosen ?? initial.toLocaleUpperCase(localeOf[language]);
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
  return {
    size: cardSize,
    maxBytes: cardFormats.og.maxBytes,
    ground: setting.tokens['surface-0'].hex,
    areas: plate.areas,
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

function filling({ file }: CardPicture, box: Box): PlacedPicture {
  return { ...box, file, fit: 'cover', shape: 'rectangle' };
}

const seam = 8;

/** One picture fills the box, two share it, three are one large and two small. */
function collage(pictures: readonly CardPicture[], box: Box): PlacedPicture[] {
  const [first, second, third] = pictures;
  if (!first) return [];
  if (!second) return [filling(first, box)];
  const above = { ...box, height: Math.round((box.height - seam) * (third ? 0.6 : 0.5)) };
  const below = { ...box, y: above.height + seam, height: box.height - above.height - seam };
  if (!third) return [filling(first, above), filling(second, below)];
  const half = (box.width - seam) / 2;
  return [
    filling(first, above),
    filling(second, { ...below, width: half }),
    filling(third, { ...below, x: box.x + half + seam, width: half }),
  ];
}

function quarters(pictures: readonly CardPicture[], box: Box): PlacedPicture[] {
  const width = (box.width - seam) / 2;
  const height = (box.height - seam) / 2;
  return pictures.slice(0, 4).map((picture, index) =>
    filling(picture, {
      x: box.x + (index % 2) * (width + seam),
      y: Math.floor(index / 2) * (height + seam),
      width,
      height,
    }),
  );
}
