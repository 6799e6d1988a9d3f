import { addDays, type Day } from '#hub/calendar.ts';
import type { Problem } from '#hub/problem.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

/** Without `reviewBy` an article may be this old before someone must look at it again. */
const reviewAfterMonths = 18;

/** Dates that contradict each other, and articles that nobody looked at for long. */
export function timeliness({ content, asOf, lineOf }: Evidence): Problem[] {
  return content.articles.flatMap(({ file, data }) => {
    const { publishedAt, updatedAt, reviewBy, status } = data;
    const problems: Problem[] = [];
    if (updatedAt !== undefined && updatedAt < publishedAt) {
      const message = `"updatedAt" ${updatedAt} is before "publishedAt" ${publishedAt}; correct one of them`;
      problems.push(problem('article/dates', { file, line: lineOf(file, ['updatedAt']), message }));
    }
    const due = reviewBy ?? addMonths(publishedAt, reviewAfterMonths);
    if (status === 'published' && due < asOf) {
      const field = reviewBy === undefined ? 'publishedAt' : 'reviewBy';
      const message = `was to be reviewed by ${due}; read it again, then set "updatedAt" and a later "reviewBy"`;
      problems.push(problem('article/stale', { file, line: lineOf(file, [field]), message }));
    }
    return problems;
  });
}

/** `day` in another month; the last of that month where it has no such day. */
function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  const moved = addDays(first, date - 1);
  return moved.slice(0, 7) === first.slice(0, 7) ? moved : addDays(moved, -Number(moved.slice(8)));
}
