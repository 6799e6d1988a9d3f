import { addDays, type Day } from '#hub/calendar.ts';

import { findingOf, type ShareFinding } from './finding.ts';
import { rulesOf } from './platform.ts';
import { isPlatformId, platforms } from './platforms.ts';

const maxAgeDays = 365;

/** The platforms among `named` with a number that nobody checked in the year before `asOf`. */
export function oldLimitFindings(named: readonly string[], asOf: Day): ShareFinding[] {
  return named.filter(isPlatformId).flatMap((id) => {
    const oldest = rulesOf(platforms[id])
      .map(({ checkedOn }) => checkedOn)
      .sort()[0];
    if (oldest === undefined || !isOld(oldest, asOf)) return [];
    return findingOf('share/limits-old', {
      file: 'content/hub.yaml',
      field: ['share', 'platforms', id],
      message: `what Freehold knows of ${platforms[id].label} was last checked on ${oldest}, more than a year ago; check it and update src/sharing/platforms/`,
    });
  });
}

/** Whether what was checked on that day may have changed since. */
export function isOld(checkedOn: Day, asOf: Day): boolean {
  return addDays(checkedOn, maxAgeDays) < asOf;
}
