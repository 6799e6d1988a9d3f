import { isRuleId, rules } from '#articles/rules/catalogue.ts';
import type { Day } from '#hub/calendar.ts';
import type { Problem } from '#hub/problem.ts';

import { checkContent } from './check-content.ts';

/** The files of `content/` below `root` that Astro could not show, and would stop at. */
export async function brokenFiles(root: string, asOf: Day): Promise<ReadonlySet<string>> {
  const { problems } = await checkContent(root, { asOf });
  return new Set(problems.filter(stopsAstro).map(({ file }) => file));
}

/** Whether a page cannot be made before the problem is mended, whatever the brand thinks of its rule. */
export function stopsAstro({ rule, severity }: Problem): boolean {
  return severity === 'error' && isRuleId(rule) && 'fixed' in rules[rule];
}
