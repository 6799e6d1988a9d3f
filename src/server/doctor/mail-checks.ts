import { createPublicKey } from 'node:crypto';
import { stat } from 'node:fs/promises';

import { dnsCodeOf, type Resolve } from '#adapters/dns.ts';
import {
  NoAnswer,
  readDmarc,
  readExchanges,
  readServerAddresses,
  readSpf,
  readTexts,
} from '#adapters/mail/sender-records.ts';
import { isLocal, nameOf, parseSmtpUrl, type SmtpServer } from '#adapters/mail/smtp-server.ts';
import { openSession, type SessionOptions, SmtpError } from '#adapters/mail/smtp-session.ts';
import { judgeDkim } from '#audience/sender/dkim-record.ts';
import { judgeDmarc } from '#audience/sender/dmarc.ts';
import type { Finding } from '#audience/sender/finding.ts';
import { judgeMtaSts, judgeMx, judgePtr } from '#audience/sender/mail-hosts.ts';
import { judgeSpf } from '#audience/sender/spf.ts';
import type { Hub } from '#hub/hub.ts';

import type { Environment } from '../environment.ts';

export interface MailCheckContext extends SessionOptions {
  readonly hub: Hub;
  readonly dns: Resolve;
}

/** The mail server, and what the DNS says about the sender. Without `SMTP_URL` nothing is asked of anyone. */
export async function checkMail(
  { smtpUrl, dkim, dkimKeyFile }: Pick<Environment, 'smtpUrl' | 'dkim' | 'dkimKeyFile'>,
  { hub, dns, ...options }: MailCheckContext,
): Promise<Finding[]> {
  if (smtpUrl === undefined) {
    const found = 'mail is written to the outbox folder, and nobody gets it';
    const remedy = 'Set SMTP_URL to send it.';
    return [{ check: 'SMTP', status: 'warning', found, remedy }];
  }
  const server = parseSmtpUrl(smtpUrl);
  const host = isLocal(server.host) ? null : server.host;
  const sender = hub.newsletter.sender.address;
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const reportsTo = hub.organisation.email;
  return Promise.all([
    smtpFinding(server, options),
    answered('SPF', async () => judgeSpf(await readSpf({ sender, host }, dns))),
    answered('DKIM', () => dkimFinding({ dkim, dkimKeyFile }, dns)),
    answered('DMARC', async () =>
      judgeDmarc({
        ...(await readDmarc({ sender, dkimDomain: dkim?.domain ?? null }, dns)),
        reportsTo,
      }),
    ),
    answered('MX', async () => judgeMx(domain, await readExchanges(domain, dns))),
    answered('PTR', async () => {
      const found = 'which address mail leaves from cannot be seen from here';
      const addresses = host === null ? [] : await readServerAddresses(host, dns);
      if (host === null || addresses.length === 0)
        return { check: 'PTR', status: 'not-checked', found };
      return judgePtr(host, addresses);
    }),
    answered('MTA-STS', async () =>
      judgeMtaSts(domain, await readTexts(`_mta-sts.${domain}`, dns)),
    ),
  ]);
}

/** What `look` finds, or that the DNS kept silent. */
async function answered(check: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    const code = dnsCodeOf(error);
    if (code === null && !(error instanceof NoAnswer)) throw error;
    const found = `the DNS did not answer${code === null ? '' : ` (${code})`}`;
    return { check, status: 'not-checked', found };
  }
}

async function smtpFinding(server: SmtpServer, options: SessionOptions): Promise<Finding> {
  const check = 'SMTP';
  const name = nameOf(server);
  try {
    const session = await openSession(server, options);
    const { isEncrypted } = session;
    session.quit();
    const login = server.login === null ? 'without a login' : 'and accepts the login';
    if (isEncrypted || isLocal(server.host)) {
      const found = `${name} answers${isEncrypted ? ' over TLS' : ''} ${login}`;
      return { check, status: 'ok', found };
    }
    const found = `${name} answers in the clear`;
    const remedy =
      'Use smtps://, or a server that offers STARTTLS: mails hold addresses and links with tokens.';
    return { check, status: 'warning', found, remedy };
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    const found = `${name}: ${error.message}`;
    return { check, status: 'problem', found, remedy: remedyFor(error.message) };
  }
}

// The codes of nodemailer and, behind them, of Node; the first that fits says what to do.
const remedies: readonly [RegExp, string][] = [
  [/EDNS|ENOTFOUND/, 'Correct the name of the server in SMTP_URL.'],
  [
    /CERT|ALTNAME|ISSUER/,
    'The certificate of the server is not trusted: use the name that it is for, or name its authority in NODE_EXTRA_CA_CERTS.',
  ],
  [/EAUTH/, 'Correct user and password in SMTP_URL; write @ : and / in them as %40 %3A and %2F.'],
  [/ETLS|EPROTOCOL/, 'Use smtps:// with port 465, or smtp:// with port 587.'],
];

function remedyFor(reason: string): string {
  const [, remedy] = remedies.find(([pattern]) => pattern.test(reason)) ?? [];
  return (
    remedy ?? 'Check server and port in SMTP_URL, and that a firewall lets this machine reach them.'
  );
}

async function dkimFinding(
  { dkim, dkimKeyFile }: Pick<Environment, 'dkim' | 'dkimKeyFile'>,
  dns: Resolve,
): Promise<Finding> {
  const check = 'DKIM';
  if (dkim === undefined) {
    const found =
      'mail is not signed here; whether your mail server signs it cannot be seen from here';
    const remedy =
      'Send a test with --send-to, or set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE.';
    return { check, status: 'not-checked', found, remedy };
  }
  const info = dkimKeyFile === undefined ? null : await stat(dkimKeyFile);
  // A group may read it, as where root owns the key and the hub's own group uses it.
  if (info !== null && (info.mode & 0o027) !== 0) {
    const found = `${dkimKeyFile} can be read or changed by others`;
    return { check, status: 'problem', found, remedy: `chmod 600 ${dkimKeyFile}` };
  }
  const { domain, selector, privateKey } = dkim;
  const key = createPublicKey(privateKey);
  const publicKey = key.export({ type: 'spki', format: 'der' }).toString('base64');
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const records = await readTexts(`${selector}._domainkey.${domain}`, dns);
  return judgeDkim({ domain, selector, publicKey, bits }, records);
}
