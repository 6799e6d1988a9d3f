import { type Brand, brandSchema } from '#hub/brand.ts';

/** A brand that shares nothing with the demo's looks: every token of `hub.yaml` is another one. */
export const secondBrand: Brand = brandSchema.parse({
  color: 'oklch(0.5 0.11 215)',
  logo: '/logo.svg',
  neutrals: 'cool',
  corners: 'round',
  type: {
    serif: 'bitter',
    sans: 'instrument-sans',
    text: 'sans',
    headings: 'serif',
    headingWeight: 800,
  },
});
