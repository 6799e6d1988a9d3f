/** Numbers that look random and repeat: the same seed gives the same row on every machine. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  /** One of `list`, which must not be empty. */
  pick<T>(list: readonly T[]): T;
  /** True in `share` of the calls, 0.25 for a quarter. */
  chance(share: number): boolean;
}

export function randomFrom(seed: string): Random {
  let state = hashOf(seed);
  // mulberry32: https://github.com/cprosche/mulberry32 (public domain), good enough for filling text
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    pick(list) {
      const [picked] = list.slice(between(0, list.length - 1));
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
    chance: (share) => next() < share,
  };
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash;
}
