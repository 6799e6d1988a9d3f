import { countGraphemes } from '../length.ts';

/** A shorter first line says nothing that only its writer could say. In characters. */
export const leastFirstLine = 20;

/** How many characters `line` still lacks before the post may be copied. */
export function lackingIn(line: string): number {
  return Math.max(0, leastFirstLine - countGraphemes(line.trim()));
}

/** The whole post: the employee's own line above everything else. */
export function personalText(firstLine: string, rest: string): string {
  return `${firstLine.trim()}\n\n${rest}`;
}
