/** A word of a source of which nothing is left. */
export interface MissingWord {
  readonly word: string;
  /** Where it first stands in `source`; the first line is 1. */
  readonly line: number;
}

/**
 * Words of `source` that stand less often in `result` and in what was `told`. The last look at an import, blind
 * for what a text is made of: whatever it finds was dropped without a word.
 */
export function missingWords(
  source: string,
  { result, told }: { result: string; told: readonly string[] },
): MissingWord[] {
  // Whoever names a tag names its words; in a source they are no text.
  const rest = counted([result, ...told]);
  const missing: MissingWord[] = [];
  source.split('\n').forEach((text, index) => {
    for (const word of wordsIn(text.replaceAll(/<\/?[a-z][^<>]*>/gi, ' '))) {
      const count = rest.get(word) ?? 0;
      if (count === 0) missing.push({ word, line: index + 1 });
      else rest.set(word, count - 1);
    }
  });
  // Words that a tag parted in the source may stand together in the result.
  const long = [...rest.keys()];
  return missing.filter(({ word }) => !long.some((one) => one !== word && one.includes(word)));
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of texts.flatMap(wordsIn)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words with a letter, in lower case; tags, and words that character references spell, are none. */
function wordsIn(text: string): string[] {
  const plain = (text.includes('&') ? withoutReferences(text) : text)
    .normalize('NFC')
    .toLowerCase();
  return (plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).filter((word) => /\p{L}/u.test(word));
}

function withoutReferences(text: string): string {
  return text
    .replaceAll(/&#(x?)([\da-f]{1,5});/gi, (_, isHex: string, code: string) =>
      String.fromCharCode(Number.parseInt(code, isHex ? 16 : 10)),
    )
    .replaceAll(/(?:(?<![\p{L}\p{N}])[\p{L}\p{N}]+)?&#?\w+;[\p{L}\p{N}]*/gu, ' ');
}
