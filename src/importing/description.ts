import type { Nodes } from 'mdast';

import type { Language } from '#hub/languages.ts';

import type { ReadBody } from './body/read-body.ts';
import { textOf } from './body/tree.ts';
import type { Notes } from './noting.ts';
import { cutAtWord } from './title.ts';

/** The bounds of a description in src/articles/article.ts. */
const [shortest, longest] = [50, 160];

const fillers = {
  nl: (title: string) => `Dit artikel gaat over: ${title}. Lees het hier in zijn geheel.`,
  en: (title: string) => `This article is about: ${title}. Read all of it here.`,
} as const satisfies Record<Language, (title: string) => string>;

/** A description that an article may have: its own, else how its text begins. */
export function descriptionFor(
  said: string | null,
  { body, title, lang, notes }: { body: ReadBody; title: string; lang: Language; notes: Notes },
): string {
  const paragraphs = body.root.children
    .flatMap(wordsIn)
    .map((one) => one.replaceAll(/\s+/g, ' ').trim());
  const beginning = asSentences(paragraphs);
  const plain =
    said
      ?.replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/[*_`]+/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim() ?? '';
  const parts = plain.length >= shortest ? [plain] : [plain, beginning];
  const whole = asSentences(parts);
  const enough = whole.length >= shortest ? whole : asSentences([whole, fillers[lang](title)]);
  const description = cutAtWord(enough, longest);
  if (description === said) notes.met('mapped', 'description', { line: 1, what: said });
  else {
    notes.met('guessed', 'description', {
      line: 1,
      what: said === null ? `none, so "${description}"` : `now "${description}", was "${said}"`,
      advice: `say in ${shortest} to ${longest} characters what readers gain`,
    });
  }
  return description;
}

function asSentences(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part, index, all) =>
      index < all.length - 1 && /[\p{L}\p{N})"'”’]$/u.test(part) ? `${part}.` : part,
    )
    .join(' ');
}

/** What a text says; bare addresses say nothing. */
function wordsIn(node: Nodes): string[] {
  if (node.type !== 'paragraph') return [];
  const [first, ...others] = node.children;
  const words = others.length === 0 && isAddress(first) ? '' : textOf(node);
  // What a template would have computed is no sentence.
  return [words.replaceAll(/\{\{[^{}]*\}\}|\{%[^{}]*%\}/g, '')];
}

function isAddress(node: Nodes | undefined): boolean {
  return node?.type === 'link' && /^https?:\/\/\S+$/.test(textOf(node));
}
