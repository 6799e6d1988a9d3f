import { type Finding, txtRecord } from './finding.ts';

/** The public half of the key that signs, as it belongs into the DNS. */
export interface PublishedKey {
  readonly domain: string;
  readonly selector: string;
  /** SubjectPublicKeyInfo in base64, the `p=` of the record. */
  readonly publicKey: string;
  readonly bits: number;
}

// RFC 8301 §3.2
const goodBits = 2048;

/** Compares what the DNS holds under the selector with the key that signs. */
export function judgeDkim(key: PublishedKey, records: readonly string[]): Finding {
  const check = 'DKIM';
  const name = `${key.selector}._domainkey.${key.domain}`;
  const wanted = txtRecord(name, `v=DKIM1; k=rsa; p=${key.publicKey}`);
  const problem = (found: string, remedy: string): Finding => ({
    check,
    status: 'problem',
    found: `${name}: ${found}`,
    remedy,
  });
  const [text] = records;
  if (text === undefined) return problem('no record', `Add ${wanted}`);
  if (records.length > 1) {
    // RFC 6376 §3.6.2.2
    return problem(`${records.length} records`, `Keep one of them: ${wanted}`);
  }

  const tags = parseTags(text);
  const isForUs =
    tags !== null &&
    (tags.get('v') ?? 'DKIM1') === 'DKIM1' &&
    (tags.get('k') ?? 'rsa') === 'rsa' &&
    listed(tags.get('h') ?? '*', 'sha256') &&
    listed(tags.get('s') ?? '*', 'email');
  if (!isForUs) return problem('a record that no signature passes with', `Write ${wanted}`);
  const published = (tags.get('p') ?? '').replaceAll(/\s/g, '');
  // RFC 6376 §3.6.1: an empty key is a revoked one
  if (published === '') return problem('the key was revoked', `Write ${wanted}`);
  if (published !== key.publicKey) {
    return problem('the key is not the one that signs', `Write ${wanted}`);
  }
  const found = `${name} holds the key that signs (RSA, ${key.bits} bits)`;
  if (listed(tags.get('t') ?? '', 'y')) {
    const remedy = 'Take t=y out of the record: receivers treat a domain that tests as unsigned.';
    return { check, status: 'warning', found, remedy };
  }
  if (key.bits < goodBits) {
    const remedy = `Make a key of ${goodBits} bits: openssl genrsa -out dkim.pem ${goodBits}`;
    return { check, status: 'warning', found, remedy };
  }
  return { check, status: 'ok', found };
}

/** Reads a tag list (RFC 6376 §3.2); `null` where it is none or names a tag twice. */
export function parseTags(text: string): ReadonlyMap<string, string> | null {
  const tags = new Map<string, string>();
  for (const part of text.replace(/;\s*$/, '').split(';')) {
    const [, name, value] = /^\s*([a-z][a-z0-9_]*)\s*=\s*(.*?)\s*$/is.exec(part) ?? [];
    if (name === undefined || value === undefined || tags.has(name)) return null;
    tags.set(name, value);
  }
  return tags;
}

function listed(value: string, word: string): boolean {
  const words = value.split(':').map((one) => one.trim());
  return words.includes('*') || words.includes(word);
}
