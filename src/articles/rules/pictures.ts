import type { Problem } from '#hub/problem.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

/** Pictures without a text for who cannot see them, and portraits that show nobody. */
export function pictures({ content, bodies, lineOf }: Evidence): Problem[] {
  const covers = content.articles
    .filter(({ data }) => !data.cover.alt[data.lang])
    .map(({ file, data }) => {
      const message = `"cover.alt" has no text in "${data.lang}", the article's language; add ${data.lang}: what the picture shows`;
      return problem('article/alt-missing', {
        file,
        line: lineOf(file, ['cover', 'alt']),
        message,
      });
    });
  const inText = [...bodies].flatMap(([file, { images }]) =>
    images
      .filter(({ alt }) => alt.trim() === '')
      .map(({ line, url }) => {
        const message = `the picture ${url} has no text; write ![what it shows](${url})`;
        return problem('article/alt-missing', { file, line, message });
      }),
  );
  const portraits = content.people.flatMap(({ file, data: { name, kind, photo } }) => {
    const missing = content.hub.languages
      .filter((language) => !photo.alt[language])
      .map((language) => {
        const message = `"photo.alt" has no text in "${language}"; add ${language}: what the portrait shows`;
        return problem('article/alt-missing', {
          file,
          line: lineOf(file, ['photo', 'alt']),
          message,
        });
      });
    const flag = (['stock', 'generated'] as const).find((one) => photo[one]);
    if (kind !== 'employee' || !flag) return missing;
    const message = `"photo.${flag}" is true for an employee; show ${name}, or a drawing of ${name}`;
    const line = lineOf(file, ['photo', flag]);
    return [...missing, problem('people/portrait', { file, line, message })];
  });
  return [...covers, ...inText, ...portraits];
}
