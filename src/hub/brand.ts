import { z } from 'zod';

import { type HeadingWeight, headingFace, headingWeights, sanses, serifs } from './typefaces.ts';

/** Where the greys of a brand lean: to its own colour, to paper, to slate, or nowhere. Hue, and share of the usual chroma. */
export const neutrals = {
  brand: null,
  warm: { hue: 80, chroma: 1 },
  cool: { hue: 250, chroma: 0.9 },
  grey: { hue: 0, chroma: 0 },
} as const satisfies Record<string, { hue: number; chroma: number } | null>;

/** Radii of small things (fields, buttons) and of large ones (pictures, panels). */
export const corners = {
  square: { small: '0', large: '0' },
  crisp: { small: '2px', large: '4px' },
  soft: { small: '4px', large: '12px' },
  round: { small: '10px', large: '24px' },
} as const satisfies Record<string, { small: string; large: string }>;

/** What makes a brand look like itself; everything else follows from it. */
export const brandSchema = z.strictObject({
  /** The one colour all others are derived from, as `oklch(L C H)`. */
  color: z
    .string()
    .regex(
      /^oklch\(\s*[\d.]+%?\s+[\d.]+\s+[\d.]+\s*\)$/,
      'must be an oklch colour, for example oklch(0.56 0.19 10)',
    ),
  /** Where grounds, lines and ink lean: to the colour itself, warm like paper, cool like slate, or grey. */
  neutrals: z.enum(keysOf(neutrals)).default('brand'),
  /** Of pictures, panels, fields and buttons. */
  corners: z.enum(keysOf(corners)).default('soft'),
  /** What it is set in, of the typefaces that come with Freehold. */
  type: z
    .strictObject({
      serif: z.enum(keysOf(serifs)).default('source-serif-4'),
      sans: z.enum(keysOf(sanses)).default('source-sans-3'),
      /** What running text is set in. */
      text: z.enum(['serif', 'sans']).default('serif'),
      headings: z.enum(['serif', 'sans']).default('serif'),
      headingWeight: z.literal(headingWeights).default(600),
    })
    .prefault({})
    .superRefine((type, context) => {
      const { family, weights } = headingFace(type);
      if ((weights as readonly HeadingWeight[]).includes(type.headingWeight)) return;
      context.addIssue({
        code: 'custom',
        path: ['headingWeight'],
        message: `${family} has no weight ${type.headingWeight}; choose one of ${weights.join(', ')}`,
      });
    }),
  /** Paths below `public/`. */
  logo: z
    .string()
    .regex(/^\/[\w./-]+\.svg$/, 'must be the path of an SVG below public/, for example /logo.svg'),
});

export type Brand = z.output<typeof brandSchema>;

function keysOf<Key extends string>(table: Record<Key, unknown>): [Key, ...Key[]] {
  return Object.keys(table) as [Key, ...Key[]];
}
