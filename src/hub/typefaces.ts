import { type Letters, standInNames } from './stand-ins.ts';

/** A typeface that comes with Freehold, so that no brand has to host or license one. */
export interface Typeface extends Letters {
  readonly family: string;
  readonly kind: 'serif' | 'sans';
  /** The weights it can be set in, of those a heading may have. */
  readonly weights: readonly HeadingWeight[];
  /** What readers see until it has come where its stand-ins are not known either. */
  readonly fallbacks: readonly string[];
  /** How far its letters reach above and below the line, in ems. */
  readonly ascent: number;
  readonly descent: number;
}

export const headingWeights = [400, 500, 600, 700, 800, 900] as const;

export type HeadingWeight = (typeof headingWeights)[number];

// Measures as @capsizecss/unpack 4.0.1 reads them from the files of Fontsource, weights 400 and 600.
export const serifs = {
  'source-serif-4': {
    family: 'Source Serif 4',
    kind: 'serif',
    weights: headingWeights,
    fallbacks: ['Georgia', 'serif'],
    ascent: 1.036,
    descent: 0.335,
    width: 0.479,
    boldWidth: 0.486,
  },
  bitter: {
    family: 'Bitter',
    kind: 'serif',
    weights: headingWeights,
    fallbacks: ['Georgia', 'serif'],
    ascent: 0.935,
    descent: 0.265,
    width: 0.465,
    boldWidth: 0.471,
  },
} as const satisfies Record<string, Typeface>;

export const sanses = {
  'source-sans-3': {
    family: 'Source Sans 3',
    kind: 'sans',
    weights: headingWeights,
    fallbacks: ['system-ui', 'sans-serif'],
    ascent: 1.024,
    descent: 0.4,
    width: 0.398,
    boldWidth: 0.431,
  },
  'instrument-sans': {
    family: 'Instrument Sans',
    kind: 'sans',
    weights: [400, 500, 600, 700],
    fallbacks: ['system-ui', 'sans-serif'],
    ascent: 0.97,
    descent: 0.25,
    width: 0.458,
    boldWidth: 0.471,
  },
} as const satisfies Record<string, Typeface>;

/** What a brand is set in: `brand.type` of `hub.yaml`. */
export interface BrandType {
  readonly serif: keyof typeof serifs;
  readonly sans: keyof typeof sanses;
  /** What running text is set in. Forms and menus are always in the sans. */
  readonly text: Typeface['kind'];
  readonly headings: Typeface['kind'];
  readonly headingWeight: HeadingWeight;
}

/** The typeface of headings. */
export function headingFace({ serif, sans, headings }: BrandType): Typeface {
  return headings === 'serif' ? serifs[serif] : sanses[sans];
}

/** A font file that readers of a brand fetch: of the package `@fontsource…/<id>`. */
export interface FontFile {
  readonly src: string;
  /** One weight, or the first and last of a variable font. */
  readonly weight: string;
  readonly style: 'normal' | 'italic';
  /**
   * Whether it is fetched with the page, as what running text and headings are set in. Whatever else comes too late
   * is not shown on that page any more, so that nothing moves.
   */
  readonly isFirst: boolean;
}

export interface LoadedFamily {
  readonly cssVariable: '--font-serif' | '--font-sans';
  readonly family: string;
  readonly fallbacks: readonly string[];
  readonly files: readonly FontFile[];
}

/**
 * The font files that a brand needs and no more: fonts may weigh 90 kB together. Static faces of a serif
 * weigh less than its variable file; bold text has the weight of serif headings.
 */
export function loadedFamilies({
  serif,
  sans,
  text,
  headings,
  headingWeight,
}: BrandType): LoadedFamily[] {
  const bold = headings === 'serif' ? headingWeight : 600;
  const serifFiles = [
    ...(text === 'serif' ? [first(fixed(serif, 400, 'normal')), fixed(serif, 400, 'italic')] : []),
    ...((text === 'serif' || headings === 'serif') && !(text === 'serif' && bold === 400)
      ? [headings === 'serif' ? first(fixed(serif, bold, 'normal')) : fixed(serif, bold, 'normal')]
      : []),
  ];
  const sansFiles = [
    text === 'sans' || headings === 'sans'
      ? first(variable(sans, 'normal'))
      : variable(sans, 'normal'),
    ...(text === 'sans' ? [variable(sans, 'italic')] : []),
  ];
  return [
    { cssVariable: '--font-serif' as const, ...serifs[serif], files: serifFiles },
    { cssVariable: '--font-sans' as const, ...sanses[sans], files: sansFiles },
  ]
    .filter(({ files }) => files.length > 0)
    .map(({ cssVariable, family, kind, fallbacks, files }) => ({
      cssVariable,
      family,
      fallbacks: [...standInNames(kind), ...fallbacks],
      files,
    }));
}

function first(file: FontFile): FontFile {
  return { ...file, isFirst: true };
}

function fixed(id: BrandType['serif'], weight: HeadingWeight, style: FontFile['style']): FontFile {
  const src = `@fontsource/${id}/files/${id}-latin-${weight}-${style}.woff2`;
  return { src, weight: String(weight), style, isFirst: false };
}

function variable(id: BrandType['sans'], style: FontFile['style']): FontFile {
  const { weights } = sanses[id];
  const src = `@fontsource-variable/${id}/files/${id}-latin-wght-${style}.woff2`;
  return { src, weight: `${weights[0]} ${weights.at(-1)}`, style, isFirst: false };
}
