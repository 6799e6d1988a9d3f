import { z } from 'zod';

import { type Day, daySchema } from '#hub/calendar.ts';
import { idSchema } from '#hub/ids.ts';
import { localisedSchema } from '#hub/languages.ts';
import { lineSchema } from '#hub/text.ts';

import type { imagePathSchema } from './article.ts';

/** `content/people/<id>.yaml`: someone with a face and a voice. */
export function personSchema<Image extends z.ZodType>(image: Image) {
  return z.strictObject({
    name: lineSchema({ max: 100 }),
    role: localisedSchema(),
    kind: z.enum(['employee', 'guest', 'brand']),
    organisation: lineSchema().optional(),
    department: idSchema.optional(),
    bio: localisedSchema(),
    photo: z.strictObject({
      src: image,
      alt: localisedSchema(),
      generated: z.boolean().default(false),
      stock: z.boolean().default(false),
    }),
    voice: z
      .strictObject({
        traits: z.array(lineSchema()).length(3),
        says: z.array(lineSchema()).default([]),
        avoids: z.array(lineSchema()).default([]),
      })
      .optional(),
    /** Topics this person answers questions on. */
    answersOn: z.array(idSchema).default([]),
    replyWithinHours: z.int().min(1).optional(),
    profiles: z
      .array(z.strictObject({ platform: idSchema, url: z.url({ protocol: /^https?$/ }) }))
      .default([]),
    advocate: z
      .strictObject({
        optedInOn: daySchema,
        platforms: z.array(idSchema),
        refCode: idSchema,
        disclosure: localisedSchema(),
      })
      .optional(),
    training: z
      .array(z.strictObject({ policy: idSchema, version: z.int().min(1), on: daySchema }))
      .default([]),
    /** After this day by-lines stay, but no form and no share kit is made. */
    activeUntil: daySchema.optional(),
    fictional: z.boolean().default(false),
  });
}

export type PersonData = z.infer<ReturnType<typeof personSchema<typeof imagePathSchema>>>;

export interface Person {
  readonly id: string;
  readonly data: PersonData;
  readonly file: string;
}

/** Whether readers may put a question to a person on `day`: an employee who is still there and answers on a topic. */
export function takesQuestions(
  { kind, answersOn, activeUntil }: Pick<PersonData, 'kind' | 'answersOn' | 'activeUntil'>,
  day: Day,
): boolean {
  const isActive = activeUntil === undefined || activeUntil >= day;
  return kind === 'employee' && isActive && answersOn.length > 0;
}
