import { z } from 'zod';

import { type Day, daySchema } from '#hub/calendar.ts';
import { localisedSchema } from '#hub/languages.ts';

import type { PersonData } from './person.ts';

/** `content/policies/<id>.yaml`: what colleagues agreed on; `social` is about what they say on platforms. */
export const policySchema = z.strictObject({
  version: z.int().min(1),
  validFrom: daySchema,
  /** What is new in this version. */
  changes: localisedSchema(),
});

export interface Policy {
  readonly id: string;
  readonly data: z.infer<typeof policySchema>;
  readonly file: string;
}

/** The version that people must have read by `day`, or `null` while there is none. */
export function versionInForce({ data }: Policy, day: Day): number | null {
  const version = data.validFrom <= day ? data.version : data.version - 1;
  return version > 0 ? version : null;
}

/** Whether `person` had read the version of `policy` that is in force on `day`. */
export function hasAcknowledged(
  policy: Policy,
  { person, day }: { person: Pick<PersonData, 'training'>; day: Day },
): boolean {
  const version = versionInForce(policy, day);
  return (
    version === null ||
    person.training.some(
      (one) => one.policy === policy.id && one.version >= version && one.on <= day,
    )
  );
}
