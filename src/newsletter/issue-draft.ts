import type { Article } from '#articles/article.ts';
import { articlesIn } from '#articles/content.ts';
import { field, mdx, type NewFile, optional, toWrite } from '#articles/drafts/draft.ts';
import { visibilityOf } from '#articles/visibility.ts';
import type { Day } from '#hub/calendar.ts';
import type { Language } from '#hub/languages.ts';

import { articleIdsOf, type Issue } from './issue.ts';

/** How many articles a new issue proposes. */
const proposed = 3;

/**
 * A new issue of `day`: complete, but for what only a person can write. It proposes the newest articles that will be
 * public by then and that no issue brought before.
 */
export function issueDraft(
  { day, slug, lang }: { readonly day: Day; readonly slug: string; readonly lang: Language },
  {
    articles,
    issues,
  }: { readonly articles: readonly Article[]; readonly issues: readonly Issue[] },
): NewFile {
  const brought = new Set(issues.flatMap(articleIdsOf));
  const items = articlesIn(lang, articles)
    .filter(({ id, data }) => !brought.has(id) && visibilityOf(data, day) === 'public')
    .slice(0, proposed);
  const text = mdx(
    [
      ...field('subject', toWrite('what they open it for'), 'At most 60 characters'),
      ...field(
        'preheader',
        toWrite('what the subject left unsaid'),
        'Shown beside the subject, 20 to 120 characters',
      ),
      ...field('lang', lang),
      ...field('status', 'draft', 'published sends it; until then it is nowhere'),
      ...field('time', '09:00', `When it goes out on ${day}, in the hub's time zone`),
      ...field(
        'items',
        items.map(({ slug: article }) => ({ article, as: 'teaser' })),
        'Articles by slug, in this order; as: whole brings all of the text',
      ),
      ...field('question', toWrite('a question that readers can answer by replying?')),
      ...optional([
        'topics: [only-for-who-chose-this]',
        'corrects: 2026-01-01   # goes to exactly those whom that issue reached',
      ]),
    ],
    toWrite('greet your readers and say in a few sentences of your own why these articles, now'),
  );
  return { file: `content/issues/${lang}/${slug}.mdx`, text };
}
