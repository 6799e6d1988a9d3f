// At the size of a headline a line of the narrowest column holds about 16 letters, and a headline should take five lines at most.
const mostLetters = 60;
const longestWord = 24;

/** Whether `title` is set a step smaller: it is long, or a word of it would not fit a line. */
export function isLongTitle(title: string): boolean {
  return (
    title.length > mostLetters || title.split(/[\s-]+/).some((word) => word.length > longestWord)
  );
}
