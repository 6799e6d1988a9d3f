import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { DkimKey } from '#adapters/mail/dkim.ts';

/** The variables that say with which key mail is signed, as they were given. */
export interface DkimVariables {
  readonly DKIM_DOMAIN?: string | undefined;
  readonly DKIM_SELECTOR?: string | undefined;
  readonly DKIM_KEY_FILE?: string | undefined;
  readonly DKIM_PRIVATE_KEY?: string | undefined;
}

const makeKey = 'openssl genrsa -out dkim.pem 2048';

/** The key of `variables`; nothing where none is set, and lines that say what to do where they do not fit. */
export function dkimKeyOf(variables: DkimVariables): { key?: DkimKey; problems: string[] } {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector } = variables;
  const { DKIM_KEY_FILE: file, DKIM_PRIVATE_KEY: text } = variables;
  if ([domain, selector, file, text].every((value) => value === undefined)) return { problems: [] };
  const source = file === undefined ? 'DKIM_PRIVATE_KEY' : 'DKIM_KEY_FILE';
  const problems = [
    ...(domain === undefined ? ['DKIM_DOMAIN is not set; write the domain of your sender'] : []),
    ...(selector === undefined ? ['DKIM_SELECTOR is not set; write a name for the key'] : []),
    ...(file !== undefined && text !== undefined
      ? ['DKIM_KEY_FILE and DKIM_PRIVATE_KEY are both set; keep one of them']
      : []),
    ...(file === undefined && text === undefined
      ? [`DKIM_KEY_FILE is not set; write the file of the key, made with: ${makeKey}`]
      : []),
  ];
  if (domain === undefined || selector === undefined || problems.length > 0) return { problems };

  try {
    const pem = file === undefined ? (text ?? '') : readFileSync(file, 'utf8');
    return { key: { domain, selector, privateKey: rsaKeyOf(pem) }, problems };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = /^E[A-Z]+$/.test(code) ? `cannot be read (${code})` : 'holds no usable key';
    return {
      problems: [`${source} ${why}; write an RSA key of 2048 bits in PEM, made with: ${makeKey}`],
    };
  }
}

/** Takes a PEM text whose line breaks may be written as `\n`, as in files of variables. Throws on anything else. */
function rsaKeyOf(text: string): string {
  const key = createPrivateKey(text.replaceAll(String.raw`\n`, '\n'));
  // nodemailer signs with RSA only; RFC 8301 §3.2: at least 1024 bits
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < 1024) throw new RangeError('no RSA key');
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
