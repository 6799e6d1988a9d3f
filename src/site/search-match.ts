/** Fewer letters in common say nothing: "we" is no answer to "weather". */
const leastInCommon = 3;

/**
 * Whether Pagefind's best result has to do with `query`. For a word that stands nowhere it gives the longest word that
 * the asked one begins with, down to a single letter; what it marked in the excerpt shows which words it took.
 */
export function answers(query: string, excerpt: string): boolean {
  const marked = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/gs)].flatMap(([, text = '']) =>
    wordsOf(text),
  );
  const [asked, ...others] = wordsOf(query);
  // Of several words, the excerpt may show only the one that stands nowhere.
  if (asked === undefined || others.length > 0 || marked.length === 0) return true;
  return marked.some((found) => inCommon(asked, found) >= Math.min(asked.length, leastInCommon));
}

/** In small letters without accents, as the index compares them. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{Mark}/gu, '');
  return plain.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? [];
}

function inCommon(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
