import { z } from 'zod';

import { idSchema } from './ids.ts';

/** As `Date` counts from Monday, ISO 8601: Monday is the first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** A time of day `hh:mm`, local to the hub. */
const timeSchema = z
  .string()
  .regex(
    /^(?:[01]\d|2[0-3]):[0-5]\d$/,
    'is no time of day; write hh:mm between quotes, for example "08:30"',
  );

/** When a brand posts on a platform. */
export interface Cadence {
  readonly days: readonly Weekday[];
  /** The best local times, of which each is one place for one post. */
  readonly at: readonly string[];
  /** How long after publication the first post may go. */
  readonly afterDays: number;
  /** The least between two posts on the platform. */
  readonly hoursApart: number;
  /** Days after publication on which the article is shared once more, in other words. */
  readonly repeatAfterDays: readonly number[];
}

const fields = z.strictObject({
  days: z.array(z.enum(weekdays)).min(1).optional(),
  at: z.array(timeSchema).min(1).max(24).optional(),
  afterDays: z.int().min(0).max(365).optional(),
  // Half an hour is above what every scheduler wants between two posts; Sprout asks for 10 minutes.
  hoursApart: z.number().min(0.5).max(720).optional(),
  repeatAfterDays: z.array(z.int().min(1).max(1095)).max(10).optional(),
});

/** `share.cadence` in hub.yaml: what holds everywhere under `default`, and what differs by platform id. */
export const cadenceSchema = z.record(idSchema, fields);

const unlessSaid: Cadence = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  at: ['09:00'],
  afterDays: 1,
  hoursApart: 20,
  repeatAfterDays: [],
};

/** The cadence of `platform`: its own fields, then those of `default`, then ours. */
export function cadenceFor(
  platform: string,
  cadence: z.infer<typeof cadenceSchema> | undefined,
): Cadence {
  const of = (id: string) =>
    Object.entries(cadence?.[id] ?? {}).filter(([, said]) => said !== undefined);
  return { ...unlessSaid, ...Object.fromEntries([...of('default'), ...of(platform)]) };
}
