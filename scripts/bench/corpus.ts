import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { stringify } from 'yaml';

import { plainTextOf, wordsOf } from '#articles/plain-text.ts';

import { articleAt, type MadeArticle } from './article.ts';
import { colours, counts, coverFile, hubFiles, portraitFile } from './hub-parts.ts';
import { photograph } from './photographs.ts';
import { vocabularyFrom } from './vocabulary.ts';

/** Another seed is another corpus: figures of different seeds must not be compared. */
export const seed = 'freehold-1';

/** The day that generated hubs are built as of; all their articles are public by then. */
export const corpusDay = '2026-11-30';

/** What a corpus holds, so that figures can be judged. */
export interface CorpusFacts {
  readonly articles: number;
  /** Words of running text, front matter left out. */
  readonly words: number;
  /** Of the MDX files. */
  readonly bytes: number;
  readonly shareWithCode: number;
  readonly codeBlocks: number;
}

/** The files of a generated hub that are text, by path relative to its folder, and what they hold. */
export function corpusOf(articles: number): { files: Map<string, string>; facts: CorpusFacts } {
  const vocabulary = vocabularyFrom(seed);
  const made = Array.from({ length: articles }, (_, index) =>
    articleAt(index, { seed, vocabulary }),
  );
  const texts = made.map((article): [string, string] => [articleFile(article), textOf(article)]);
  return {
    files: new Map([...hubFiles({ seed, vocabulary }), ...texts]),
    facts: {
      articles,
      words: sum(made.map(({ body }) => wordsOf(plainTextOf(body)).length)),
      bytes: sum(texts.map(([, text]) => Buffer.byteLength(text))),
      shareWithCode: made.filter(({ codeBlocks }) => codeBlocks > 0).length / articles,
      codeBlocks: sum(made.map(({ codeBlocks }) => codeBlocks)),
    },
  };
}

/** Writes a hub of `articles` articles to `root`; what earlier builds left there stays. */
export async function writeCorpus(root: string, articles: number): Promise<CorpusFacts> {
  const { files, facts } = corpusOf(articles);
  await Promise.all(
    ['content', 'public'].map((name) =>
      rm(path.join(root, name), { recursive: true, force: true }),
    ),
  );
  const folders = new Set([...files.keys()].map((file) => path.dirname(file)));
  await Promise.all(
    [...folders].map((folder) => mkdir(path.join(root, folder), { recursive: true })),
  );
  for (const [file, text] of files) await writeFile(path.join(root, file), text);
  for (let index = 0; index < counts.covers; index += 1) {
    const bytes = await photograph(`cover/${index}`, { width: 1600, height: 900 });
    await writeFile(path.join(root, 'content/media', coverFile(index)), bytes);
  }
  for (let index = 0; index < counts.people; index += 1) {
    const bytes = await photograph(`portrait/${index}`, { width: 480, height: 480 });
    await writeFile(path.join(root, 'content/media', portraitFile(index)), bytes);
  }
  return facts;
}

/** The changes that a rebuild is measured after, each made by hand as an editor would. */
export const changes = {
  paragraph: async (root: string, articles: number) => {
    const file = path.join(root, articleFile(chosen(articles)));
    await writeFile(
      file,
      `${await readFile(file, 'utf8')}\nEr is een alinea bijgekomen, en verder niets.\n`,
    );
  },
  title: (root: string, articles: number) =>
    replace(
      path.join(root, articleFile(chosen(articles))),
      /^title: .*$/m,
      'title: Een andere titel voor dit stuk',
    ),
  colour: (root: string) =>
    replace(path.join(root, 'content/hub.yaml'), colours.before, colours.after),
} as const satisfies Record<string, (root: string, articles: number) => Promise<void>>;

export type Change = keyof typeof changes;

/** An article from the middle: it has neighbours, and others are related to it. */
function chosen(articles: number): MadeArticle {
  return articleAt(Math.floor(articles / 2), { seed, vocabulary: vocabularyFrom(seed) });
}

function articleFile({ slug }: MadeArticle): string {
  return `content/articles/nl/${slug}.mdx`;
}

function textOf({ fields, body }: MadeArticle): string {
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${body}`;
}

async function replace(file: string, before: string | RegExp, after: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`${file} does not hold ${String(before)}`);
  await writeFile(file, changed);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
