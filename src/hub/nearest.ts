/** The candidate closest to a mistyped `text`, or `null` when none is close enough to suggest. */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  // A third of the word may be wrong, and at least one letter.
  const most = Math.max(1, Math.floor(text.length / 3));
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) > most) continue;
    const distance = editDistance(text.toLowerCase(), candidate.toLowerCase());
    if (distance <= most && (!best || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate ?? null;
}

/** `; did you mean "growth"?`, or nothing when no candidate is close. */
export function suggestion(text: string, candidates: Iterable<string>): string {
  const candidate = nearest(text, candidates);
  return candidate === null ? '' : ` Did you mean "${candidate}"?`;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      next[column] = Math.min(
        (current[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (current[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (previous[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    previous = current;
    current = next;
  }
  return current[b.length] ?? 0;
}
