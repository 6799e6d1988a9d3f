import { type BrandColours, brandTokens } from '#hub/brand-tokens.ts';

/** A drawing without a subject, 1200 by 630, so that an article has a cover from its first minute. */
export function placeholderCover(hub: BrandColours): string {
  const { ground, line } = coloursOf(hub);
  return svg(1200, 630, [
    `<rect width="1200" height="630" fill="${ground}"/>`,
    `<g fill="none" stroke="${line}" stroke-width="6">`,
    '<circle cx="600" cy="315" r="150"/>',
    '<path d="M0 555h1200M600 165v300M450 315h300"/>',
    '</g>',
  ]);
}

/** The outline of nobody in particular, 600 by 600, until there is a portrait. */
export function placeholderPortrait(hub: BrandColours): string {
  const { ground, line } = coloursOf(hub);
  return svg(600, 600, [
    `<rect width="600" height="600" fill="${ground}"/>`,
    `<g fill="${line}">`,
    '<circle cx="300" cy="230" r="110"/>',
    '<path d="M90 600c0-130 94-220 210-220s210 90 210 220z"/>',
    '</g>',
  ]);
}

function coloursOf(hub: BrandColours): { ground: string; line: string } {
  const { light } = brandTokens(hub);
  return { ground: light['surface-2'].hex, line: light['ink-muted'].hex };
}

function svg(width: number, height: number, lines: readonly string[]): string {
  const root = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`;
  return [root, ...lines.map((line) => `  ${line}`), '</svg>', ''].join('\n');
}
