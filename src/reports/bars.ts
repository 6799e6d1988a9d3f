import type { Part } from './sources.ts';

const width = 24;

/** Lines of a bar chart for a terminal: name, bar, count and share of `total`. */
export function barLines(parts: readonly Part[], total: number): string[] {
  const most = Math.max(1, ...parts.map(({ count }) => count));
  const nameWidth = Math.max(0, ...parts.map(({ name }) => name.length));
  const countWidth = String(most).length;
  return parts.map(({ name, count }) => {
    const bar = '█'.repeat(Math.round((count / most) * width)) || (count > 0 ? '▏' : '');
    return `  ${name.padEnd(nameWidth)}  ${bar.padEnd(width)}  ${String(count).padStart(countWidth)}  ${shareOf(count, total)}`;
  });
}

/** `count` of `total` as a whole percentage; `–` of nothing. */
export function shareOf(count: number, total: number): string {
  return total === 0 ? '–' : `${Math.round((count / total) * 100)} %`;
}
