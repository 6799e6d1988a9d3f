import { faultsIn } from './faults.ts';
import { type Operation, settled, withServices } from './operations.ts';
import type { Place } from './place.ts';

/** Longer than a lease: what the dead process was sending is taken up again. */
const leasePassedMs = 60_000;

/** An operation that was broken off. */
export interface BrokenOff {
  readonly operation: Operation;
  readonly token: string;
  readonly isAnswered: boolean;
  /** Where it died, for the report. */
  readonly at: string;
}

/** What is wrong with what a dead process left at `place`, and with what a retry makes of it. */
export async function judge(
  place: Place,
  { operation, token, isAnswered, at }: BrokenOff,
): Promise<string[]> {
  const { name, ask, isDone, isAbsent } = operation;
  const left = await place.rows();
  const faults = [...faultsIn(left)];
  if (isAnswered && !isDone(left)) faults.push('answered, but not there');
  if (!isDone(left) && !isAbsent(left)) faults.push('half done');

  const rows = await withServices(
    place,
    async (services) => {
      if (!isAnswered) await ask(services, token);
      return settled(place);
    },
    { aheadMs: leasePassedMs },
  );
  const later = faultsIn(rows);
  if (!isDone(rows)) later.push('not done');
  later.push(...mailFaults(await place.mails()));
  return [...faults, ...later.map((fault) => `after the retry: ${fault}`)].map(
    (fault) => `${name}, ${at}: ${fault}`,
  );
}

/** Each mail is owed once per request, so no two files may hold the same token for the same person. */
function mailFaults(mails: readonly { readonly to: string; readonly token: string }[]): string[] {
  const keys = mails.map(({ to, token }) => `${to} ${token}`);
  if (keys.length === 0) return ['no mail was ever written'];
  return new Set(keys).size === keys.length ? [] : ['a mail was written twice'];
}
