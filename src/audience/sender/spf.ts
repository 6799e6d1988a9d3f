import { type Finding, txtRecord } from './finding.ts';

/** What RFC 7208 makes of mail from `domain`. */
export interface SpfFacts {
  readonly domain: string;
  /** For mail from an address that is nobody's. */
  readonly stranger: SpfVerdict;
  /** The record, or `null` without one; several, which receivers refuse, stand side by side. */
  readonly record: string | null;
  /** How many look-ups of the DNS the record costs at most. */
  readonly lookups: number;
  /** The server that mail is handed to, and what holds for mail from its addresses; `null` without one. */
  readonly server: { readonly host: string; readonly verdicts: readonly SpfVerdict[] } | null;
}

export interface SpfVerdict {
  /** RFC 7208 §2.6 */
  readonly result: string;
  readonly explanation: string;
}

// RFC 7208 §4.6.4
const maxLookups = 10;

export function judgeSpf({ domain, stranger, record, lookups, server }: SpfFacts): Finding {
  const check = 'SPF';
  const host = server === null ? 'mail.example' : server.host;
  const example = txtRecord(domain, `v=spf1 a:${host} ~all`);
  if (stranger.result === 'temperror') {
    return { check, status: 'not-checked', found: 'the DNS did not answer' };
  }
  if (record === null) {
    const remedy = `Add ${example} and name in it whoever sends for you; a provider says what to write.`;
    return { check, status: 'problem', found: `${domain} has no SPF record`, remedy };
  }
  const found = `${record} (${lookups} of ${maxLookups} look-ups)`;
  if (lookups > maxLookups) {
    const remedy = `Take out what no longer sends for you: receivers stop after ${maxLookups} look-ups and refuse the record.`;
    return { check, status: 'problem', found, remedy };
  }
  if (stranger.result === 'permerror') {
    const remedy = `Correct the record: ${stranger.explanation}.`;
    return { check, status: 'problem', found, remedy };
  }
  if (stranger.result === 'pass') {
    const remedy = 'Let it end in ~all or -all: now anyone may send in your name.';
    return { check, status: 'problem', found, remedy };
  }
  if (server?.verdicts.some(({ result }) => result !== 'pass')) {
    const remedy = `Mail from the addresses of ${host} does not pass. If that server sends by itself, add a:${host}; if it hands mail on, add what its provider says.`;
    return { check, status: 'warning', found, remedy };
  }
  if (stranger.result === 'neutral') {
    const remedy = 'Let it end in ~all or -all, so that it says who may not send.';
    return { check, status: 'warning', found, remedy };
  }
  return { check, status: 'ok', found };
}
