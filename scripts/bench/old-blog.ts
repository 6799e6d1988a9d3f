import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { codeBlock } from './code-samples.ts';
import { seed } from './corpus.ts';
import { type Writer, writer } from './prose.ts';
import { photograph } from './photographs.ts';
import { type Random, randomFrom } from './random.ts';
import { type Vocabulary, vocabularyFrom } from './vocabulary.ts';

/** Chapters of a text: with three it has about 800 words, with eleven about 2,700. */
export const lengths = { usual: 3, long: 11 } as const;

export type Length = keyof typeof lengths;

const pictures = 6;
const dayMs = 24 * 60 * 60 * 1000;

/** Writes a blog of Jekyll with `articles` texts to `folder`, with what makes other blogs' texts hard to read. */
export async function writeOldBlog(
  folder: string,
  { articles, length }: { articles: number; length: Length },
): Promise<void> {
  const vocabulary = vocabularyFrom(seed);
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, '_posts'), { recursive: true });
  await mkdir(path.join(folder, 'images'));
  await writeFile(path.join(folder, '_config.yml'), 'url: https://oud.example\n');
  for (let index = 0; index < pictures; index += 1) {
    const bytes = await photograph(`old/${index}`, { width: 800, height: 450 });
    await writeFile(path.join(folder, `images/foto ${index}.jpg`), bytes);
  }
  for (let index = 0; index < articles; index += 1) {
    await writeFile(
      path.join(folder, '_posts', `${nameOf(index)}.md`),
      textAt(index, { length, vocabulary }),
    );
  }
}

function nameOf(index: number): string {
  const day = new Date(Date.UTC(2026, 9, 1) - index * dayMs).toISOString().slice(0, 10);
  return `${day}-stuk-${index}`;
}

function textAt(
  index: number,
  { length, vocabulary }: { length: Length; vocabulary: Vocabulary },
): string {
  const random = randomFrom(`${seed}/old/${length}/${index}`);
  const earlier = Math.floor(index / 2);
  const write = writer(random, {
    vocabulary,
    linkTargets: [`{% post_url ${nameOf(earlier)} %}`, `/stuk-${earlier}/`, 'https://ver.example/'],
  });
  const chapters = Array.from({ length: lengths[length] }, () => chapter(random, write));
  return [
    `---\ntitle: ${write.phrase(24, 80)} ${index}`,
    `description: ${write.phrase(90, 155)}`,
    `author: Schrijver ${random.between(1, 8)}`,
    `categories: [onderwerp-${random.between(1, 5)}]`,
    `tags: [${write.words(2).replace(' ', ', ')}]`,
    `image: /images/foto ${random.between(0, pictures - 1)}.jpg\n---\n`,
    write.paragraph(40),
    '<!--more-->',
    ...chapters.flat(),
    `[^1]: ${write.sentence()}`,
    '',
  ].join('\n\n');
}

function chapter(random: Random, write: Writer): string[] {
  const extras = [
    () => `<div class="notice" markdown="1">\n${write.paragraph(20)}\n</div>`,
    () => `![${write.phrase(20, 60)}](/images/foto%20${random.between(0, pictures - 1)}.jpg)`,
    () => `| ${write.words(1)} | ${write.words(1)} |\n|---|---|\n| ${write.words(2)} | 12 |`,
    () => codeBlock(random),
    () => `<p align="center"><b>${write.sentence()}</b><br>${write.sentence()}</p>`,
  ];
  const list = Array.from({ length: 5 }, () => `* ${write.sentence()}`).join('\n');
  return [
    `## ${write.phrase(18, 60)}`,
    `${write.paragraph(60)}[^1]`,
    write.paragraph(60),
    random.pick(extras)(),
    list,
    write.paragraph(50),
  ];
}
