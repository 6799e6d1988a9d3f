import { findTypedProof } from '#articles/rules/typed-proof.ts';
import { unfinishedMark } from '#articles/rules/unfinished.ts';

import { nodesIn, textOf } from './body/tree.ts';
import type { ImportedArticle } from './imported-article.ts';

const mark = new RegExp(String.raw`\b${unfinishedMark}\b`);

/** An article whose own words no hub publishes comes in as a draft, so that the rest can be built. */
export function asDraftWhereUnfit(article: ImportedArticle): ImportedArticle {
  const { title, description, lang, body, status } = article;
  if (status === 'draft') return article;
  const own = [title, description].map((text) => ({ text, line: 0 }));
  const blocks = [...nodesIn(body.root)].flatMap((node) =>
    ['paragraph', 'heading', 'tableCell'].includes(node.type)
      ? [{ text: textOf(node), line: node.position?.start.line ?? 0 }]
      : [],
  );
  for (const { text, line } of [...own, ...blocks]) {
    const word = mark.exec(text)?.[0] ?? findTypedProof(text, lang)?.[0];
    if (!word) continue;
    const note = {
      line: Math.max(line, 1),
      what: `draft, because of "${word}"`,
      advice: 'change that and set status: published',
    };
    (line > 0 ? body : article).notes.met('guessed', 'status', note);
    return { ...article, status: 'draft' };
  }
  return article;
}
