import { z } from 'zod';

import { daySchema } from '#hub/calendar.ts';
import { idSchema } from '#hub/ids.ts';
import { languageSchema } from '#hub/languages.ts';
import { lineSchema } from '#hub/text.ts';

/** `content/pages/<lang>/<slug>.mdx`: a standing page such as about or privacy. */
export const pageSchema = z.strictObject({
  title: lineSchema({ min: 3, max: 90 }),
  description: lineSchema({ min: 50, max: 160 }),
  lang: languageSchema,
  translationKey: idSchema.optional(),
  updatedAt: daySchema,
  inFooter: z.boolean().default(false),
});

export type PageData = z.infer<typeof pageSchema>;

export interface Page {
  /** `<lang>/<slug>`. */
  readonly id: string;
  readonly slug: string;
  readonly data: PageData;
  readonly body: string;
  readonly file: string;
}
