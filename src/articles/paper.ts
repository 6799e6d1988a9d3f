import { z } from 'zod';

import { type Day, daySchema } from '#hub/calendar.ts';
import { idSchema } from '#hub/ids.ts';
import { type Language, languageSchema } from '#hub/languages.ts';
import { lineSchema } from '#hub/text.ts';

import { disclosuresSchema, statuses } from './article.ts';
import { visibilityOf } from './visibility.ts';

/** What stands between a reader and the file of a paper: nothing, or an address to mail it to. */
export const gates = ['none', 'email'] as const;

/**
 * `content/papers/<lang>/<slug>.mdx`: a longer document offered for download. The text below the front matter is what
 * everybody may read of it on its page: all of it, or at least so much that readers can judge.
 */
export const paperSchema = z.strictObject({
  title: lineSchema({ min: 8, max: 90 }),
  description: lineSchema({ min: 50, max: 160 }),
  lang: languageSchema,
  translationKey: idSchema.optional(),
  publishedAt: daySchema,
  updatedAt: daySchema.optional(),
  status: z.enum(statuses),
  authors: z.array(idSchema).min(1, 'names nobody; a paper needs at least one author'),
  gate: z.enum(gates),
  /** A file below `public/` by the path readers fetch it at; without one the page itself is the paper. */
  file: lineSchema({ max: 300 })
    .regex(/^\/[\w./-]+\.\w+$/, 'must be the path of a file in public/, such as /papers/winter.pdf')
    .optional(),
  pages: z.int().min(1).max(1000).optional(),
  disclosures: disclosuresSchema,
  /** Articles on the same matter, by slug, in the paper's language. */
  relatedArticles: z.array(idSchema).default([]),
  /** What is said beside the box for the newsletter; the newsletter's promise when left out. */
  newsletterOffer: lineSchema({ max: 200 }).optional(),
});

type PaperData = z.infer<typeof paperSchema>;

export interface Paper {
  /** `<lang>/<slug>`. */
  readonly id: string;
  readonly slug: string;
  readonly data: PaperData;
  readonly body: string;
  readonly file: string;
}

/** The paper of a form or an article by its slug, if the public may see it on the day `asOf`. */
export function findPaper(
  papers: readonly Paper[],
  { slug, language, asOf }: { slug: string; language: Language; asOf: Day },
): Paper | null {
  const found = papers.find((one) => one.slug === slug && one.data.lang === language);
  return found && visibilityOf(found.data, asOf) === 'public' ? found : null;
}
