import { timingSafeEqual } from 'node:crypto';

import type { Pace } from './approach.ts';
import { keyedHash } from './keyed-hash.ts';

/** The forms that make the hub send a mail to an address that a visitor typed. */
export const guardedForms = ['subscribe', 'question', 'preferences-link', 'paper'] as const;

export type GuardedForm = (typeof guardedForms)[number];

/** A person needs longer than this to type an address, also when the browser does the typing. */
export const leastFillMs = 2000;

/** A page may stay open for as long as this before its form counts as one without JavaScript. */
export const longestFillMs = 24 * 60 * 60 * 1000;

/** Processes that share a hub may disagree this much about the time. */
const clockSkewMs = 5000;

interface FillContext {
  readonly form: GuardedForm;
  readonly serverKey: Uint8Array;
  readonly now: Date;
}

/** What a form carries from its first focus on, to tell when that was: an instant and its signature. */
export function startedAt({ form, serverKey, now }: FillContext): string {
  const instant = now.getTime().toString(36);
  return `${instant}.${signature(instant, { form, serverKey })}`;
}

/** How fast the form that carries `started` was filled in; no text means that no script ran. */
export function paceOf(started: string, { form, serverKey, now }: FillContext): Pace {
  if (started === '') return 'unknown';
  const [instant = '', signed = '', ...rest] = started.split('.');
  const isGenuine = rest.length === 0 && isEqual(signed, signature(instant, { form, serverKey }));
  const fillMs = now.getTime() - Number.parseInt(instant, 36);
  if (!isGenuine || fillMs > longestFillMs || fillMs < -clockSkewMs) return 'unproven';
  return fillMs < leastFillMs ? 'too-fast' : 'human';
}

function signature(
  instant: string,
  { form, serverKey }: Pick<FillContext, 'form' | 'serverKey'>,
): string {
  return keyedHash(serverKey, `fill-time|${form}|${instant}`).digest('base64url');
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
