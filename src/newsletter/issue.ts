import { z } from 'zod';

import { statuses } from '#articles/article.ts';
import { type Visibility, visibilityOf } from '#articles/visibility.ts';
import { type Day, isDay } from '#hub/calendar.ts';
import { idSchema } from '#hub/ids.ts';
import { languageSchema } from '#hub/languages.ts';
import { lineSchema } from '#hub/text.ts';

/** How a picked article stands in an issue: its beginning with a link, or all of it. */
export const itemForms = ['teaser', 'whole'] as const;

export type ItemForm = (typeof itemForms)[number];

// Without quotes a day is a date to one of the two readers of content.
const issueNameSchema = z
  .union([idSchema, z.date()], 'is no name of an issue; write its file’s name without .mdx')
  .transform((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value));

/** The front matter of `content/issues/<lang>/<day>.mdx`; the intro of the editor stands below it. */
export const issueSchema = z.strictObject({
  subject: lineSchema({ min: 8, max: 60 }),
  /** What mail programs show beside the subject. */
  preheader: lineSchema({ min: 20, max: 120 }),
  lang: languageSchema,
  /** Only `published` goes out and appears on the site, on its day. */
  status: z.enum(statuses),
  /** When it goes out on its day, in the hub's time zone. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time; write it as "07:30", in quotes')
    .default('09:00'),
  /** Whom it is for: who chose one of these topics; none means every subscriber. */
  topics: z.array(idSchema).default([]),
  audience: idSchema.optional(),
  /** The articles it brings, by slug, in this order. */
  items: z
    .array(z.strictObject({ article: idSchema, as: z.enum(itemForms).default('teaser') }))
    .default([]),
  /** What readers are asked, to be answered by replying. */
  question: lineSchema({ min: 15, max: 140 })
    .refine((text) => text.endsWith('?'), 'must end with "?"')
    .optional(),
  /** The issue (its file's name) that this one corrects; it goes to exactly those whom that one reached. */
  corrects: issueNameSchema.optional(),
});

export type IssueData = z.infer<typeof issueSchema>;

/** One edition of the newsletter, with what its file's place says about it. */
export interface Issue {
  /** `<lang>/<slug>`, which is also the entry id in Astro's collection. */
  readonly id: string;
  /** The day, and for a second one on it a hyphen and more: `2026-11-18`, `2026-11-18-correctie`. */
  readonly slug: string;
  readonly data: IssueData;
  /** MDX below the front matter. */
  readonly body: string;
  /** Path of the file, relative to the project, with forward slashes. */
  readonly file: string;
}

/** Whether a file of an issue may have this name (without ending). */
export function isIssueSlug(slug: string): boolean {
  return isDay(slug.slice(0, 10)) && (slug.length === 10 || slug[10] === '-');
}

/** The day on which an issue appears, in the hub's time zone. */
export function dayOfIssue({ slug }: Pick<Issue, 'slug'>): Day {
  return slug.slice(0, 10);
}

/** Whether an issue may be on the site and in the feed on the day `asOf`, or why not. */
export function visibilityOfIssue(issue: Pick<Issue, 'slug' | 'data'>, asOf: Day): Visibility {
  return visibilityOf({ status: issue.data.status, publishedAt: dayOfIssue(issue) }, asOf);
}

/** The issues of `all` that the public may see on the day `asOf`. */
export function publicIssues(all: readonly Issue[], asOf: Day): Issue[] {
  return all.filter((issue) => visibilityOfIssue(issue, asOf) === 'public');
}

/** The articles' ids (`<lang>/<slug>`) that an issue brings, in its order. */
export function articleIdsOf({ data }: Pick<Issue, 'data'>): string[] {
  return data.items.map(({ article }) => `${data.lang}/${article}`);
}

/** Sorts the newest first; two of one day by name, so that a correction stands above what it corrects. */
export function byNewestIssue(a: Pick<Issue, 'slug'>, b: Pick<Issue, 'slug'>): number {
  return a.slug < b.slug ? 1 : a.slug > b.slug ? -1 : 0;
}
