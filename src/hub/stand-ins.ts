import type { Typeface } from './typefaces.ts';

/** A face of a typeface: letters of running text are `width` wide on average, in ems. */
export interface Letters {
  readonly width: number;
  readonly boldWidth: number;
}

interface DeviceFace extends Letters {
  /** Full names of the same letters on different systems. */
  readonly names: readonly string[];
}

// Average widths as capsize weighs letters, in the files themselves: Liberation has those of Times New Roman and Arial.
// Of Roboto's bold it is that of Arial's: so it is set no larger than its regular.
const deviceFaces = {
  serif: [
    {
      names: ['Times New Roman', 'Liberation Serif'],
      width: 832 / 2048,
      boldWidth: 886 / 2048,
    },
  ],
  sans: [
    { names: ['Arial', 'Liberation Sans'], width: 913 / 2048, boldWidth: 983 / 2048 },
    { names: ['Roboto'], width: 911 / 2048, boldWidth: 983 / 2048 },
  ],
} as const satisfies Record<Typeface['kind'], readonly DeviceFace[]>;

const boldFrom = 600;

/** Families that {@link standInCss} declares for typefaces of `kind`, to be tried in this order. */
export function standInNames(kind: Typeface['kind']): string[] {
  return deviceFaces[kind].map(({ names }) => `${names[0]} for ${kind}`);
}

/**
 * Faces that a device has already, set so that text takes the room it will take in `typeface`: what readers see until its
 * file has come, or instead of it, breaks into the same lines.
 */
export function standInCss({ kind, ascent, descent, ...letters }: Typeface): string {
  return deviceFaces[kind]
    .flatMap((device, index) => {
      const family = standInNames(kind)[index];
      const face = (weights: string, suffixes: readonly string[], size: number) => {
        const sources = suffixes
          .flatMap((suffix) => device.names.map((name) => `local('${name}${suffix}')`))
          .join(', ');
        return [
          '@font-face {',
          `  font-family: '${family}';`,
          `  font-weight: ${weights};`,
          `  src: ${sources};`,
          `  size-adjust: ${percent(size)};`,
          `  ascent-override: ${percent(ascent / size)};`,
          `  descent-override: ${percent(descent / size)};`,
          '  line-gap-override: 0%;',
          '}\n',
        ].join('\n');
      };
      return [
        face(`100 ${boldFrom - 1}`, [''], letters.width / device.width),
        face(`${boldFrom} 900`, [' Bold', ''], letters.boldWidth / device.boldWidth),
      ];
    })
    .join('');
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(2))}%`;
}
