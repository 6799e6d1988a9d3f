import type { Problem } from '#hub/problem.ts';
import type { Language } from '#hub/languages.ts';

import phrases from './dutch.json' with { type: 'json' };

/**
 * What rules say in English, by the same in Dutch. `{x}` stands for what comes from content and stays as it is; `{~x}`
 * is said in Dutch too, and `{&x}` is a list.
 */
interface Phrase {
  readonly pattern: RegExp;
  readonly dutch: string;
  readonly names: readonly string[];
}

/** `problem` as an editor who reads `language` is told of it; in English where nobody translated it. */
export function told(problem: Problem, language: Language): Problem {
  if (language === 'en') return problem;
  return { ...problem, message: inDutch(problem.message) ?? problem.message };
}

/** What `message` says, in Dutch; `null` where a part of it has no translation. */
export function inDutch(message: string): string | null {
  for (const [ending, dutch] of endings) {
    const [found, value] = ending.exec(message) ?? [];
    if (found === undefined) continue;
    const before = inDutch(message.slice(0, -found.length));
    return before === null ? null : before + dutch.replace('{}', () => value ?? '');
  }
  return whole(message) ?? afterSubject(message) ?? halves(message);
}

/** What may follow a sentence. */
const endings = [
  [/ Did you mean "([^"]+)"\?$/, ' Bedoelde je "{}"?'],
  [/ Rename it to (\S+)\.$/, ' Noem het {}.'],
  [/ Give it a name that ends with (\S+)\.$/, ' Geef het een naam die eindigt op {}.'],
  [
    / If it was renamed, write (.+) as well, so that old links still arrive\.$/,
    ' Is het hernoemd, schrijf dan ook {}, zodat oude links nog aankomen.',
  ],
] as const satisfies readonly (readonly [RegExp, string])[];

function whole(message: string): string | null {
  for (const { pattern, names, dutch } of known()) {
    const found = pattern.exec(message);
    if (!found) continue;
    return names.reduce((text, name, index) => {
      const value = found[index + 1] ?? '';
      return text.replace(`{${name}}`, () => filled(name, value));
    }, dutch);
  }
  return null;
}

function filled(name: string, value: string): string {
  if (name.startsWith('~')) return inDutch(value) ?? value;
  if (name.startsWith('&')) return value.replaceAll(' and ', ' en ').replaceAll(' or ', ' of ');
  return value;
}

/** A field, a tag or the file itself, and what is wrong with it. */
function afterSubject(message: string): string | null {
  const [, subject, rest] = /^("[^"]+"|<\w*>|the file) ([\s\S]+)$/.exec(message) ?? [];
  if (subject === undefined || rest === undefined) return null;
  const said = whole(rest) ?? halves(rest);
  if (said === null) return null;
  const named = subject.replaceAll(/ \(item (\d+)\)/g, ' (nummer $1)');
  return `${named === 'the file' ? 'het bestand' : named} ${said}`;
}

/** What is wrong, and what to do. */
function halves(message: string): string | null {
  const at = message.indexOf('; ');
  if (at < 0) return null;
  const [wrong, remedy] = [whole(message.slice(0, at)), whole(message.slice(at + 2))];
  return wrong === null || remedy === null ? null : `${wrong}; ${remedy}`;
}

let compiled: readonly Phrase[] | undefined;

/** The phrases, those with the most words of their own first. */
function known(): readonly Phrase[] {
  return (compiled ??= Object.entries(phrases)
    .map(([english, dutch]) => ({ english, dutch }))
    .toSorted((a, b) => fixedLength(b.english) - fixedLength(a.english))
    .map(({ english, dutch }) => ({
      dutch,
      names: Array.from(english.matchAll(holes), ([, name = '']) => nameIn(dutch, name)),
      pattern: new RegExp(
        `^${english
          .split(holes)
          .map((part, index) => (index % 2 === 0 ? RegExp.escape(part) : '([\\s\\S]+?)'))
          .join('')}$`,
      ),
    })));
}

const holes = /\{([~&]?[a-h])\}/g;

function fixedLength(english: string): number {
  return english.replaceAll(holes, '').length;
}

function nameIn(dutch: string, name: string): string {
  if (dutch.includes(`{${name}}`)) return name;
  throw new Error(`a phrase in Dutch lacks {${name}}: ${dutch}`);
}
