import { z } from 'zod';

import { daySchema } from '#hub/calendar.ts';
import { idSchema } from '#hub/ids.ts';
import { localisedSchema } from '#hub/languages.ts';
import { lineSchema } from '#hub/text.ts';

const permissionSchema = z.strictObject({
  status: z.enum(['own-work', 'granted', 'licence']),
  by: lineSchema(),
  on: daySchema,
  licence: lineSchema().optional(),
});

const derivedSchema = z.strictObject({
  type: z.enum(['translation', 'republication', 'adaptation', 'excerpt']),
  source: z.strictObject({
    title: lineSchema(),
    url: z.url({ protocol: /^https?$/ }),
    author: lineSchema(),
    role: lineSchema().optional(),
    organisation: lineSchema().optional(),
    /** BCP 47 tag of the language the source is written in. */
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/),
    publishedAt: daySchema.optional(),
  }),
  permission: permissionSchema,
  translator: idSchema.optional(),
  changes: localisedSchema(),
});

/** Where an article's text came from. Whatever is not the brand's own needs a permission. */
export const originSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('own') }),
  derivedSchema,
  z.strictObject({ type: z.literal('guest'), guest: idSchema, permission: permissionSchema }),
]);

export type Origin = z.infer<typeof originSchema>;
