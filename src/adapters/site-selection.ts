import { type Content, publicContent } from '#articles/content.ts';
import { type Day, dayOf } from '#hub/calendar.ts';
import { type Issue, publicIssues } from '#newsletter/issue.ts';

import { brokenFiles } from './broken-files.ts';
import { readContent } from './content-files.ts';

/** What this build or preview of the site shows, decided before Astro reads a file. */
export interface Selection {
  /** The folder that holds `content/` and `public/`. */
  readonly root: string;
  readonly content: Content;
  /** The newsletter's issues that it shows. */
  readonly issues: readonly Issue[];
  readonly asOf: Day;
  /** Drafts, reviews and scheduled articles are shown, marked. */
  readonly preview: boolean;
  /** In a preview, the files that cannot be shown before somebody mends them. */
  readonly broken?: ReadonlySet<string>;
  /** The number of readers that pages show, `null` for none; missing where nobody has looked. */
  readonly readers?: number | null;
}

const handedOverKey = Symbol.for('freehold.selection');

/**
 * Gives `selection` to every {@link readSelection} of the same hub and day in this process: a build has
 * read and checked all of `content/` before Astro's two configurations ask for it, each in a copy of
 * this module of its own. Nothing that is written meanwhile slips in unchecked.
 */
export function handOver(selection: Selection): void {
  const holder = globalThis as { [handedOverKey]?: Selection };
  holder[handedOverKey] = selection;
}

/**
 * Reads `content/` below `root` and keeps what may be shown on the day `asOf` (today when left out).
 * Throws when hub.yaml cannot be used; everything else is judged by the content rules beforehand.
 */
export async function readSelection(
  root: string,
  { asOf, preview = false }: { asOf?: Day | undefined; preview?: boolean } = {},
): Promise<Selection> {
  const known = (globalThis as { [handedOverKey]?: Selection })[handedOverKey];
  if (known?.root === root && known.asOf === asOf && known.preview === preview) return known;
  const { content, issues, problems } = await readContent(root);
  if (!content)
    throw new Error(problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  const day = asOf ?? dayOf(new Date(), content.hub.timeZone);
  if (!preview) {
    const shown = publicContent(content, day);
    return { root, content: shown, issues: publicIssues(issues, day), asOf: day, preview };
  }
  const broken = await brokenFiles(root, day);
  const whole = ({ file }: { readonly file: string }) => !broken.has(file);
  return {
    root,
    content: {
      ...content,
      articles: content.articles.filter(whole),
      pages: content.pages.filter(whole),
      papers: content.papers.filter(whole),
      people: content.people.filter(whole),
    },
    issues: issues.filter(whole),
    asOf: day,
    preview,
    broken,
  };
}
