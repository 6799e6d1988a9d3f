import { triggerSchema, type WrittenTrigger } from '#hub/trigger.ts';

/** What an editor writes of a trigger: a mail two weeks after somebody confirmed. */
export const triggerFields = {
  id: 'twee-weken',
  on: 'sub.confirmed',
  afterDays: 14,
  because: {
    nl: 'Je krijgt dit omdat je je twee weken geleden aanmeldde.',
    en: 'You receive this because you signed up two weeks ago.',
  },
  subject: { nl: 'Waar begin je met lezen?', en: 'Where do you begin to read?' },
  text: {
    nl: 'Je leest nu twee weken mee.\n\nDit zijn de stukken waar nieuwe lezers mee beginnen.',
    en: 'You have been reading along for two weeks.\n\nNew readers begin with these pieces.',
  },
  button: {
    label: { nl: 'Begin hier', en: 'Begin here' },
    page: { nl: '/artikelen/', en: '/en/articles/' },
  },
} as const;

export function aTrigger(changes: Record<string, unknown> = {}): WrittenTrigger {
  return triggerSchema.parse({ ...triggerFields, ...changes });
}
