import { cardPathOf, cardSize } from '#cards/card.ts';
import { languages } from '#hub/languages.ts';
import type { Problem } from '#hub/problem.ts';
import { articlePath } from '#hub/urls.ts';
import { emptyPanel, toolbarPanel } from '#sharing/kit-page/toolbar-panel.ts';
import { shareKitFor } from '#sharing/share-kit.ts';

import { readContent } from '../content-files.ts';
import { toProblems } from '../share-kits.ts';

/** How the article at a path of the site would be shared. */
export interface SharePreview {
  readonly path: string;
  readonly markup: string;
  /** The gravest thing to mend. */
  readonly level: 'error' | 'warning' | null;
}

/** Reads `content/` below `root` anew, drafts and all, and makes the posts of the article at `path`. */
export async function sharePreview(root: string, path: string): Promise<SharePreview> {
  const { content, sources, problems } = await readContent(root);
  const article = content?.articles.find(({ slug, data }) => articlePath(data.lang, slug) === path);
  if (!content || !article) {
    const own = problems.filter(({ file }) => isFileAt(path, file));
    const language = languages.find((one) => path.startsWith(articlePath(one, ''))) ?? 'nl';
    return { path, markup: emptyPanel(own, language).markup, level: levelOf(own) };
  }
  const { kit, findings } = shareKitFor(article, {
    content,
    cardOf: (page) => ({ file: cardPathOf(page), ...cardSize }),
  });
  const found = [
    ...problems.filter(({ file }) => file === article.file),
    ...toProblems(findings, content.hub, sources),
  ];
  const { markup } = toolbarPanel({ kit, problems: found }, article.data.lang);
  return { path, markup, level: levelOf(found) };
}

function isFileAt(path: string, file: string): boolean {
  const [, language, slug] = /^content\/articles\/(\w+)\/(.+)\.mdx$/.exec(file) ?? [];
  const known = languages.find((one) => one === language);
  return known !== undefined && slug !== undefined && articlePath(known, slug) === path;
}

function levelOf(problems: readonly Problem[]): SharePreview['level'] {
  const has = (severity: string) => problems.some((one) => one.severity === severity);
  return has('error') ? 'error' : has('warning') ? 'warning' : null;
}
