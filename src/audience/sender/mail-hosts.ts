import { type Finding, txtRecord } from './finding.ts';

export interface MailExchange {
  readonly exchange: string;
  readonly priority: number;
}

/** Whether answers and bounces to the sender can arrive. */
export function judgeMx(domain: string, exchanges: readonly MailExchange[]): Finding {
  const check = 'MX';
  const remedy = `Add ${domain}. MX 10 <your mail server>.`;
  if (exchanges.length === 0) {
    const found = `${domain} takes no mail: answers and bounces are lost`;
    return { check, status: 'problem', found, remedy };
  }
  // RFC 7505 §3: a lone "." says that the domain takes no mail
  if (exchanges.every(({ exchange }) => exchange === '' || exchange === '.')) {
    const found = `${domain} says that it takes no mail: many refuse to take any from it`;
    return { check, status: 'problem', found, remedy };
  }
  const names = exchanges
    .toSorted((a, b) => a.priority - b.priority)
    .map(({ exchange }) => exchange);
  return { check, status: 'ok', found: names.join(', ') };
}

/** An address of the server that mail is handed to, with the names that the DNS gives it. */
export interface ServerAddress {
  readonly address: string;
  readonly names: readonly string[];
  /** Those of the names that lead back to the address. */
  readonly confirmed: readonly string[];
}

/** Whether the server has a name that leads back to it. Which address a relay sends from cannot be seen from here. */
export function judgePtr(host: string, addresses: readonly ServerAddress[]): Finding {
  const check = 'PTR';
  const bare = addresses.filter(({ confirmed }) => confirmed.length === 0);
  const found = addresses
    .map(({ address, names }) => `${address} is ${names.join(', ') || 'nameless'}`)
    .join('; ');
  if (bare.length > 0) {
    const remedy = `If ${host} sends by itself, ask the owner of ${bare.map(({ address }) => address).join(', ')} for a PTR record with a name that leads back to it.`;
    return { check, status: 'warning', found, remedy };
  }
  return { check, status: 'ok', found: `${found} (if ${host} sends by itself)` };
}

/** Whether the domain asks senders to encrypt mail to it (RFC 8461 §3.1). It may, it need not. */
export function judgeMtaSts(domain: string, records: readonly string[]): Finding {
  const check = 'MTA-STS';
  const policies = records.filter((text) => /^v=STSv1\s*;/.test(text));
  if (policies.length === 0) {
    return {
      check,
      status: 'ok',
      found: 'none; it protects mail to you and is not needed to send',
    };
  }
  if (policies.length > 1 || !/;\s*id\s*=\s*[A-Za-z0-9]{1,32}\s*(;|$)/.test(policies[0] ?? '')) {
    const remedy = `Keep one record: ${txtRecord(`_mta-sts.${domain}`, 'v=STSv1; id=1')}`;
    return { check, status: 'warning', found: policies.join(' and '), remedy };
  }
  return { check, status: 'ok', found: policies.join('') };
}
