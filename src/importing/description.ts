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
  const beginning = body.root.children.flatMap(wordsIn).join(' ').replaceAll(/\s+/g, ' ').trim();
  const plain =
    said
      ?.replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/[*_`]+/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim() ?? '';
  const whole =
    plain.length >= shortest ? plain : [plain, beginning].filter((part) => part !== '').join(' ');
  const enough =
    whole.length >= shortest ? whole : `${whole && `${whole} `}${fillers[lang](title)}`;
  const description = cutAtWord(enough, longest);
  if (description === said) notes.met('mapped', 'description', { line: 1, what: said });
  else {
    notes.met('guessed', 'description', {
      line: 1,
      what: said === null ? `none, so "${description}"` : `"${said}", now "${description}"`,
      advice: `say in ${shortest} to ${longest} characters what readers gain`,
    });
  }
  return description;
}

function wordsIn(node: Nodes): string[] {
  // What a template would have computed is no sentence.
  return node.type === 'paragraph'
    ? [textOf(node).replaceAll(/\{\{[^{}]*\}\}|\{%[^{}]*%\}/g, '')]
    : [];
}
