import { codeBlock } from './code-samples.ts';
import { writer } from './prose.ts';
import { type Random, randomFrom } from './random.ts';
import { counts, coverFile, figureFile, personId, topicId } from './hub-parts.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One article of a generated corpus. */
export interface MadeArticle {
  readonly slug: string;
  /** Front matter, as an editor fills it in. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** MDX below the front matter. */
  readonly body: string;
  readonly codeBlocks: number;
}

/** performance.md: a quarter of the articles has code, half of those twice. */
const shareWithCode = 0.25;
const shareWithMoreCode = 0.5;

const newest = Date.UTC(2026, 10, 28);
const daysBetween = 2;
const dayMs = 24 * 60 * 60 * 1000;

/** The article at `index`, 0 being the newest: always the same one, however large the corpus around it. */
export function articleAt(
  index: number,
  { seed, vocabulary }: { seed: string; vocabulary: Vocabulary },
): MadeArticle {
  const random = randomFrom(`${seed}/article/${index}`);
  const earlier = slugOf(Math.floor(index / 2));
  const write = writer(random, {
    vocabulary,
    linkTargets: [`/artikelen/${earlier}/`, 'https://voorbeeld.example/lezen/'],
  });
  const author = random.between(0, counts.people - 1);
  const blocks = random.chance(shareWithCode) ? (random.chance(shareWithMoreCode) ? 2 : 1) : 0;
  const title = write.phrase(24, 80);
  const takeaways = Array.from({ length: 3 }, () => write.phrase(60, 140));
  return {
    slug: slugOf(index),
    codeBlocks: blocks,
    fields: {
      title,
      description: write.phrase(90, 155),
      lang: 'nl',
      publishedAt: new Date(newest - index * daysBetween * dayMs).toISOString().slice(0, 10),
      status: 'published',
      kind: 'article',
      authors: [
        ...new Set([author, random.chance(0.12) ? (author + 1) % counts.people : author]),
      ].map(personId),
      topic: topicId(random.between(0, counts.topics - 1)),
      question: { nl: `${write.phrase(30, 110)}?` },
      takeaways,
      share: { hook: write.phrase(60, 150) },
      cover: {
        src: `../../media/${coverFile(index % counts.covers)}`,
        alt: { nl: write.phrase(40, 90) },
      },
      origin: { type: 'own' },
    },
    body: bodyOf({ random, write, author, blocks, figure: index % counts.figures }),
  };
}

function slugOf(index: number): string {
  return `artikel-${String(index).padStart(5, '0')}`;
}

function bodyOf({
  random,
  write,
  author,
  blocks,
  figure,
}: {
  random: Random;
  write: ReturnType<typeof writer>;
  author: number;
  blocks: number;
  figure: number;
}): string {
  const heading = () => `## ${write.phrase(18, 60)}`;
  const list = (mark: string, length: number) =>
    Array.from({ length }, () => `${mark} ${write.sentence()}`).join('\n');
  const shown = random.chance(0.5)
    ? [
        `<Figure caption="${write.phrase(30, 80)}">`,
        `![${write.phrase(30, 80)}](../../media/${figureFile(figure)})`,
        '</Figure>',
      ]
    : [`<PullQuote person="${personId(author)}">${write.sentence()}</PullQuote>`];
  const parts = [
    [write.paragraph(60), write.paragraph(65)],
    [
      heading(),
      write.paragraph(60),
      write.paragraph(60),
      ...(blocks > 0 ? [codeBlock(random)] : []),
    ],
    [
      heading(),
      list('-', 5),
      `<Callout kind="${random.pick(['note', 'tip', 'warning'])}">\n\n${write.paragraph(20)}\n\n</Callout>`,
      write.paragraph(55),
    ],
    [
      heading(),
      write.paragraph(60),
      `### ${write.phrase(16, 50)}`,
      write.paragraph(55),
      `> ${write.sentence()}`,
    ],
    [heading(), ...shown, list('1.', 4), write.paragraph(60)],
    [
      heading(),
      write.paragraph(55),
      ...(blocks > 1 ? [codeBlock(random)] : []),
      write.paragraph(50),
    ],
  ];
  return `${parts.flat().join('\n\n')}\n`;
}
