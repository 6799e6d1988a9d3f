import { type Day, noonOf } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';

/** A file of `/.well-known/` (RFC 8615). */
export interface WellKnownFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

/** `privacyUpdatedAt` is the day on which the brand last changed what it says about privacy. */
export function wellKnownFiles(hub: Hub, privacyUpdatedAt: Day | undefined): WellKnownFile[] {
  return [
    { name: 'security.txt', mediaType: 'text/plain; charset=utf-8', text: securityText(hub) },
    // https://privacycg.github.io/gpc-spec/: nothing is sold or shared, so the signal is always honoured.
    json('gpc.json', { gpc: true, ...(privacyUpdatedAt && { lastUpdate: privacyUpdatedAt }) }),
    // TDMRep (W3C community group report of May 2024): an absent file reserves nothing.
    ...(hub.rights.textMining === 'reserved'
      ? [json('tdmrep.json', [{ location: '/', 'tdm-reservation': 1 }])]
      : []),
  ];
}

/** https://standard.site/: proves that the record at `uri` speaks for this hub. */
export function standardSiteFile(uri: string): WellKnownFile {
  return {
    name: 'site.standard.publication',
    mediaType: 'text/plain; charset=utf-8',
    text: uri,
  };
}

/** RFC 9116 §2.5. */
function securityText({ site, languages, security }: Hub): string {
  const fields = {
    Contact: security.contact,
    Expires: noonOf(security.expires).toISOString(),
    'Preferred-Languages': languages.join(', '),
    Canonical: new URL('/.well-known/security.txt', site).href,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function json(name: string, value: unknown): WellKnownFile {
  return { name, mediaType: 'application/json', text: `${JSON.stringify(value, null, 2)}\n` };
}
