import { localeOf } from '#hub/languages.ts';

import { headline, nameplate, ornament, railSignature } from './blocks.ts';
import { type Card, type CardLayout, type CardPicture, cardSize } from './card.ts';
import { cardFormats } from './formats.ts';
import type { Box, PlacedPicture, PlacedText, Scene } from './scene.ts';
import { type Setting, setText, textStyles } from './typesetting.ts';

/**
 * Many a messenger shows no more of a card than the square in its middle: brand and title stand in it, the
 * by-line on the rail beside it.
 */
const square = {
  left: (cardSize.width - cardSize.height) / 2,
  right: (cardSize.width + cardSize.height) / 2,
} as const;
/** White round the column of text, and between it and the picture. */
const margin = { left: 28, right: 28, bottom: 48 } as const;
const headlineTop = 110;
/** Left of the square: who wrote it, or else the brand's mark. */
const rail: Box = {
  x: 48,
  y: 0,
  width: square.left - 48 - 32,
  height: cardSize.height - margin.bottom,
};

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
    return {
      pictureWidth: pictureWidths.wide,
      pictures: collage(covers, rightOf(pictureWidths.wide)),
    };
  },
  person({ portraits }) {
    return {
      pictureWidth: pictureWidths.wide,
      pictures: collage(portraits.slice(0, 1), rightOf(pictureWidths.wide)),
    };
  },
  people({ portraits }) {
    const arranged = portraits.length < 4 ? collage : quarters;
    return {
      pictureWidth: pictureWidths.wide,
      pictures: arranged(portraits, rightOf(pictureWidths.wide)),
    };
  },
  plain: poster,
};

/** Without a picture: one large character on the brand's colour. */
function poster(card: Card, setting: Setting): Composition {
  const pictureWidth = pictureWidths.wide;
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

/** The rail on the left, the column of text in the middle and what goes with it on the right. */
function composed(
  card: Card,
  setting: Setting,
  { pictureWidth, pictures, texts = [] }: Composition,
): Scene {
  const { tokens } = setting;
  const column = { x: square.left + margin.left, width: columnWidth(pictureWidth) };
  const plate = nameplate(card, column, setting);
  const signed = railSignature(card, rail, setting);
  const title = headline(
    card,
    { ...column, y: headlineTop, height: cardSize.height - margin.bottom - headlineTop },
    setting,
  );
  return {
    size: cardSize,
    maxBytes: cardFormats.og.maxBytes,
    ground: tokens['surface-0'].hex,
    areas: [
      {
        x: 0,
        y: 0,
        width: square.left,
        height: cardSize.height,
        color: tokens['surface-accent'].hex,
      },
      ...plate.areas,
    ],
    pictures: [...pictures, ...plate.pictures, ...signed.pictures],
    texts: [...plate.texts, title, ...signed.texts, ...texts],
  };
}

function rightOf(width: number): Box {
  return { x: cardSize.width - width, y: 0, width, height: cardSize.height };
}

/** Never wider than the square, however small the picture is. */
function columnWidth(pictureWidth: number): number {
  const end = Math.min(cardSize.width - pictureWidth - margin.right, square.right - margin.left);
  return end - square.left - margin.left;
}

/** A title that would get small has some of the picture's room. */
const pictureWidths = { wide: 400, narrow: cardSize.width - square.right } as const;
const smallTitle = 54;

function coverWidth(card: Card, setting: Setting): number {
  const { style, color } = { style: textStyles.title, color: setting.tokens.ink.hex };
  const width = columnWidth(pictureWidths.wide);
  const height = cardSize.height - margin.bottom - headlineTop - 48;
  const { size } = setText(card.title, { style, color, width, height }, setting);
  return size < smallTitle ? pictureWidths.narrow : pictureWidths.wide;
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
