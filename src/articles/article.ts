import { z } from 'zod';

import { daySchema } from '#hub/calendar.ts';
import { idSchema } from '#hub/ids.ts';
import { languageSchema, localisedSchema } from '#hub/languages.ts';
import { lineSchema } from '#hub/text.ts';

import { originSchema } from './origin.ts';
import { shareFieldsSchema } from './share-fields.ts';

export const articleKinds = [
  'article',
  'guide',
  'interview',
  'figures',
  'opinion',
  'reader-contribution',
  'translation',
] as const;

export const statuses = ['draft', 'review', 'published'] as const;

/** The step of a reader's life that an article serves. */
export const stages = ['passer-by', 'reader', 'subscriber', 'participant', 'customer'] as const;

export const disclosureKinds = [
  'commissioned',
  'ghostwritten',
  'employer',
  'sponsored',
  'product-received',
  'cooperation',
] as const;

/** What a reader must know of who paid for or stands behind a text, as editors list it. */
export const disclosuresSchema = z
  .array(
    z.strictObject({ kind: z.enum(disclosureKinds), party: lineSchema(), text: localisedSchema() }),
  )
  .default([]);

/** A path to a picture, relative to the file that names it; the default `image` of {@link articleSchema}. */
export const imagePathSchema = lineSchema({ max: 300 });

/** Every field but the cover's picture; Astro asks for the schema anew for each article. */
const fields = {
  title: lineSchema({ min: 8, max: 90 }),
  description: lineSchema({ min: 50, max: 160 }),
  lang: languageSchema,
  translationKey: idSchema.optional(),
  canonical: z.url({ protocol: /^https?$/ }).optional(),
  publishedAt: daySchema,
  updatedAt: daySchema.optional(),
  status: z.enum(statuses),
  kind: z.enum(articleKinds).default('article'),
  contributionId: idSchema.optional(),
  authors: z.array(idSchema).min(1, 'names nobody; an article needs at least one author'),
  topic: idSchema,
  series: z.strictObject({ id: idSchema, part: z.int().min(1) }).optional(),
  audience: idSchema.optional(),
  needs: z.array(idSchema).default([]),
  stage: z.enum(stages).optional(),
  campaign: idSchema.optional(),
  question: localisedSchema(
    lineSchema({ min: 15, max: 140 }).refine((text) => text.endsWith('?'), 'must end with "?"'),
  ).optional(),
  takeaways: z
    .array(lineSchema({ max: 200 }))
    .min(2)
    .max(4)
    .optional(),
  quotes: z.array(z.strictObject({ text: lineSchema({ max: 220 }), person: idSchema })).default([]),
  share: shareFieldsSchema,
  origin: originSchema,
  disclosures: disclosuresSchema,
  sources: z
    .array(
      z.strictObject({
        id: idSchema,
        title: lineSchema(),
        url: z.url({ protocol: /^https?$/ }),
        /** The title's language (BCP 47) where it is not the article's. */
        lang: z
          .string()
          .regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, 'must be a language such as en, fr or nl-BE')
          .optional(),
        publisher: lineSchema().optional(),
        date: daySchema.optional(),
      }),
    )
    .default([]),
  paper: idSchema.optional(),
  feedback: z
    .strictObject({ mode: z.enum(['open', 'closed']), reason: lineSchema().optional() })
    .default({ mode: 'open' }),
  reviewBy: daySchema.optional(),
};

const coverFields = {
  alt: localisedSchema(lineSchema({ max: 1000 })),
  credit: lineSchema().optional(),
  /** Made by software; shown with the picture. */
  generated: z.boolean().default(false),
};

/**
 * The front matter of `content/articles/<lang>/<slug>.mdx`.
 * `image` is what a picture's path becomes: the path itself, or what Astro's `image()` makes of it.
 */
export function articleSchema<Image extends z.ZodType>(image: Image) {
  return z.strictObject({ ...fields, cover: z.strictObject({ src: image, ...coverFields }) });
}

/** Front matter as the plain file reader gives it: pictures are paths. */
export type ArticleData = z.infer<ReturnType<typeof articleSchema<typeof imagePathSchema>>>;

/** An article with what its file's place says about it. */
export interface Article {
  /** `<lang>/<slug>`, which is also the entry id in Astro's collection. */
  readonly id: string;
  readonly slug: string;
  readonly data: ArticleData;
  /** MDX below the front matter. */
  readonly body: string;
  /** Path of the file, relative to the project, with forward slashes. */
  readonly file: string;
}
