import { byline, bylineHeight, headline, ornament, ribbon } from './blocks.ts';
import type { Card } from './card.ts';
import { cardFormats, type FormatId } from './formats.ts';
import { enlarged } from './enlarge.ts';
import { initialOf } from './layouts.ts';
import type { Box, Scene } from './scene.ts';
import { type Setting, setText, textStyles } from './typesetting.ts';

/** White round the text, and between its parts. */
const margin = { side: 48, bottom: 48 } as const;
const gaps = { belowPicture: 34, aboveByline: 26 } as const;
/** A phone shows a card a third as wide as it is drawn, so everything is set this much larger. */
const enlargement = { square: 1.5, portrait: 1.5, pin: 5 / 3, story: 1.5 } as const;
/** How much of the height that a platform leaves is picture; a title that would get small may have some of it. */
const pictureShares = {
  square: { most: 0.48, least: 0.36 },
  portrait: { most: 0.54, least: 0.4 },
  pin: { most: 0.52, least: 0.4 },
  story: { most: 0.56, least: 0.42 },
} as const;
const smallTitle = 52;

export type StackedFormatId = Exclude<FormatId, 'og'>;

/**
 * `card` in a tall format: the picture above, everything that is said below it, the brand's name on a
 * ribbon from the top edge. No text lies where the platform covers the picture.
 */
export function stackedScene(card: Card, format: StackedFormatId, setting: Setting): Scene {
  const { covered, maxBytes, ...size } = cardFormats[format];
  const factor = enlargement[format];
  const width = Math.round(size.width / factor);
  const height = Math.round(size.height / factor);
  const top = Math.ceil(covered.top / factor);
  const bottom = height - Math.ceil(covered.bottom / factor) - margin.bottom;

  const room = bottom + margin.bottom - top;
  const { most, least } = pictureShares[format];
  const pictureWith = (share: number): Box => ({
    x: 0,
    y: 0,
    width,
    height: top + Math.round(share * room),
  });
  const column = { x: margin.side, width: width - 2 * margin.side };
  const bylineTop = bottom - bylineHeight;
  const textBottom = card.byline ? bylineTop - gaps.aboveByline : bottom;
  const textBelow = ({ height: above }: Box): Box => ({
    ...column,
    y: above + gaps.belowPicture,
    height: textBottom - above - gaps.belowPicture,
  });

  const wide = pictureWith(most);
  const isSmall = titleSize(card, textBelow(wide), setting) < smallTitle;
  const picture = isSmall ? pictureWith(least) : wide;
  const [cover] = card.covers;
  const authors = byline(card, { ...column, y: bylineTop }, setting);
  return enlarged(
    {
      size,
      maxBytes,
      ground: setting.tokens['surface-0'].hex,
      areas: cover ? [] : [{ ...picture, color: setting.tokens.accent.hex }],
      pictures: [
        ...(cover
          ? [{ ...picture, file: cover.file, fit: 'cover', shape: 'rectangle' } as const]
          : []),
        ...authors.pictures,
      ],
      texts: [
        ...(cover ? [] : [ornament(initialOf(card), picture, setting)]),
        ribbon(card, { ...column, top }, setting),
        headline(card, textBelow(picture), setting),
        ...authors.texts,
      ],
    },
    factor,
  );
}

/** About how large the title would be in `room`, kicker set aside. */
function titleSize({ title }: Card, { width, height }: Box, setting: Setting): number {
  const room = {
    style: textStyles.title,
    color: setting.tokens.ink.hex,
    width,
    height: height - 48,
  };
  return setText(title, room, setting).size;
}
