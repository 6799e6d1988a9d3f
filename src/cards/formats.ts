/** A shape in which the picture of an article goes to platforms. Lengths in px. */
export interface CardFormat {
  readonly width: number;
  readonly height: number;
  /** What the platform covers with its own name, buttons and fields: pictures may go there, no text. */
  readonly covered: { readonly top: number; readonly bottom: number };
  /** Some messengers drop pictures that are larger, and readers on the road pay for each byte. */
  readonly maxBytes: number;
}

const nothing = { top: 0, bottom: 0 } as const;

/** Every format that is drawn; a file is called after its format. Sizes: src/sharing/platforms.ts. */
export const cardFormats = {
  og: { width: 1200, height: 630, covered: nothing, maxBytes: 60_000 },
  square: { width: 1080, height: 1080, covered: nothing, maxBytes: 120_000 },
  portrait: { width: 1080, height: 1350, covered: nothing, maxBytes: 140_000 },
  pin: { width: 1000, height: 1500, covered: nothing, maxBytes: 150_000 },
  // https://www.facebook.com/business/help/980593475366490: 14 % above and 20 % below stay free of text
  story: { width: 1080, height: 1920, covered: { top: 270, bottom: 390 }, maxBytes: 180_000 },
} as const satisfies Record<string, CardFormat>;

export type FormatId = keyof typeof cardFormats;

export const formatIds = Object.keys(cardFormats) as FormatId[];
