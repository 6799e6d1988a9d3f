/** Up to this many subscribers no number is shown, unless hub.yaml asks for more. */
const fewestReaders = 50;

/** How far apart the numbers lie that are shown, by how large they are. */
const steps = [
  { below: 100, step: 10 },
  { below: 1000, step: 50 },
  { below: 5000, step: 250 },
  { below: 20_000, step: 1000 },
  { below: Number.POSITIVE_INFINITY, step: 5000 },
] as const;

/**
 * The number N of "more than N" for `count` subscribers: the largest round number below `count`, so that it is true
 * and seldom changes. `null` for `count` up to `above`. More subscribers never give a smaller number.
 */
export function readerNumber(
  count: number,
  { above = fewestReaders }: { above?: number | undefined } = {},
): number | null {
  const most = count - 1;
  const step = steps.find(({ below }) => most < below)?.step;
  return step === undefined || count <= Math.max(above, fewestReaders)
    ? null
    : Math.floor(most / step) * step;
}
