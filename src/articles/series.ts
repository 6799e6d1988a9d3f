import { z } from 'zod';

import { localisedSchema } from '#hub/languages.ts';

/** `content/series/<id>.yaml`: an ordered set of articles; an article names its series and its part. */
export const seriesSchema = z.strictObject({
  name: localisedSchema(),
  intro: localisedSchema().optional(),
});

export interface Series {
  readonly id: string;
  readonly data: z.infer<typeof seriesSchema>;
  readonly file: string;
}
