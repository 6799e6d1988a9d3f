import { finishBody, type ReadMdx } from './body/finish-body.ts';
import { unpacked } from './body/packed-tree.ts';
import { aimKey, resolveTargets, type Target } from './body/write-body.ts';
import { mdxOf } from './body/write-mdx.ts';
import type { Finding, Ledger } from './finding.ts';
import { type Notes, onLines, openLedger } from './noting.ts';
import type { ReadText } from './read-text.ts';
import { missingWords } from './words.ts';

/** All that one text needs to become MDX: plain data, which can cross threads. */
export interface FinishTask extends Pick<ReadText, 'tree' | 'lines'> {
  readonly source: string;
  readonly title: string;
  /** As the source has it, to see whether every word came along, and the line on which it begins. */
  readonly original: string;
  readonly firstLine: number;
  /** Where each link and picture leads on the hub, by {@link aimKey}. */
  readonly targets: ReadonlyMap<string, Target>;
  /** Where pictures of the web are that links lead to and that came along. */
  readonly picturesHere: ReadonlyMap<string, string>;
  /** What was said of its cover, which comes after links and pictures. */
  readonly cover: readonly Finding[];
  /** What was named before. */
  readonly told: readonly string[];
}

export interface FinishedText {
  readonly body: string;
  readonly ledger: Ledger;
}

/** Writes a text. Where that goes wrong, its source stands there as code. */
export function finishText(task: FinishTask, readMdx: ReadMdx): FinishedText {
  try {
    const { ledger, notes } = openLedger(task.source);
    const inBody = onLines(notes, (line) => task.lines[Math.min(line, task.lines.length) - 1] ?? 1);
    const root = unpacked(task.tree);
    const resolve = (kind: 'link' | 'picture') => (url: string) =>
      task.targets.get(aimKey({ kind, url })) ?? ({ kind: 'nowhere', advice: '' } as const);
    resolveTargets(root, {
      notes: inBody,
      resolvers: {
        link: resolve('link'),
        picture: resolve('picture'),
        pictureHere: (url) => task.picturesHere.get(url) ?? null,
      },
    });
    noteCover(task, notes);
    const body = finishBody(root, { readMdx, notes: inBody });
    noteMissing(task, { body, notes, findings: ledger.findings });
    return { body, ledger };
  } catch (error) {
    return unwritable(task, error);
  }
}

/** The text of `task` that Freehold itself could not write, as code. */
export function unwritable(task: FinishTask, error: unknown): FinishedText {
  const { ledger, notes } = openLedger(task.source);
  noteCover(task, notes);
  notes.found('code block');
  notes.note('kept', 'code block', {
    line: task.firstLine,
    what: `the whole text, which cannot be written (${String(error)})`,
    advice: 'that is a fault of Freehold: report it with the text, or write it anew',
  });
  return { body: mdxOf({ children: [{ type: 'code', value: task.original }] }), ledger };
}

function noteCover({ cover }: FinishTask, notes: Notes): void {
  for (const { outcome, construct, ...note } of cover) notes.met(outcome, construct, note);
}

/** Nothing goes without a word: what no rule knew of is named word by word. */
function noteMissing(
  { original, title, told, firstLine }: FinishTask,
  { body, notes, findings }: { body: string; notes: Notes; findings: readonly Finding[] },
): void {
  const missing = missingWords(original, {
    result: `${body} ${title}`,
    told: [...told, ...findings.map(({ what }) => what)],
  });
  const [first] = missing;
  if (!first) return;
  notes.met('lost', 'text', {
    line: first.line + firstLine - 1,
    what: missing.map(({ word }) => word).join(' '),
    advice: 'these words are not in the article; compare it with the old page',
  });
}
