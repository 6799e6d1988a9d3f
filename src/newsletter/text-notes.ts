import { type Fragment, noteMarks } from './fragment.ts';

/** Part of a mail's plain text: a fragment's, or what has no links to number. */
export type TextPart = Pick<Fragment, 'text' | 'links'> | string;

/** The text of `parts`, each link as a number in brackets, and the lines that say where the numbers lead. */
export function withNotes(parts: readonly TextPart[]): { body: string; notes: string } {
  const numbers = new Map<string, number>();
  const numberOf = (url: string) => {
    const number = numbers.get(url) ?? numbers.size + 1;
    numbers.set(url, number);
    return number;
  };
  const texts = parts.map((part) =>
    typeof part === 'string'
      ? part
      : part.text.replace(
          noteMarks,
          (_, index) => `[${numberOf(part.links[Number(index)] ?? '')}]`,
        ),
  );
  return {
    body: texts.filter((text) => text !== '').join('\n\n'),
    notes: Array.from(numbers, ([url, number]) => `[${number}] ${url}`).join('\n'),
  };
}
