import { plainTextOf } from './plain-text.ts';

/** A part of an article below a heading of the second level, as far as it can be told in one breath. */
export interface Section {
  readonly heading: string;
  /** The first sentence below the heading; empty where a picture or a list comes first. */
  readonly firstSentence: string;
}

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });

/** The sections of an MDX `body`, in order. */
export function sectionsOf(body: string): Section[] {
  return withoutCode(body)
    .split(/^##[ \t]+/mu)
    .slice(1)
    .map((part) => {
      const [heading = '', ...below] = part.split('\n');
      return { heading: plainTextOf(heading), firstSentence: firstSentenceOf(below.join('\n')) };
    })
    .filter(({ heading }) => heading !== '');
}

function withoutCode(body: string): string {
  return body.replaceAll(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gmu, '');
}

/** Only of a plain paragraph: half a list or table says nothing. */
function firstSentenceOf(text: string): string {
  const paragraph = text.trim().split(/\n\s*\n/u, 1)[0] ?? '';
  if (/^(?:[#<>|![\]{}*+-]|\d+\.)/u.test(paragraph)) return '';
  const [first] = sentences.segment(plainTextOf(paragraph));
  return first?.segment.trim() ?? '';
}
