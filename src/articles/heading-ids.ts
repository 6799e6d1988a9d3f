import type { Heading } from './body.ts';

/** The ids (`#…` in a link) that the site gives to `headings`, which are all those of one text. */
export function headingIds(headings: readonly Pick<Heading, 'text'>[]): string[] {
  const taken = new Map<string, number>();
  return headings.map(({ text }) => {
    const plain = idOf(text);
    let id = plain;
    while (taken.has(id)) {
      const count = (taken.get(plain) ?? 0) + 1;
      taken.set(plain, count);
      id = `${plain}-${count}`;
    }
    taken.set(id, 0);
    return id;
  });
}

// As github-slugger does, which Astro uses.
function idOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
