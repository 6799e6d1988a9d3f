import { localeOf } from '#hub/languages.ts';
import type { Hex } from '#hub/oklch.ts';

import type { Card } from './card.ts';
import type { Area, Box, PlacedPicture, PlacedText } from './scene.ts';
import {
  column,
  row,
  setGlyph,
  setSentences,
  type SetText,
  setText,
  type Setting,
  space,
  textStyles,
} from './typesetting.ts';

/** A part of a card. */
export interface Block {
  readonly areas: readonly Area[];
  readonly pictures: readonly PlacedPicture[];
  readonly texts: readonly PlacedText[];
}

const plate = { height: 84, padding: 24, textTop: 13 } as const;
const logo = { size: 54, gap: 18, top: 18 } as const;

/** The brand's name on a plate in its colour that hangs from the top edge, and its logo beside it. */
export function nameplate(
  card: Card,
  { x, width }: { x: number; width: number },
  setting: Setting,
): Block {
  const { accent, 'accent-ink': accentInk } = setting.tokens;
  const room = {
    width: width - 2 * plate.padding - logo.gap - logo.size,
    height: plate.height - plate.textTop,
  };
  const name = setText(
    card.brandName,
    { style: textStyles.brand, color: accentInk.hex, ...room },
    setting,
  );
  const box = { x, y: 0, width: name.width + 2 * plate.padding, height: plate.height };
  const text = { x: x + plate.padding, y: plate.textTop, width: name.width, height: room.height };
  const mark = { x: x + box.width + logo.gap, y: logo.top, width: logo.size, height: logo.size };
  return {
    areas: [{ ...box, color: accent.hex }],
    pictures: [{ ...mark, file: card.logo, fit: 'contain', shape: 'rectangle' }],
    texts: [{ ...text, ground: accent.hex, node: centred([name], room.height), recurs: true }],
  };
}

/** The brand's name on a ribbon in its colour from the top edge across a picture, readable below `top`. */
export function ribbon(
  card: Card,
  { x, width, top }: { x: number; width: number; top: number },
  { tokens, measures }: Setting,
): PlacedText {
  const { accent, 'accent-ink': color } = tokens;
  const height = plate.height - plate.textTop;
  const room = {
    style: textStyles.brand,
    color: color.hex,
    width: width - 2 * plate.padding,
    height,
  };
  const name = setText(card.brandName, room, { tokens, measures });
  const text = column([space(top + plate.textTop), centred([name], height)]);
  return {
    ...{ x, y: 0, width: name.width + 2 * plate.padding, height: top + plate.height },
    ground: accent.hex,
    node: row([space(plate.padding), text]),
    recurs: true,
  };
}

const gaps = { kicker: 14, label: 12, standfirst: 20 } as const;
/** Accents, descenders and a first J reach out of their lines; drawn with this to spare they stay whole. */
const overhang = { above: 12, below: 20, before: 12 } as const;
/** A standfirst never takes more than this share of the room from the title. */
const standfirstShare = 0.46;

/** Kicker, title and standfirst at the bottom of `box`; the title gets all the room that the others leave. */
export function headline(card: Card, box: Box, setting: Setting): PlacedText {
  const { tokens } = setting;
  const { width } = box;
  const kicker = card.kicker ? kickerLine(card.kicker, { card, width, setting }) : null;
  const standfirst = card.standfirst
    ? setSentences(
        card.standfirst,
        {
          style: textStyles.standfirst,
          color: tokens['ink-muted'].hex,
          width,
          height: box.height * standfirstShare,
        },
        setting,
      )
    : null;
  const above = kicker ? kicker.height + gaps.kicker : 0;
  const below = standfirst ? standfirst.height + gaps.standfirst : 0;
  const title = setText(
    card.title,
    { style: textStyles.title, color: tokens.ink.hex, width, height: box.height - above - below },
    setting,
  );
  // Only what is used gets drawn: the larger a text's box, the longer that takes.
  const used = Math.ceil(above + title.height + below);
  const height = overhang.above + used + overhang.below;
  return {
    x: box.x - overhang.before,
    y: box.y + box.height + overhang.below - height,
    width: width + overhang.before,
    height,
    ground: tokens['surface-0'].hex,
    recurs: false,
    node: row([
      space(overhang.before),
      column([
        space(overhang.above),
        ...(kicker ? [kicker.node, space(gaps.kicker)] : []),
        title.node,
        ...(standfirst ? [space(gaps.standfirst), standfirst.node] : []),
      ]),
    ]),
  };
}

/** The topic in the accent and, where there is room, the kind of article beside it. */
function kickerLine(
  text: string,
  { card, width, setting }: { card: Card; width: number; setting: Setting },
): SetText {
  const { accent, 'ink-muted': muted } = setting.tokens;
  const set = (words: string, style: 'kicker' | 'label', { hex }: { hex: Hex }) =>
    setText(words, { style: textStyles[style], color: hex, width, height: 34 }, setting);

  const kicker = set(text.toLocaleUpperCase(localeOf[card.language]), 'kicker', accent);
  const label = card.label ? set(card.label, 'label', muted) : null;
  if (!label || kicker.width + gaps.label + label.width > width) return kicker;
  const node = row([kicker.node, space(gaps.label), label.node]);
  return { ...kicker, node, height: Math.max(kicker.height, label.height) };
}

/** Height of the line of faces and names. */
export const bylineHeight = 84;
const face = { size: bylineHeight, overlap: 22, gap: 16, ring: 4 } as const;

/** Who wrote it: faces, names and, for one person, the role. */
export function byline(card: Card, { x, y, width }: Omit<Box, 'height'>, setting: Setting): Block {
  if (!card.byline) return { areas: [], pictures: [], texts: [] };
  const faces = card.portraits.map(({ file }, index): PlacedPicture => ({
    file,
    x: x + index * (face.size - face.overlap),
    y,
    width: face.size,
    height: face.size,
    fit: 'cover',
    shape: 'circle',
    ring: card.portraits.length > 1 ? face.ring : 0,
  }));
  const last = faces.at(-1);
  const textX = last ? last.x + face.size + face.gap : x;
  const names = { x: textX, y, width: x + width - textX, height: bylineHeight };
  return { areas: [], pictures: faces, texts: [bylineText(card.byline, names, setting)] };
}

/** On the rail beside a card's middle, at its bottom: faces with names and role below them, or the brand's mark alone. */
export function railSignature(
  { byline: by, portraits, logo: file }: Card,
  { x, y, width, height }: Box,
  setting: Setting,
): Block {
  const { ink, 'ink-muted': muted } = setting.tokens;
  const ground = setting.tokens['surface-accent'].hex;
  const bottom = y + height;
  if (!by) {
    const { size } = railMark;
    const mark = { file, x, y: bottom - size, width: size, height: size, ground };
    return {
      areas: [],
      pictures: [{ ...mark, fit: 'contain', shape: 'rectangle' }],
      texts: [],
    };
  }
  const set = (text: string, style: 'railNames' | 'railRole', { hex }: { hex: Hex }) =>
    setText(text, { style: textStyles[style], color: hex, width, height: height / 4 }, setting);
  const names = set(by.names, 'railNames', ink);
  const lines = by.role ? [names, set(by.role, 'railRole', muted)] : [names];
  const used = Math.ceil(lines.reduce((sum, one) => sum + one.height, 0));
  const isAlone = portraits.length < 2;
  const size = isAlone ? railMark.size : face.size;
  return {
    areas: [],
    pictures: portraits.map((portrait, index) => ({
      file: portrait.file,
      x: x + index * (size - face.overlap),
      y: bottom - used - face.gap - size,
      width: size,
      height: size,
      fit: 'cover',
      shape: 'circle',
      ring: isAlone ? 0 : face.ring,
      ground,
    })),
    texts: [
      {
        ...{ x, y: bottom - used, width, height: used },
        ground,
        node: column(lines.map(({ node }) => node)),
        recurs: true,
      },
    ],
  };
}

/** One face, or the mark that stands in its place. */
const railMark = { size: 128 } as const;

function bylineText(
  { names, role }: NonNullable<Card['byline']>,
  box: Box,
  setting: Setting,
): PlacedText {
  const { 'surface-0': paper, ink, 'ink-muted': muted } = setting.tokens;
  const set = (text: string, style: 'names' | 'role', { hex }: { hex: Hex }, height: number) =>
    setText(text, { style: textStyles[style], color: hex, width: box.width, height }, setting);
  const roles = role ? [set(role, 'role', muted, box.height)] : [];
  const left = roles.reduce((height, one) => height - one.height, box.height);
  const lines = [set(names, 'names', ink, left), ...roles];
  return { ...box, ground: paper.hex, node: centred(lines, box.height), recurs: true };
}

/** One very large character, like a poster's. */
export function ornament(character: string, box: Box, { tokens, measures }: Setting): PlacedText {
  const size = Math.min(box.height, (0.9 * box.width) / measures.title(character));
  const glyph = setGlyph(character, { size, color: tokens['accent-ink'].hex, width: box.width });
  return {
    ...box,
    ground: tokens.accent.hex,
    recurs: false,
    node: column([space((box.height - size) / 2), glyph]),
  };
}

/** Texts below each other in the middle of a room of `height`. */
function centred(texts: readonly SetText[], height: number) {
  const used = texts.reduce((sum, text) => sum + text.height, 0);
  return column([space(Math.max(0, (height - used) / 2)), ...texts.map(({ node }) => node)]);
}
