/** Wide enough for a text column on a fine screen, small enough to fetch on a phone. */
const wantedWidth = 1280;

/**
 * The one address to use where `srcset` cannot be: the widest candidate of at most 1280 pixels,
 * the narrowest where all are wider, `src` where nothing better is offered.
 */
export function chosenSource({
  src,
  srcset = '',
}: {
  readonly src: string | undefined;
  readonly srcset?: string | undefined;
}): string | undefined {
  const candidates = [...srcset.matchAll(/(\S+)\s+(\d+)w\s*(?:,|$)/g)]
    .map(([, address, width]) => ({ address, width: Number(width) }))
    .toSorted((a, b) => a.width - b.width);
  const fitting = candidates.findLast(({ width }) => width <= wantedWidth) ?? candidates[0];
  return fitting?.address ?? src;
}
