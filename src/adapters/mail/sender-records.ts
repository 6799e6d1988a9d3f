import { isIP } from 'node:net';

import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js';
import { spf } from 'mailauth/lib/spf/index.js';

import type { DmarcFacts } from '#audience/sender/dmarc.ts';
import type { MailExchange, ServerAddress } from '#audience/sender/mail-hosts.ts';
import type { SpfFacts, SpfVerdict } from '#audience/sender/spf.ts';

import { orNone, type Resolve } from '../dns.ts';

/** An address that is nobody's (RFC 5737 §3). */
const stranger = '192.0.2.1';
/** More than receivers allow, so that a record that costs too much is counted to its end. */
const manyLookups = 60;

export async function readSpf(
  { sender, host }: { sender: string; host: string | null },
  dns: Resolve,
): Promise<SpfFacts> {
  const domain = domainOf(sender);
  const addresses = host === null ? [] : await addressesOf(host, dns);
  const judge = (ip: string) =>
    spf({
      sender,
      ip,
      helo: host ?? domain,
      mta: 'receiver',
      strict: true,
      maxResolveCount: manyLookups,
      resolver: resolverOf(dns),
    });
  const records = (await readTexts(domain, dns)).filter((text) => /^v=spf1( |$)/i.test(text));
  const { status, lookups } = await judge(stranger);
  const verdicts = await Promise.all(
    addresses.map(async (ip) => verdictOf((await judge(ip)).status)),
  );
  return {
    domain,
    stranger: verdictOf(status),
    record: records.length === 0 ? null : records.join(' and '),
    lookups: lookups?.count ?? 0,
    server: host === null ? null : { host, verdicts },
  };
}

function verdictOf({ result, comment = '' }: { result: string; comment?: string }): SpfVerdict {
  return { result, explanation: comment.replace(/^.*lookup of [^:]*(: )?/, '') };
}

/** Throws where the DNS does not answer. */
export async function readDmarc(
  { sender, dkimDomain }: { sender: string; dkimDomain: string | null },
  dns: Resolve,
): Promise<Omit<DmarcFacts, 'reportsTo'>> {
  const domain = domainOf(sender);
  const { response } = await evaluateDmarc({
    headerFrom: sender,
    spfDomains: [],
    dkimDomains: dkimDomain === null ? [] : [{ id: dkimDomain, domain: dkimDomain }],
    resolver: resolverOf(dns),
    strict: true,
  });
  if (!response || response.status.result === 'temperror') throw new NoAnswer();
  const { rr, policyDomain, policy, alignment } = response;
  const hasRecord = rr !== undefined && response.status.result !== 'none';
  return {
    domain,
    record: hasRecord ? { domain: policyDomain ?? domain, text: rr } : null,
    policy: policy ?? 'none',
    isSignatureAligned:
      dkimDomain === null || !hasRecord ? null : alignment.dkim.result !== undefined,
  };
}

/** The DNS did not answer a question. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The texts of the TXT records of a name, each in one piece. */
export async function readTexts(name: string, dns: Resolve): Promise<string[]> {
  const records = await orNone(dns.resolveTxt(name), []);
  return records.map((strings) => strings.join(''));
}

/** Where mail to `domain` goes: without MX records to the host of that name (RFC 5321 §5.1). */
export async function readExchanges(domain: string, dns: Resolve): Promise<MailExchange[]> {
  const exchanges = await orNone(dns.resolveMx(domain), []);
  if (exchanges.length > 0) return exchanges;
  const addresses = await addressesOf(domain, dns);
  return addresses.length > 0 ? [{ exchange: domain, priority: 0 }] : [];
}

export async function readServerAddresses(host: string, dns: Resolve): Promise<ServerAddress[]> {
  const addresses = await addressesOf(host, dns);
  return Promise.all(
    addresses.map(async (address) => {
      const names = await orNone(dns.reverse(address), []);
      const leadsBack = await Promise.all(
        names.map(async (name) => (await addressesOf(name, dns)).includes(address)),
      );
      return { address, names, confirmed: names.filter((_name, index) => leadsBack[index]) };
    }),
  );
}

async function addressesOf(host: string, dns: Resolve): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  const both = [orNone(dns.resolve4(host), []), orNone(dns.resolve6(host), [])];
  return (await Promise.all(both)).flat();
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function resolverOf(dns: Resolve) {
  return (name: string, type: string) => dns.resolve(name, type) as Promise<string[]>;
}
