import { suggestion } from '#hub/nearest.ts';
import type { Problem } from '#hub/problem.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

/** Papers that nobody could judge, get or reach, and articles that name a paper that is not there. */
export function papers(evidence: Evidence): Problem[] {
  return [
    ...withoutText(evidence),
    ...withoutFile(evidence),
    ...wrongDates(evidence),
    ...danglingNames(evidence),
  ];
}

/** Who is asked for an address must be able to read beforehand what comes. */
function withoutText({ content, bodies, lineOf }: Evidence): Problem[] {
  return content.papers.flatMap(({ file, data }) => {
    const body = bodies.get(file);
    if (data.gate === 'none' || !body || body.blocks.some(({ text }) => text.trim() !== '')) {
      return [];
    }
    const message = `"gate" is email and there is no text to read; write at least a summary and the first chapter below the front matter`;
    return [problem('paper/html-version', { file, line: lineOf(file, ['gate']), message })];
  });
}

function withoutFile({ content, publicFiles, lineOf }: Evidence): Problem[] {
  return content.papers.flatMap(({ file, data }) => {
    if (data.file === undefined || publicFiles.has(data.file)) return [];
    const message = `"file" is ${data.file}, which does not exist; add public${data.file}, or leave "file" out and the page itself is what readers get.${suggestion(data.file, publicFiles)}`;
    return [problem('paper/file', { file, line: lineOf(file, ['file']), message })];
  });
}

function wrongDates({ content, lineOf }: Evidence): Problem[] {
  return content.papers.flatMap(({ file, data: { publishedAt, updatedAt } }) => {
    if (updatedAt === undefined || updatedAt >= publishedAt) return [];
    const message = `"updatedAt" ${updatedAt} is before "publishedAt" ${publishedAt}; correct one of them`;
    return [problem('article/dates', { file, line: lineOf(file, ['updatedAt']), message })];
  });
}

function danglingNames({ content, files, lineOf }: Evidence): Problem[] {
  const ofArticles = content.articles.map(({ file, data }) => ({
    file,
    line: lineOf(file, ['paper']),
    name: '"paper"',
    named: data.paper,
    folder: `content/papers/${data.lang}/`,
    ending: '.mdx',
  }));
  const ofPapers = content.papers.flatMap(({ file, data }) => [
    ...data.relatedArticles.map((named, index) => ({
      file,
      line: lineOf(file, ['relatedArticles', index]),
      name: '"relatedArticles"',
      named,
      folder: `content/articles/${data.lang}/`,
      ending: '.mdx',
    })),
    ...data.authors.map((named, index) => ({
      file,
      line: lineOf(file, ['authors', index]),
      name: '"authors"',
      named,
      folder: 'content/people/',
      ending: '.yaml',
    })),
  ]);
  return [...ofArticles, ...ofPapers].flatMap(({ file, line, name, named, folder, ending }) => {
    if (named === undefined || files.has(`${folder}${named}${ending}`)) return [];
    const known = [...files]
      .filter((one) => one.startsWith(folder) && one.endsWith(ending))
      .map((one) => one.slice(folder.length, -ending.length));
    const message = `${name} is "${named}"; add ${folder}${named}${ending} or correct it.${suggestion(named, known)}`;
    return [problem('reference/dangling', { file, line, message })];
  });
}
