import { inForce, mailMemoryMs, type Suppression } from './subscription.ts';

/**
 * That an address which nobody confirmed takes no mail: it ends when its person signs up anew, and with time; `null`
 * where more is known of it already.
 */
export function suppressedForTime(
  known: Suppression | null,
  { addressHash, source, now }: { addressHash: string; source: string; now: Date },
): Suppression | null {
  const standing = inForce(known, now);
  if (standing !== null && standing.reason !== 'erasure') return null;
  const until = new Date(now.getTime() + mailMemoryMs);
  return { addressHash, reason: 'bounce', since: now, until, source };
}

/** Whether a fresh request ends `suppression`: mail came back before anyone had confirmed the address. */
export function endsByRequest(suppression: Suppression | null): suppression is Suppression {
  return suppression?.reason === 'bounce' && suppression.until !== null;
}
