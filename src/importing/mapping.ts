import { z } from 'zod';

import { idSchema } from '#hub/ids.ts';

/** Where the editor says what labels of the old blog become. */
export const mappingFile = 'content/import/mapping.yaml';

/** `content/import/mapping.yaml`. */
export const mappingSchema = z.strictObject({
  /** Category or tag to topic id. */
  topics: z.record(z.string(), idSchema).default({}),
  /** Name or id of an author in the old blog to a person's id or name. */
  authors: z.record(z.string(), z.string().min(1)).default({}),
});

export type Mapping = z.infer<typeof mappingSchema>;
