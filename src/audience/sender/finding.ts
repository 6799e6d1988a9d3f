/** What a look at one thing gave. */
export interface Finding {
  /** What was looked at, for example `SPF`. */
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'problem' | 'not-checked';
  readonly found: string;
  /** What to do; for a record in the DNS, the record itself. */
  readonly remedy?: string;
}

/** A TXT record as a name server's file writes it; its text is cut into strings of at most 255 octets (RFC 1035 §3.3). */
export function txtRecord(name: string, text: string): string {
  const strings = text.match(/.{1,255}/gs) ?? [''];
  return `${name}. TXT ${strings.map((part) => `"${part}"`).join(' ')}`;
}
