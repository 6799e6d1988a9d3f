import type { Hex } from '#hub/oklch.ts';

import type { Measure } from './text-fit.ts';

/** The fonts of cards. Each is measured before it is drawn, so that no text leaves its room. */
export const faces = {
  title: { family: 'Source Serif 4', weight: 600 },
  text: { family: 'Source Sans 3', weight: 400 },
  strong: { family: 'Source Sans 3', weight: 600 },
} as const satisfies Record<string, { family: string; weight: 400 | 600 }>;

export type FaceId = keyof typeof faces;

export type Measures = Readonly<Record<FaceId, Measure>>;

/** A rectangle on the card; px from its top left corner, whole numbers. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Area extends Box {
  readonly color: Hex;
}

export interface PlacedPicture extends Box {
  /** Relative to the project. */
  readonly file: string;
  /** `cover` fills the box and loses what sticks out; `contain` shows all. */
  readonly fit: 'cover' | 'contain';
  readonly shape: 'rectangle' | 'circle';
  /** The one colour below it, where that is not the card's: transparent parts and the ring have it. */
  readonly ground?: Hex;
  /** Width of a line in the ground round a circle, which parts overlapping ones. */
  readonly ring?: number;
}

/** What satori draws: an element as JSX would make it. */
export interface DrawnNode {
  readonly type: 'div';
  readonly props: {
    readonly style: Readonly<Record<string, string | number>>;
    readonly children?: string | readonly DrawnNode[];
  };
}

export interface PlacedText extends Box {
  /** The one colour below the text, so that it can be drawn without blending. */
  readonly ground: Hex;
  readonly node: DrawnNode;
  /** Whether the same text stands on other cards too and is worth keeping. */
  readonly recurs: boolean;
}

/** Everything on a card, from back to front: areas, then pictures, then texts. */
export interface Scene {
  readonly size: { readonly width: number; readonly height: number };
  /** What its file may weigh at most. */
  readonly maxBytes: number;
  readonly ground: Hex;
  readonly areas: readonly Area[];
  readonly pictures: readonly PlacedPicture[];
  readonly texts: readonly PlacedText[];
}
