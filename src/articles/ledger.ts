import { z } from 'zod';

import { type Day, daySchema } from '#hub/calendar.ts';
import { idSchema } from '#hub/ids.ts';
import { languages } from '#hub/languages.ts';
import { lineSchema } from '#hub/text.ts';

/** Where the ledger stands, relative to the project. */
export const ledgerFile = 'content/syndication.yaml';

const articleIdSchema = z
  .string()
  .regex(
    new RegExp(String.raw`^(?:${languages.join('|')})/[a-z0-9]+(?:-[a-z0-9]+)*$`),
    'is no article; write its language and key, for example nl/winter-ready, or null for a post without one',
  );

const digestSchema = z
  .string()
  .regex(/^[0-9a-f]{8,64}$/, 'is no digest; leave the field out where you do not know it');

/** A share post that was published outside, or that a scheduler holds. */
export const ledgerPostSchema = z
  .strictObject({
    /** The permanent id of the article; `null` for a post that has none on the hub. */
    article: articleIdSchema.nullable(),
    platform: idSchema,
    /** Which text it was: the id of a variant, or `override`. */
    variant: idSchema.optional(),
    /** Its address; a message in a closed group has none. */
    url: z.url({ protocol: /^https?$/ }).optional(),
    /** The day on which it was published. */
    on: daySchema.optional(),
    /** The moment for which a scheduler holds it. */
    planned: z.iso.datetime({ offset: true }).optional(),
    /** Stands for what the article said then. */
    source: digestSchema.optional(),
    /** Stands for the words of the post as they were made then. */
    text: digestSchema.optional(),
    note: lineSchema({ max: 500 }).optional(),
  })
  .refine(
    ({ on, planned }) => on !== undefined || planned !== undefined,
    'has no day; write when it was published, for example on: 2026-10-07',
  )
  .refine(
    ({ article, note }) => article !== null || note !== undefined,
    'has no article; say what it was, for example note: From before the hub',
  );

// https://atproto.com/specs/tid
const rkeySchema = z
  .string()
  .regex(
    /^[234567abcdefghij][234567a-z]{12}$/,
    'is no record key; npm run share -- records writes them',
  );

/** A standard.site record: its key never changes once it is known. */
const recordSchema = z.strictObject({
  rkey: rkeySchema,
  /** The day since which the record exists; left out before. */
  on: daySchema.optional(),
});

/** `content/syndication.yaml`: what of the hub stands elsewhere. */
export const ledgerSchema = z.strictObject({
  posts: z.array(ledgerPostSchema).default([]),
  records: z
    .strictObject({
      publication: recordSchema.optional(),
      /** By permanent id of the article. */
      documents: z.record(articleIdSchema, recordSchema).default({}),
    })
    .optional(),
});

export type Ledger = z.infer<typeof ledgerSchema>;
export type LedgerPost = Ledger['posts'][number];

export const emptyLedger: Ledger = { posts: [] };

/** The day that a ledger's row belongs to: that of its publication, or of its plan. */
export function dayOfPost({ on, planned }: LedgerPost): Day {
  return on ?? planned?.slice(0, 10) ?? '';
}
