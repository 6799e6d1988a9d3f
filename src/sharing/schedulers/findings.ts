import { isFormula } from '#hub/formula-guard.ts';

import { findingOf, type ShareFinding } from '../finding.ts';
import { platforms } from '../platforms.ts';
import type { PlannedPost } from '../planning/planned-posts.ts';
import { schedulerFiles } from './scheduler-files.ts';

/**
 * Posts that a spreadsheet would run, once for each post: a scheduler needs them to the letter, so they cannot be made
 * harmless in its files.
 */
export function formulaFindings(planned: readonly PlannedPost[]): ShareFinding[] {
  if (!planned.some(({ post }) => isFormula(post.text))) return [];
  const found = schedulerFiles(planned).flatMap(({ name, posts }) =>
    posts
      .filter(({ post }) => isFormula(post.text))
      .map(({ article, post }): [string, ShareFinding] => [
        post.id,
        findingOf('share/formula', {
          file: article.file,
          field: ['share'],
          message: `the post for ${platforms[post.platform].label} begins with "${post.text.slice(0, 1)}", which a spreadsheet runs as a formula; give exports/share/${name} to the scheduler without opening it in one, or begin the post with a word`,
        }),
      ]),
  );
  return [...new Map(found.toReversed()).values()].toReversed();
}
