import { findTypedProof } from '#articles/rules/typed-proof.ts';
import { unfinishedMark } from '#articles/rules/unfinished.ts';
import type { Language } from '#hub/languages.ts';

import type { ReadBody } from './body/read-body.ts';
import { nodesIn, textOf } from './body/tree.ts';
import type { ImportedArticle } from './imported-article.ts';
import type { ReadText } from './read-text.ts';

const mark = new RegExp(String.raw`\b${unfinishedMark}\b`);

/** An article whose own words no hub publishes comes in as a draft, so that the rest can be built. */
export function asDraftWhereUnfit(article: ImportedArticle): ImportedArticle {
  const { title, description, lang, text, notes, status } = article;
  if (status === 'draft') return article;
  const own = [title, description].map((one) => unfitWord(one, lang)).find((one) => one !== null);
  const found = own ? { word: own, line: 1 } : text.unfit;
  if (!found) return article;
  notes.met('guessed', 'status', {
    line: found.line,
    what: `draft, because of "${found.word}"`,
    advice: 'change that and set status: published',
  });
  return { ...article, status: 'draft' };
}

/** The first words of `body` that no hub publishes, and the line of the source on which they stand. */
export function unfitIn({ root, lineOf }: ReadBody, lang: Language): ReadText['unfit'] {
  for (const node of nodesIn(root)) {
    if (!['paragraph', 'heading', 'tableCell'].includes(node.type)) continue;
    const word = unfitWord(textOf(node), lang);
    const line = node.position?.start.line;
    if (word !== null) return { word, line: line === undefined ? 1 : lineOf(line) };
  }
  return null;
}

function unfitWord(text: string, lang: Language): string | null {
  return mark.exec(text)?.[0] ?? findTypedProof(text, lang)?.[0] ?? null;
}
