import type { Tokens } from '#hub/brand-tokens.ts';
import type { Hex } from '#hub/oklch.ts';

import { type DrawnNode, type FaceId, type Measures } from './scene.ts';
import { type FittedText, fitText, lineWidth, type TextRoom } from './text-fit.ts';

/** What cards are set with: the brand's colours and the widths of the fonts' characters. */
export interface Setting {
  readonly tokens: Tokens;
  readonly measures: Measures;
}

interface TextStyle extends Omit<TextRoom, 'width' | 'height'> {
  readonly face: FaceId;
}

/** How each kind of text on a card is set. Sizes and the room are px, the rest em. */
export const textStyles = {
  brand: {
    face: 'title',
    sizes: [37, 33, 29, 25, 21],
    wholeWordsFrom: 21,
    lineHeight: 1.15,
    tracking: -0.01,
    maxLines: 2,
  },
  kicker: {
    face: 'strong',
    sizes: [23, 21, 19],
    wholeWordsFrom: 19,
    lineHeight: 1.2,
    tracking: 0.075,
    maxLines: 1,
  },
  label: {
    face: 'text',
    sizes: [25, 23],
    wholeWordsFrom: 23,
    lineHeight: 1.1,
    tracking: 0,
    maxLines: 1,
  },
  title: {
    face: 'title',
    sizes: [88, 83, 78, 73, 68, 64, 60, 56, 53, 50, 47, 44, 41, 38, 35, 32, 29, 26],
    wholeWordsFrom: 38,
    lineHeight: 1.07,
    tracking: -0.02,
  },
  standfirst: {
    face: 'text',
    sizes: [30, 28, 26],
    wholeWordsFrom: 26,
    lineHeight: 1.34,
    tracking: 0,
    maxLines: 4,
  },
  names: {
    face: 'strong',
    sizes: [28, 26, 24, 22],
    wholeWordsFrom: 22,
    lineHeight: 1.2,
    tracking: 0,
    maxLines: 2,
  },
  railNames: {
    face: 'strong',
    sizes: [28, 26, 24, 22],
    wholeWordsFrom: 22,
    lineHeight: 1.2,
    tracking: 0,
    maxLines: 5,
  },
  railRole: {
    face: 'text',
    sizes: [24, 22],
    wholeWordsFrom: 22,
    lineHeight: 1.25,
    tracking: 0,
    maxLines: 3,
  },
  role: {
    face: 'text',
    sizes: [24, 22],
    wholeWordsFrom: 22,
    lineHeight: 1.25,
    tracking: 0,
    maxLines: 1,
  },
} as const satisfies Record<string, TextStyle>;

/** A text set in its room, and what it takes of it. */
export interface SetText {
  readonly node: DrawnNode;
  readonly size: number;
  /** Of the longest line, to the pixel above. */
  readonly width: number;
  readonly height: number;
}

interface Room {
  readonly style: TextStyle;
  readonly color: Hex;
  readonly width: number;
  readonly height: number;
}

/** Sets `text` as large as its style and the room allow. Lines are broken here, never by the renderer. */
export function setText(text: string, room: Room, setting: Setting): SetText {
  return setLines(
    fitText(text, { ...room.style, ...room }, setting.measures[room.style.face]),
    room,
    setting,
  );
}

/** Like {@link setText}, but a text that is too long loses whole sentences, if one is left. */
export function setSentences(text: string, room: Room, setting: Setting): SetText {
  const measure = setting.measures[room.style.face];
  const sentences = [...new Intl.Segmenter('nl', { granularity: 'sentence' }).segment(text)];
  for (const { index, segment } of sentences.toReversed()) {
    const kept = text.slice(0, index + segment.length).trimEnd();
    const fitted = fitText(kept, { ...room.style, ...room }, measure);
    if (!fitted.cut) return setLines(fitted, room, setting);
  }
  return setText(text, room, setting);
}

function setLines(
  { size, lines }: FittedText,
  { style, color }: Room,
  { measures }: Setting,
): SetText {
  const widths = lines.map((words) => lineWidth(words, { ...style, size }, measures[style.face]));
  const height = lines.length * size * style.lineHeight;
  const set = {
    display: 'flex',
    whiteSpace: 'pre',
    fontFamily: familyOf(style.face),
    fontSize: size,
    letterSpacing: size * style.tracking,
    lineHeight: style.lineHeight,
    height,
    color,
  };
  return {
    node: { type: 'div', props: { style: set, children: lines.join('\n') } },
    size,
    width: Math.ceil(Math.max(0, ...widths)),
    height,
  };
}

/** One character of the title's face at `size`, in the middle of `width`. */
export function setGlyph(
  character: string,
  { size, color, width }: { size: number; color: Hex; width: number },
): DrawnNode {
  const style = {
    display: 'flex',
    justifyContent: 'center',
    width,
    fontFamily: familyOf('title'),
    fontSize: size,
    lineHeight: 1,
    color,
  };
  return { type: 'div', props: { style, children: character } };
}

/** Fonts go by the face that they are for; a second one has the letters that the first does not have. */
function familyOf(face: FaceId): string {
  return `${face}, ${face} Ext`;
}

export function column(children: readonly DrawnNode[]): DrawnNode {
  return { type: 'div', props: { style: { display: 'flex', flexDirection: 'column' }, children } };
}

export function row(children: readonly DrawnNode[]): DrawnNode {
  return { type: 'div', props: { style: { display: 'flex', alignItems: 'center' }, children } };
}

/** An empty box of `size` px both ways. */
export function space(size: number): DrawnNode {
  return {
    type: 'div',
    props: { style: { display: 'flex', flexShrink: 0, width: size, height: size } },
  };
}
