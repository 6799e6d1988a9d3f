/** Remembers which keyed hashes came by, in 12 bytes each: a file may hold a million. */
export interface Seen {
  /** Whether `hash` (hexadecimal, at least 24 digits) is new; it is not the next time. */
  add(hash: string): boolean;
}

const wordsEach = 3;

/** 96 bits of a hash tell a million apart from one another but for a chance of 1 in 10^17. */
export function seenHashes(): Seen {
  let slots = 1 << 12;
  let used = 0;
  let table = new Uint32Array(slots * wordsEach);

  const insert = (one: number, two: number, three: number): boolean => {
    for (let slot = one % slots; ; slot = (slot + 1) % slots) {
      const at = slot * wordsEach;
      if (table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0) {
        table.set([one, two, three], at);
        used += 1;
        return true;
      }
      if (table[at] === one && table[at + 1] === two && table[at + 2] === three) return false;
    }
  };

  const grow = () => {
    const old = table;
    slots *= 2;
    used = 0;
    table = new Uint32Array(slots * wordsEach);
    for (let at = 0; at < old.length; at += wordsEach) {
      const [one = 0, two = 0, three = 0] = old.subarray(at, at + wordsEach);
      if (one !== 0 || two !== 0 || three !== 0) insert(one, two, three);
    }
  };

  return {
    add(hash) {
      if (used * 4 > slots * 3) grow();
      const word = (index: number) => Number.parseInt(hash.slice(index * 8, index * 8 + 8), 16);
      return insert(word(0), word(1), word(2));
    },
  };
}
