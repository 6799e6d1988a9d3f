import type { Article } from '#articles/article.ts';
import type { TextBlock } from '#articles/body.ts';
import type { Language } from '#hub/languages.ts';
import type { Problem } from '#hub/problem.ts';
import { pathTo } from '#hub/urls.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';
import { findTypedProof } from './typed-proof.ts';

/** Research that nobody is named for. */
const claims = {
  nl: /\b(?:onderzoek wijst uit|uit onderzoek|blijkt uit|meer dan de helft)\b/iu,
  en: /\b(?:research shows|studies show)\b/iu,
} as const satisfies Record<Language, RegExp>;

const followCalls = /\b(?:volg ons op|follow us on)\b/iu;

/** Worn-out words that every voice avoids. */
const wornOut = [
  'best-in-class',
  'game changer',
  'marktleider',
  'next level',
  'ontzorgen',
  'synergie',
  'toonaangevend',
  'totaaloplossing',
  'world-class',
];

/** What articles and pages say, and how. */
export function wording(evidence: Evidence): Problem[] {
  return [
    ...inArticles(evidence),
    ...repeatedDescriptions(evidence),
    ...inTexts(evidence),
    ...voices(evidence),
  ];
}

function inArticles({ content, bodies, lineOf }: Evidence): Problem[] {
  return content.articles.flatMap(({ file, data }) => {
    const problems: Problem[] = [];
    if (/[^.…]\.$/u.test(data.title)) {
      const message = '"title" ends with a period; remove it';
      problems.push(
        problem('article/title-period', { file, line: lineOf(file, ['title']), message }),
      );
    }
    const body = bodies.get(file);
    const cited = new Set(body?.blocks.flatMap(({ sources }) => sources));
    const seen = new Set<string>();
    data.sources.forEach(({ id }, index) => {
      const line = lineOf(file, ['sources', index]);
      if (body && !cited.has(id)) {
        const message = `the source "${id}" is never cited; put <Source id="${id}" /> after what it backs, or remove it`;
        problems.push(problem('article/source-unused', { file, line, message }));
      }
      if (seen.has(id)) {
        const message = `two sources are called "${id}"; give one another id`;
        problems.push(problem('article/source-duplicate', { file, line, message }));
      }
      seen.add(id);
    });
    for (const { block, match } of matchesIn(body?.blocks, claims[data.lang])) {
      if (block.sources.length > 0) continue;
      const message = `"${match}" needs a source; add it to "sources" and put <Source id="…" /> in the paragraph, or say whose observation it is`;
      problems.push(problem('article/claim-needs-source', { file, line: block.line, message }));
    }
    return problems;
  });
}

function repeatedDescriptions({ content, lineOf }: Evidence): Problem[] {
  const groups = Map.groupBy(
    content.articles,
    ({ data }) => `${data.lang} ${data.description.toLowerCase()}`,
  );
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) =>
      group.map(({ file }) => {
        const others = group.filter((other) => other.file !== file).map((other) => other.file);
        const message = `"description" is the same as in ${others.join(' and ')}; search results need one of its own`;
        const line = lineOf(file, ['description']);
        return problem('article/description-unique', { file, line, message });
      }),
    );
}

function inTexts({ content, bodies, lineOf }: Evidence): Problem[] {
  return [...content.articles, ...content.pages, ...content.papers].flatMap(({ file, data }) => {
    const blocks: readonly TextBlock[] = [
      { line: lineOf(file, ['title']), text: data.title, ...nothingCited },
      { line: lineOf(file, ['description']), text: data.description, ...nothingCited },
      ...(bodies.get(file)?.blocks ?? []),
    ];
    // A number of somebody else's that a source backs stays true.
    const ownWords = blocks.filter(({ sources }) => sources.length === 0);
    const proof = [...matchesIn(ownWords, (text) => findTypedProof(text, data.lang))].map(
      ({ block: { line }, match }) => {
        const message = `"${match}" is a typed number of readers, which will not stay true; say what they do instead`;
        return problem('content/hardcoded-proof', { file, line, message });
      },
    );
    const owned = [pathTo('newsletter', data.lang), pathTo('feeds', data.lang)];
    const calls = [...matchesIn(blocks, followCalls)]
      .filter(({ block }) => !block.links.some((url) => owned.includes(url)))
      .map(({ block: { line }, match }) => {
        const message = `"${match}" sends readers away; link ${owned.join(' or ')} in the same paragraph`;
        return problem('content/follow-cta', { file, line, message });
      });
    return [...proof, ...calls];
  });
}

const nothingCited = { sources: [], links: [] } as const;

/** Words that an author avoids, in what he or she wrote. */
function voices({ content, bodies, lineOf }: Evidence): Problem[] {
  const people = new Map(content.people.map((person) => [person.id, person.data]));
  return content.articles.flatMap(({ file, data }: Article) => {
    const words = new Map(wornOut.map((word) => [word.toLowerCase(), 'everyone']));
    for (const id of data.authors) {
      const person = people.get(id);
      for (const word of person?.voice?.avoids ?? [])
        words.set(word.toLowerCase(), person?.name ?? id);
    }
    const blocks: readonly TextBlock[] = [
      { line: lineOf(file, ['title']), text: data.title, ...nothingCited },
      { line: lineOf(file, ['description']), text: data.description, ...nothingCited },
      ...(bodies.get(file)?.blocks ?? []),
    ];
    const anyWord = new RegExp(
      String.raw`(?<![\p{L}\p{N}-])(?:${[...words.keys()].map(RegExp.escape).join('|')})(?![\p{L}\p{N}])`,
      'iu',
    );
    return [...matchesIn(blocks, anyWord)].map(({ block: { line }, match }) => {
      const message = `"${match}" is a word that ${words.get(match.toLowerCase()) ?? 'everyone'} avoids; say what you mean`;
      return problem('people/voice', { file, line, message });
    });
  });
}

type Find = (text: string) => RegExpExecArray | null;

function* matchesIn(blocks: readonly TextBlock[] = [], pattern: RegExp | Find) {
  for (const block of blocks) {
    const found = typeof pattern === 'function' ? pattern(block.text) : pattern.exec(block.text);
    if (!found) continue;
    const before = block.text.slice(0, found.index);
    const line = block.line + before.split('\n').length - 1;
    yield { block: { ...block, line }, match: found[0].replaceAll(/\s+/g, ' ') };
  }
}
