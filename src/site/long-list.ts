/** The most articles that a list shows with picture and summary: one above a grid of 24. */
const mostShown = 25;
/** The most that follow by title; with them a page stays below 40 kB on its way. */
const mostTitles = 300;

export interface LongList<Item> {
  readonly shown: readonly Item[];
  readonly titles: readonly Item[];
  /** Whether there are more: the archive has them all. */
  readonly isCut: boolean;
}

/** Splits a list, newest first, so that its page stays light however long the brand has been writing. */
export function longList<Item>(items: readonly Item[]): LongList<Item> {
  return {
    shown: items.slice(0, mostShown),
    titles: items.slice(mostShown, mostShown + mostTitles),
    isCut: items.length > mostShown + mostTitles,
  };
}

/** How many titles of each year the archive lists: all, until that would be too many for one page. */
export function titlesPerYear(total: number): number {
  return total <= mostShown + mostTitles ? total : 10;
}
