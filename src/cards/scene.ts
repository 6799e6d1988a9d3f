import type { Hex } from '#hub/oklch.ts';
import type { BrandType, HeadingWeight } from '#hub/typefaces.ts';

import type { Measure } from './text-fit.ts';

/** What the texts of a card are set in. Each face is measured before it is drawn, so that no text leaves its room. */
export const faceIds = ['title', 'text', 'strong'] as const;

export type FaceId = (typeof faceIds)[number];

/** A font of the package `@fontsource/<id>`. */
export interface Face {
  readonly id: string;
  readonly weight: HeadingWeight;
}

export type Faces = Readonly<Record<FaceId, Face>>;

/** The faces of a brand's cards: titles as its headings, the rest in its sans. */
export function facesOf({ serif, sans, headings, headingWeight }: BrandType): Faces {
  return {
    title: { id: headings === 'serif' ? serif : sans, weight: headingWeight },
    text: { id: sans, weight: 400 },
    strong: { id: sans, weight: 600 },
  };
}

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
