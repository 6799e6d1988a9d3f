import { type Finding, txtRecord } from './finding.ts';

/** What RFC 9989 makes of mail from `domain`. */
export interface DmarcFacts {
  readonly domain: string;
  /** Where the record that applies was found, and its text; `null` without one. */
  readonly record: { readonly domain: string; readonly text: string } | null;
  /** `none`, `quarantine` or `reject`. */
  readonly policy: string;
  /** Whether the domain that signs belongs with the sender's as the record asks; `null` without a signature. */
  readonly isSignatureAligned: boolean | null;
  /** Who may get the reports. */
  readonly reportsTo: string;
}

export function judgeDmarc(facts: DmarcFacts): Finding {
  const { domain, record, policy, isSignatureAligned, reportsTo } = facts;
  const check = 'DMARC';
  if (record === null) {
    const example = txtRecord(`_dmarc.${domain}`, `v=DMARC1; p=none; rua=mailto:${reportsTo}`);
    const found = `${domain} has no usable DMARC record`;
    return { check, status: 'problem', found, remedy: `Add ${example}` };
  }
  const found = `${record.text} (at _dmarc.${record.domain})`;
  if (isSignatureAligned === false) {
    const remedy = `Sign with ${domain}: the domain in DKIM_DOMAIN does not count for this sender.`;
    return { check, status: 'problem', found, remedy };
  }
  if (!/\brua\s*=/.test(record.text)) {
    const remedy = `Add rua=mailto:${reportsTo}, so that you hear who sends in your name.`;
    return { check, status: 'warning', found, remedy };
  }
  if (policy === 'none') {
    const advice = 'once the reports show that your own mail passes, p=quarantine protects more';
    return { check, status: 'ok', found: `${found}; ${advice}` };
  }
  return { check, status: 'ok', found };
}
