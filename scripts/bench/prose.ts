import type { Random } from './random.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Writes running text from a vocabulary; everything it writes is valid MDX. */
export interface Writer {
  words(count: number): string;
  sentence(): string;
  /** Some sentences, about `words` words, with bold, links and inline code here and there. */
  paragraph(words: number): string;
  /** A phrase of at least `min` and at most `max` characters that begins with a capital. */
  phrase(min: number, max: number): string;
}

/** `linkTargets` are what links lead to; an article may name others of the hub. */
export function writer(
  random: Random,
  { vocabulary, linkTargets }: { vocabulary: Vocabulary; linkTargets: readonly string[] },
): Writer {
  const words = (count: number) =>
    Array.from({ length: count }, () => vocabulary.word(random)).join(' ');
  const sentence = () => {
    const clauses = random.chance(0.4) ? 2 : 1;
    const text = Array.from({ length: clauses }, () => words(random.between(5, 11))).join(', ');
    return `${capitalised(text)}.`;
  };
  const marked = (text: string) => {
    const [first = '', second = '', ...rest] = text.split(' ');
    if (random.chance(0.12)) return `**${first} ${second}** ${rest.join(' ')}`;
    if (random.chance(0.12))
      return `[${first} ${second}](${random.pick(linkTargets)}) ${rest.join(' ')}`;
    if (random.chance(0.06)) return `${first} \`${second}\` ${rest.join(' ')}`;
    return text;
  };
  return {
    words,
    sentence,
    paragraph(wanted) {
      const sentences: string[] = [];
      for (let count = 0; count < wanted;) {
        const text = sentence();
        count += text.split(' ').length;
        sentences.push(marked(text));
      }
      return sentences.join(' ');
    },
    phrase(min, max) {
      let text = words(3);
      while (text.length < min) text += ` ${vocabulary.word(random)}`;
      return capitalised(text).slice(0, max).trim();
    },
  };
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
