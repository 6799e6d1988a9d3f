import { z } from 'zod';

import { idSchema } from './ids.ts';
import { type Localised, localisedSchema } from './languages.ts';
import { hasControlCharacter, lineSchema } from './text.ts';

/** What a subscriber does that a mail may follow on. Nothing of ours is among them: no campaign, no calendar. */
export const triggerActs = [
  'sub.confirmed',
  'sub.resumed',
  'referral.confirmed',
  'question.asked',
  'reply.in',
  'link.followed',
] as const;

export type TriggerAct = (typeof triggerActs)[number];

const actSchema = z.enum(
  triggerActs,
  `is no act of a subscriber’s own; write one of ${triggerActs.join(', ')}`,
);

/** Which word a reason holds in each language. */
const reasonWords = { nl: 'omdat', en: 'because' } as const;

const becauseSchema = localisedSchema(lineSchema({ min: 20, max: 240 })).refine(
  isReason,
  'tells the reader why the mail comes: "Je krijgt dit omdat …", "You receive this because …"',
);

const paragraphsSchema = z
  .string()
  .trim()
  .min(20)
  .max(3000)
  .refine(
    (text) => !hasControlCharacter(text.replaceAll('\n', ' ')),
    'holds a control character; type it again',
  );

/** A mail of an editor's that follows on what a subscriber did: one of `triggers` in `content/hub.yaml`. */
export const triggerSchema = z.strictObject({
  id: idSchema,
  /** What the subscriber did. */
  on: actSchema,
  /** So many days later; the hub looks every hour. */
  afterDays: z.int().min(0).max(365).default(0),
  /** Printed in the mail. */
  because: becauseSchema,
  subject: localisedSchema(lineSchema({ min: 8, max: 60 })),
  /** Paragraphs stand apart by an empty line. */
  text: localisedSchema(paragraphsSchema),
  /** The button: where on the hub it leads, and what it says. */
  button: z.strictObject({
    label: localisedSchema(lineSchema({ max: 40 })),
    page: localisedSchema(
      lineSchema({ max: 200 }).regex(/^\/(?!\/)[\w/-]*$/, 'must be the path of a page of the hub'),
    ),
  }),
  /** Whoever did one of these since gets no mail. */
  unless: z.array(actSchema).default([]),
  /** Nobody gets it more often than once in so many days. */
  onceInDays: z.int().min(7).max(3650).default(365),
});

export type WrittenTrigger = z.infer<typeof triggerSchema>;

export const triggersSchema = z
  .array(triggerSchema)
  .max(20)
  .refine(
    (list) => new Set(list.map(({ id }) => id)).size === list.length,
    'holds two triggers of one id; name one of them otherwise',
  )
  .default([]);

function isReason({ nl, en }: Localised): boolean {
  const says = (text: string | undefined, word: string) =>
    text === undefined || text.toLowerCase().includes(word);
  return says(nl, reasonWords.nl) && says(en, reasonWords.en);
}
