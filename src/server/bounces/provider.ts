import type { ProviderReport } from '#newsletter/bounces/take-provider-reports.ts';

/** A request of a provider: all that its signature may cover. */
export interface ProviderRequest {
  readonly headers: Headers;
  readonly body: string;
}

export interface ProviderContext {
  readonly now: Date;
  /** The address that issues come back to, where there is one. */
  readonly mailbox: string | undefined;
  /** The text at an https address, from the public internet only. */
  readonly fetchText: (url: string) => Promise<string>;
}

/** What a request means, once it is known to come from the provider. */
export type ProviderRead =
  /** `id` is another one for every report, and the same when one is sent again. */
  | { readonly kind: 'reports'; readonly id: string; readonly reports: readonly ProviderReport[] }
  /** The provider asks whether this address wants its reports: yes, by opening `url`. */
  | { readonly kind: 'asks'; readonly id: string; readonly url: string }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403; readonly reason: string };

/** Reads the requests of one provider. */
export type ReadProvider<Settings> = (
  request: ProviderRequest,
  context: ProviderContext & { readonly settings: Settings },
) => Promise<ProviderRead>;

/** For a request that is not what the provider sends. */
export const malformed: ProviderRead = {
  kind: 'refused',
  status: 400,
  reason: 'The body is not what the provider sends.',
};

export const forged: ProviderRead = {
  kind: 'refused',
  status: 403,
  reason: 'The signature is not that of the provider.',
};

export const stale: ProviderRead = {
  kind: 'refused',
  status: 403,
  reason: 'The report is too old.',
};

const minuteMs = 60 * 1000;
/** Providers try again for hours: Mailgun for 8, Postmark for 10.5 (their manuals on webhooks). */
const maxAgeMs = 24 * 60 * minuteMs;
const maxAheadMs = 5 * minuteMs;

/** Whether a report of `at` may still be taken; the memory of reports reaches further back. */
export function isTimely(at: Date, now: Date): boolean {
  const age = now.getTime() - at.getTime();
  return age <= maxAgeMs && age >= -maxAheadMs;
}

/** The JSON in `text`; `undefined` for none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
