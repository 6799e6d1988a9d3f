import { expect, test } from 'vitest';

import { composedOnce } from '#newsletter/composed-once.ts';
import type { DigestArticle } from '#newsletter/digest.ts';

test('subscribers of one choice and history share one composition, and only the latest are kept', () => {
  const composed: string[] = [];
  const compose = composedOnce(
    (language, { articles }) => {
      const id = articles.map((article) => article.id).join('+');
      composed.push(id);
      const words = { subject: id, html: id, text: id, onlineUrl: 'https://proefhub.example/' };
      return { id, language, articleIds: articles.map((article) => article.id), ...words };
    },
    { max: 2 },
  );
  const [a, b, c] = ['nl/a', 'nl/b', 'nl/c'].map(anArticle);
  if (!a || !b || !c) throw new Error('three articles were asked for');

  expect(compose('nl', { articles: [a], letters: [] })).toBe(
    compose('nl', { articles: [a], letters: [] }),
  );
  compose('nl', { articles: [b], letters: [] });
  compose('nl', { articles: [a], letters: [] });
  expect(composed).toEqual(['nl/a', 'nl/b']);
  compose('nl', { articles: [c], letters: [] });
  compose('nl', { articles: [a], letters: [] });
  compose('nl', { articles: [b], letters: [] });
  expect(composed).toEqual(['nl/a', 'nl/b', 'nl/c', 'nl/b']);
});

function anArticle(id: string): DigestArticle {
  return { id, language: 'nl', topic: 'repair', publishedAt: '2026-11-10', alsoAs: [] };
}
