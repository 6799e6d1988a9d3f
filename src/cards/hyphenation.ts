const vowels = 'aàáâäãåeèéêëiìíîïĳoòóôöõuùúûüyý';
const consonants = 'bcçdfghjklmnñpqrsßtvwxz';
/** A vowel with a trema begins a syllable: co-ördinatie. */
const trema = 'äëïöü';
/** What a Dutch or English syllable may begin with besides a single consonant. */
const onsets = new Set(
  `bl br ch chr cl cr dr dw fl fr gl gr kl kn kr kw ph pl pr sch schr shr sj sl sm sn sp spl spr
   st str sw th thr tj tr tw vl vr wr zw`.split(/\s+/u),
);
/** Where Dutch compounds and long derivations are joined: zorgvuldig|heids|eisen, regelings|technisch. */
const seams = /(?<=heids|ings)(?=\p{L})|(?<=\p{L})(?=heid|schap(?:p|s|$))/giu;
/** Two consonants that make one sound, or nearly always stay together: la-chen, pa-troon. */
const inseparable = /^(?:ch|ph|sj|th|[bdfgkpv]r|[bfgkpv]l|tr)$/iu;

// As the site's style sheet: hyphenate-limit-chars 10 4 4.
const shortestWord = 10;
const fewestBefore = 4;
const fewestAfter = 4;

/** A place in a word where a line may end, by index of the character after it. */
export interface BreakPoint {
  readonly at: number;
  /** Whether a hyphen must be written there; after one that is in the word itself it must not. */
  readonly hyphen: boolean;
  /** Lower is better: the word's own hyphen, the seam of a compound, between consonants, before a single one. */
  readonly rank: 0 | 1 | 2 | 3;
}

/**
 * Where `word` may be broken, in order. It knows syllables, not meanings: a long compound comes apart
 * readably, though not always at the seam a dictionary would choose.
 */
export function breakPointsOf(word: string): BreakPoint[] {
  const points = new Map<number, BreakPoint>();
  const add = (at: number, rank: BreakPoint['rank']) => {
    if (at < fewestBefore || word.length - at < fewestAfter || points.has(at)) return;
    points.set(at, { at, hyphen: rank > 0, rank });
  };
  for (const { index } of word.matchAll(/(?<=\p{L}[-–/])(?=\p{L})/gu)) add(index, 0);
  if (word.length >= shortestWord) {
    for (const { index } of word.matchAll(seams)) add(index, 1);
    for (const { at, rank } of syllableStarts(word)) add(at, rank);
  }
  return [...points.values()].toSorted((a, b) => a.at - b.at);
}

const cluster = new RegExp(`(?<=[${vowels}])[${consonants}]*(?=[${vowels}])`, 'giu');

function* syllableStarts(word: string): Generator<{ at: number; rank: 2 | 3 }> {
  for (const { 0: between, index: at } of word.matchAll(cluster)) {
    if (between.length > 1) {
      yield { at: at + codaLength(between), rank: inseparable.test(between) ? 3 : 2 };
    } else if (between.length === 1) {
      yield { at, rank: 3 };
    } else if (trema.includes((word[at] ?? '').toLowerCase())) {
      yield { at, rank: 2 };
    }
  }
}

/** How many of the consonants between two vowels end the first syllable. */
function codaLength(between: string): number {
  if (inseparable.test(between)) return 0;
  for (let length = 1; length < between.length - 1; length += 1) {
    if (onsets.has(between.slice(length).toLowerCase())) return length;
  }
  return between.length - 1;
}
