import { mainLanguage } from '#hub/hub.ts';
import { languages } from '#hub/languages.ts';
import type { Problem } from '#hub/problem.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

/** Texts of the hub, its topics, series and people that its own main language lacks. */
export function mainTexts({ content, lineOf }: Evidence): Problem[] {
  const main = mainLanguage(content.hub);
  const records = [
    { file: 'content/hub.yaml', data: content.hub },
    ...content.topics,
    ...content.series,
    ...content.people,
    ...content.policies,
  ];
  return records.flatMap(({ file, data }) =>
    localisedFields(data)
      .filter(({ text }) => !(main in text))
      // Alternative texts have a rule of their own, for every language.
      .filter(({ field }) => field.at(-1) !== 'alt')
      .map(({ field }) => {
        const name = field.map(String).join('.');
        const message = `"${name}" has no text in "${main}", the main language of the hub; add ${main}:`;
        return problem('content/language', { file, line: lineOf(file, field), message });
      }),
  );
}

/** The texts per language anywhere in `value`. */
function localisedFields(
  value: unknown,
  field: readonly PropertyKey[] = [],
): { field: readonly PropertyKey[]; text: object }[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => languages.some((one) => one === key))) {
    return [{ field, text: value }];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    localisedFields(inner, [...field, Array.isArray(value) ? Number(key) : key]),
  );
}
