import type { ProviderSettings } from './bounce-settings.ts';
import { readMailgun } from './mailgun.ts';
import { readPostmark } from './postmark.ts';
import type { ProviderContext, ProviderRead, ProviderRequest, ReadProvider } from './provider.ts';
import { readSes } from './ses.ts';

type Reader = (
  settings: ProviderSettings,
  request: ProviderRequest,
  context: ProviderContext,
) => Promise<ProviderRead | null>;

/** The providers whose reports are understood, each by the name in the address that it posts to. */
export const readers = {
  ses: readerOf('ses', readSes),
  postmark: readerOf('postmark', readPostmark),
  mailgun: readerOf('mailgun', readMailgun),
} as const satisfies Record<keyof ProviderSettings, Reader>;

export type ProviderId = keyof typeof readers;

export const providerIds = Object.keys(readers) as readonly ProviderId[];

export function isProvider(name: string): name is ProviderId {
  return Object.hasOwn(readers, name);
}

/** Reads nothing of a provider that nobody set up. */
function readerOf<Id extends keyof ProviderSettings>(
  id: Id,
  read: ReadProvider<NonNullable<ProviderSettings[Id]>>,
): Reader {
  return async (given, request, context) => {
    const settings = given[id];
    return settings === undefined ? null : read(request, { ...context, settings });
  };
}
