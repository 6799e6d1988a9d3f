import { type Anchors, anchorsOf } from './body/anchors.ts';
import type { ReadMdx } from './body/finish-body.ts';
import { headingTexts } from './body/heading-texts.ts';
import { packed } from './body/packed-tree.ts';
import { nodesIn } from './body/tree.ts';
import { type Aim, aimsIn } from './body/write-body.ts';
import type { Ledger } from './finding.ts';
import { openLedger } from './noting.ts';
import type { RawEntry } from './raw-entry.ts';
import { type ReadArticle, readArticle, type ReadingWishes } from './read-article.ts';
import { unfitIn } from './unfit.ts';

/** A text as other texts see it; its tree waits as bytes until it is written. */
export interface ReadText {
  readonly anchors: Anchors;
  /** Where its links and pictures lead in the source, in the order in which they are settled. */
  readonly aims: readonly Aim[];
  /** Words that no hub publishes, and where they stand. */
  readonly unfit: { readonly word: string; readonly line: number } | null;
  readonly tree: Uint8Array<ArrayBuffer>;
  /** The line of the source for each line of the tree, the first one first. */
  readonly lines: readonly number[];
}

/** What one text is by itself: plain data, which can cross threads. */
export interface TextRead {
  /** `null` where it cannot be an article; the ledger says why. */
  readonly article: Omit<ReadArticle, 'entry' | 'notes'> | null;
  readonly ledger: Ledger;
}

/** Reads `entry`. Whatever goes wrong is a finding: one text must not keep thousands of others out. */
export function readText(
  entry: RawEntry,
  { readMdx, ...wishes }: ReadingWishes & { readMdx: ReadMdx },
): TextRead {
  const { ledger, notes } = openLedger(entry.source);
  try {
    const read = readArticle(entry, notes, wishes);
    if (!read) return { article: null, ledger };
    const { body, entry: _, notes: __, ...article } = read;
    let last = 1;
    for (const node of nodesIn(body.root)) last = Math.max(last, node.position?.start.line ?? 1);
    const text: ReadText = {
      anchors: anchorsOf(body, headingTexts(body.root, readMdx)),
      aims: aimsIn(body.root),
      unfit: unfitIn(body, read.lang),
      tree: packed(body.root),
      lines: Array.from({ length: last }, (___, index) => body.lineOf(index + 1)),
    };
    return { article: { ...article, text }, ledger };
  } catch (error) {
    return unreadable(entry.source, error);
  }
}

/** What is said of the text `source` that Freehold itself could not bear. */
export function unreadable(source: string, error: unknown): TextRead {
  const { ledger, notes } = openLedger(source);
  notes.met('lost', 'article', {
    line: 1,
    what: `cannot be read (${String(error)})`,
    advice: 'that is a fault of Freehold: report it with the text, or shorten it and import again',
  });
  return { article: null, ledger };
}
