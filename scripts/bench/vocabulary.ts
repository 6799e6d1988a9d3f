import { type Random, randomFrom } from './random.ts';

/** As many words as running Dutch of some millions of words has; performance.md §6. */
export const vocabularySize = 30_000;

/** Words with natural frequencies: the second word comes half as often as the first, and so on (Zipf). */
export interface Vocabulary {
  readonly words: readonly string[];
  /** A word, the frequent ones more often. */
  word(random: Random): string;
}

const functionWords =
  'de en van het een in is dat op te voor met die zijn niet aan er om dan ook als maar bij uit nog naar door over wat je hoe wel kan meer tot geen deze veel hier goed'.split(
    ' ',
  );

const onsets = ['b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w', 'z'];
const clusters = ['bl', 'br', 'dr', 'fl', 'gr', 'kl', 'kn', 'kr', 'pl', 'sch', 'sl', 'st', 'tr'];
const nuclei = ['a', 'e', 'i', 'o', 'u', 'aa', 'ee', 'oo', 'ie', 'oe', 'ei', 'ui', 'ou', 'eu'];
const codas = ['', '', '', 'n', 'r', 's', 't', 'k', 'l', 'm', 'p', 'ng', 'cht', 'rst', 'lf'];
/** A few words have a letter outside ASCII, which costs every step of a build something. */
const shareOfDiaeresis = 0.02;

/** The same {@link vocabularySize} words for the same seed; frequent ones are short, as in life. */
export function vocabularyFrom(seed: string): Vocabulary {
  const random = randomFrom(`${seed}/vocabulary`);
  const known = new Set(functionWords);
  while (known.size < vocabularySize) {
    known.add(inventedWord(random, known.size));
  }
  const words = [...known];

  let total = 0;
  // The shift of 2.7 is Mandelbrot's: it keeps the first few words from filling every sentence.
  const sums = words.map((_, rank) => (total += 1 / (rank + 2.7)));
  return {
    words,
    word: (source) => words[firstAbove(sums, source.next() * total)] ?? 'de',
  };
}

function inventedWord(random: Random, rank: number): string {
  const syllables = rank < 400 ? 1 : rank < 6000 ? 2 : random.between(2, 4);
  let word = '';
  for (let count = 0; count < syllables; count += 1) {
    const starts = random.chance(0.25) ? clusters : onsets;
    word += random.pick(starts) + (random.chance(shareOfDiaeresis) ? 'ë' : random.pick(nuclei));
    if (count === syllables - 1 || random.chance(0.3)) word += random.pick(codas);
  }
  return word;
}

/** The index of the first of the rising `sums` above `value`. */
function firstAbove(sums: readonly number[], value: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
