import { fetchText } from '#adapters/guarded-fetch.ts';
import type { ToAscii } from '#audience/address.ts';
import { takeProviderReports } from '#newsletter/bounces/take-provider-reports.ts';

import { faultLine, type Log } from '../log-line.ts';
import type { BounceSettings } from './bounce-settings.ts';
import type { ProviderRead, ProviderRequest } from './provider.ts';
import { isProvider, readers } from './providers.ts';
import { refusalAlert } from './refusal-alert.ts';
import type { MailboxContext } from './watch-mailbox.ts';

export type ReportOutcome =
  | { readonly kind: 'taken' | 'replayed' }
  /** Nobody here listens to this provider. */
  | { readonly kind: 'unknown' }
  /** The certificate that the signature is checked with cannot be fetched now. */
  | { readonly kind: 'unavailable' }
  | Extract<ProviderRead, { kind: 'refused' }>;

export interface ReportServices {
  /** Takes in what a provider that mail is sent by tells of it. */
  takeReport(provider: string, request: ProviderRequest): Promise<ReportOutcome>;
}

interface ReportContext extends MailboxContext {
  readonly toAscii: ToAscii;
  readonly wake: () => void;
  readonly log: Log;
  /** The text at an address; tests have an internet of their own. */
  readonly fetchText?: (url: string) => Promise<string>;
}

const limits = { maxBytes: 64 * 1024, timeoutMs: 5000 };

export function reportServices(
  settings: BounceSettings | undefined,
  context: ReportContext,
): ReportServices {
  const { clock, log, wake } = context;
  const fetched = keptTexts(context.fetchText ?? ((url) => fetchText(url, limits)));
  const alert = refusalAlert(context);

  async function read(provider: string, request: ProviderRequest): Promise<ProviderRead | null> {
    if (!settings || !isProvider(provider)) return null;
    const given = { now: clock(), mailbox: settings.address, fetchText: fetched };
    return readers[provider](settings.providers, request, given);
  }

  return {
    async takeReport(provider, request) {
      const asked = await read(provider, request).catch((error: unknown) => {
        log(`report of ${provider} not checked: ${faultLine(error)}`);
        return 'failed' as const;
      });
      if (asked === 'failed') return { kind: 'unavailable' };
      if (asked === null) return { kind: 'unknown' };
      if (asked.kind === 'refused') return asked;
      const reports = asked.kind === 'asks' ? [] : asked.reports;
      const taken = await takeProviderReports(
        { id: asked.id, source: provider, reports },
        { ...context, alert, now: clock() },
      );
      if (taken.kind === 'replayed') return { kind: 'replayed' };
      if (taken.effects.includes('alerted')) wake();
      if (asked.kind === 'asks') {
        await (context.fetchText ?? ((url) => fetchText(url, limits)))(asked.url).then(
          () => log(`${provider} reports to this hub from now on`),
          (error: unknown) => log(`${provider} was not answered: ${faultLine(error)}`),
        );
      }
      return { kind: 'taken' };
    },
  };
}

/** Certificates change once a year: the last few are kept. */
const maxKept = 4;

function keptTexts(fetchOne: (url: string) => Promise<string>): (url: string) => Promise<string> {
  const kept = new Map<string, string>();
  return async (url) => {
    const known = kept.get(url);
    if (known !== undefined) return known;
    const text = await fetchOne(url);
    const [oldest] = kept.keys();
    if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest);
    kept.set(url, text);
    return text;
  };
}
