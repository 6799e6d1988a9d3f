import { z } from 'zod';

import { idSchema } from '#hub/ids.ts';
import { languageSchema } from '#hub/languages.ts';
import { lineSchema } from '#hub/text.ts';

/** The exact text of a share post; measured with the platform's counter, never cut. */
const wordsSchema = z.string().trim().min(1);

/** An editor's own text for a share post; a text alone stands for `{ text }`. */
const overrideSchema = z.preprocess(
  (value) => (typeof value === 'string' ? { text: value } : value),
  z.strictObject({
    text: wordsSchema.optional(),
    /** For platforms whose posts have one. */
    title: lineSchema({ max: 300 }).optional(),
    /** Instead of `text` while the article belongs to that campaign. */
    campaigns: z.record(idSchema, wordsSchema).default({}),
    /** Instead of all of these in an article of that language. */
    languages: z.partialRecord(languageSchema, wordsSchema).default({}),
    /** What the article said when this was written, as `npm run share -- keep` notes it. */
    writtenFor: z
      .string()
      .regex(/^[0-9a-f]{16}$/, 'is not what "npm run share -- keep" wrote; run it again')
      .optional(),
  }),
);

/** What an article says of the posts that share it. */
export const shareFieldsSchema = z
  .strictObject({
    hook: lineSchema({ max: 180 }).optional(),
    /** By platform id, or `default` for every platform without one of its own. */
    overrides: z.record(idSchema, overrideSchema).default({}),
    skip: z.array(z.strictObject({ platform: idSchema, reason: lineSchema() })).default([]),
  })
  .default({ overrides: {}, skip: [] });
