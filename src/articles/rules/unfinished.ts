import type { Problem } from '#hub/problem.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

/** What `npm run new` leaves where an editor must write. */
export const unfinishedMark = 'TODO';

const mark = new RegExp(String.raw`\b${unfinishedMark}\b`);

/** Places that still have to be written. */
export function unfinished({ content, bodies, lineOf }: Evidence): Problem[] {
  const texts = [...content.articles, ...content.papers].map(({ file, data }) => ({
    file,
    data,
    isDraft: data.status !== 'published',
  }));
  const others = [...content.people, ...content.topics, ...content.pages].map(({ file, data }) => ({
    file,
    data,
    isDraft: false,
  }));
  return [...texts, ...others].flatMap(({ file, data, isDraft }) => {
    const lines = new Set([
      ...markedFields(data).map((field) => lineOf(file, field)),
      ...(bodies.get(file)?.blocks ?? [])
        .filter(({ text }) => mark.test(text))
        .map(({ line }) => line),
    ]);
    return [...lines].map((line) => {
      const message = `${unfinishedMark} marks what is still to be written; write it and remove the mark`;
      const severity = isDraft ? 'warning' : 'error';
      return problem('article/unfinished', { file, line, message, severity });
    });
  });
}

/** The paths of the texts in `value` that hold the mark. */
function markedFields(value: unknown, path: readonly PropertyKey[] = []): PropertyKey[][] {
  if (typeof value === 'string') return mark.test(value) ? [[...path]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    markedFields(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
