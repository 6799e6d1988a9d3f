import type { Article } from '#articles/article.ts';
import type { Person } from '#articles/person.ts';

import { variantsFor } from '../variants.ts';
import type { Saying } from './voice.ts';

/**
 * What `speaker` could say of `article`: each variant by itself, the description, and then two of them together.
 * The speaker's own words stand without a name below them.
 */
export function sayingsOf(
  article: Article,
  { people, speaker }: { people: readonly Person[]; speaker: string },
): Saying[] {
  const { quotes, description } = article.data;
  const own = new Set(quotes.filter(({ person }) => person === speaker).map(({ text }) => text));
  const variants = variantsFor(article, { use: 'conversation', people }).map(
    ({ id, kind, text, framed }): Saying => {
      const isOwn = kind === 'quote' && own.has(text);
      return { id, kinds: [kind], text: isOwn ? text : framed(text), isOwn };
    },
  );
  const summary: Saying = { id: 'summary', kinds: ['summary'], text: description, isOwn: false };
  const single = [...variants.filter(({ id }) => id !== summary.id), summary];
  const pairs = single.flatMap((first) =>
    single
      .filter((second) => second !== first)
      .map((second) => ({
        id: `${first.id}+${second.id}`,
        kinds: [...first.kinds, ...second.kinds],
        text: `${first.text} ${second.text}`,
        isOwn: first.isOwn,
      })),
  );
  return [...single, ...pairs];
}
