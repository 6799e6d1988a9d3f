import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { openServerKey } from '#adapters/server-key.ts';
import { openAudienceStore } from '#adapters/store/audience-store.ts';
import type { Finding } from '#audience/sender/finding.ts';
import { keyFingerprint } from '#audience/tokens.ts';

import { main } from '../../scripts/doctor.ts';
import { bytesBelow, makeFolder } from '../support/audience.ts';
import { openDnsServer, type Zone } from '../support/dns-server.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** The names of the demo hub's sender, as they should be. */
const zone: Zone = {
  'tandradijs.example TXT': ['v=spf1 a:mail.tandradijs.example ~all'],
  'tandradijs.example MX': ['10 mail.tandradijs.example'],
  'mail.tandradijs.example A': ['198.51.100.7'],
  'hub1._domainkey.tandradijs.example TXT': [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`],
  '_dmarc.tandradijs.example TXT': ['v=DMARC1; p=quarantine; rua=mailto:a@tandradijs.example'],
};

/** A hub that is ready to go live, as far as one machine without a network can be. */
async function aReadyHub(records: Zone = zone) {
  const folder = await makeFolder();
  const sink = await openSmtpSink();
  const server = await openDnsServer(records);
  const data = path.join(folder.path, 'data');
  const keyFile = path.join(folder.path, 'dkim.pem');
  await writeFile(keyFile, privateKey, { mode: 0o600 });
  for (const name of ['new', 'cur']) {
    await mkdir(path.join(folder.path, 'leave', name), { recursive: true });
  }
  const store = await openAudienceStore(data, { now: new Date() });
  await store.bindKey(keyFingerprint(await openServerKey(data)));
  await store.close();
  const env = {
    FREEHOLD_DATA: data,
    SMTP_URL: sink.url,
    DKIM_DOMAIN: 'tandradijs.example',
    DKIM_SELECTOR: 'hub1',
    DKIM_KEY_FILE: keyFile,
    UNSUBSCRIBE_MAILBOX: 'weg@tandradijs.example',
    MAILDIR: path.join(folder.path, 'leave'),
  };
  return {
    folder: folder.path,
    data,
    keyFile,
    sink,
    server,
    /** Runs the command with `changes` to the environment. */
    async run(argv: string[] = [], changes: Record<string, string> = {}) {
      const lines: string[] = [];
      const remarks: string[] = [];
      const output = {
        data: (line: string) => void lines.push(line),
        remark: (line: string) => void remarks.push(line),
      };
      const status = await main(argv, output, { env: { ...env, ...changes }, dns: server.dns });
      return { status, lines, text: lines.join('\n'), remarks };
    },
    /** What the command finds, by what it looked at. */
    async findings(changes: Record<string, string> = {}): Promise<Record<string, Finding>> {
      const { lines } = await this.run(['--json'], changes);
      const findings = lines.map((line) => JSON.parse(line) as Finding);
      return Object.fromEntries(findings.map((finding) => [finding.check, finding]));
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await sink[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('npm run doctor', () => {
  test('finds nothing to do for a hub that is ready, sends nothing and changes nothing', async () => {
    await using hub = await aReadyHub();
    const before = await bytesBelow(hub.folder);
    const { status, lines, text } = await hub.run();
    expect(text).not.toContain('PROBLEM');
    expect(status).toBe(0);
    const checks = lines.map((line) => /^(?:ok|not checked) +([^:]+):/.exec(line)?.[1]);
    expect(checks).toEqual([
      'Node',
      'Address',
      'Site',
      'Store',
      'Key',
      'Disk',
      'Clock',
      'SMTP',
      'SPF',
      'DKIM',
      'DMARC',
      'MX',
      'PTR',
      'MTA-STS',
      'Unsubscribe by mail',
    ]);
    expect(hub.sink.received).toEqual([]);
    expect((await bytesBelow(hub.folder)).equals(before)).toBe(true);
  });

  test('sends a signed test mail when told to', async () => {
    await using hub = await aReadyHub();
    const { status, text } = await hub.run(['--send-to', 'you@brand.example']);
    expect(status).toBe(0);
    expect(text).toContain('ok           Test mail: the server took it');
    expect(hub.sink.received).toMatchObject([{ to: ['you@brand.example'] }]);
    expect(hub.sink.received[0]?.bytes.toString()).toMatch(/^DKIM-Signature: /);
  });

  test('takes one address to send to', async () => {
    await using hub = await aReadyHub();
    const { status, remarks } = await hub.run(['--send-to', 'a@brand.example, b@brand.example']);
    expect(status).toBe(2);
    expect(remarks).toHaveLength(1);
  });

  test('names each record that is missing, as it is to be added', async () => {
    await using hub = await aReadyHub({});
    const { status, text } = await hub.run();
    expect(status).toBe(1);
    for (const record of [
      'tandradijs.example. TXT "v=spf1 ',
      'hub1._domainkey.tandradijs.example. TXT "v=DKIM1; k=rsa; p=MII',
      '_dmarc.tandradijs.example. TXT "v=DMARC1; p=none; rua=mailto:',
      'tandradijs.example. MX 10 ',
    ]) {
      expect(text).toContain(record);
    }
  });

  test('does not take a silent DNS for missing records', async () => {
    const silent = Object.fromEntries(Object.keys(zone).map((key) => [key, ['silence']]));
    await using hub = await aReadyHub(silent);
    const findings = await hub.findings();
    for (const check of ['SPF', 'DKIM', 'DMARC', 'MX']) {
      expect(findings[check]).toMatchObject({
        status: 'not-checked',
        found: expect.stringContaining('did not answer'),
      });
    }
  });

  test('does not let a record of the DNS write to the terminal', async () => {
    await using hub = await aReadyHub({
      ...zone,
      '_dmarc.tandradijs.example TXT': ['v=DMARC1; p=none; x=\u001b[2J\u0007'],
    });
    const { text } = await hub.run();
    expect(text).toContain('v=DMARC1; p=none; x=');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test.each<[string, Record<string, string>, string, RegExp]>([
    ['another key', { DKIM_SELECTOR: 'hub2' }, 'DKIM', /no record/],
    ['another domain', { DKIM_DOMAIN: 'other.example' }, 'DMARC', /v=DMARC1/],
    ['links in the clear', { FREEHOLD_URL: 'http://127.0.0.1:1' }, 'Address', /http:/],
    ['no mail server', { SMTP_URL: 'smtp://127.0.0.1:1' }, 'SMTP', /ECONNREFUSED/],
    ['another key than the store’s', { FREEHOLD_SECRET: 's'.repeat(32) }, 'Key', /not the key/],
    ['no maildir', { MAILDIR: '/no/such/folder' }, 'Unsubscribe by mail', /no maildir/],
    ['no database', { DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/x' }, 'Store', /answer/],
  ])('%s is a problem with a remedy', async (_name, changes, check, found) => {
    await using hub = await aReadyHub();
    const { status, text } = await hub.run([], changes);
    expect(status).toBe(1);
    expect(text).not.toContain('geheim');
    expect((await hub.findings(changes))[check]).toMatchObject({
      status: 'problem',
      found: expect.stringMatching(found),
      remedy: expect.stringMatching(/./),
    });
  });

  test('so are keys that others can read', async () => {
    await using hub = await aReadyHub();
    await chmod(hub.keyFile, 0o644);
    await chmod(path.join(hub.data, 'key'), 0o640);
    const { DKIM, Key } = await hub.findings();
    expect([DKIM?.status, Key?.status]).toEqual(['problem', 'problem']);
    expect([DKIM?.remedy, Key?.remedy].join()).toMatch(/chmod 600 .+chmod 600 /);
  });

  test('so is a key that was lost: the doctor makes no other', async () => {
    await using hub = await aReadyHub();
    const data = path.join(hub.folder, 'copy');
    const store = await openAudienceStore(data, { now: new Date() });
    await store.bindKey('0123456789abcdef');
    await store.close();
    for (let n = 0; n < 2; n += 1) {
      expect((await hub.findings({ FREEHOLD_DATA: data }))['Key']).toMatchObject({
        status: 'problem',
        found: expect.stringContaining('is missing'),
      });
    }
  });

  test('so is a clock that runs behind what the store knows', async () => {
    await using hub = await aReadyHub();
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000);
    const store = await openAudienceStore(hub.data, { now: tomorrow });
    await store.write((rows) =>
      rows.addEvent({ id: 'e1', at: tomorrow, type: 'sub.left', pid: null, source: null }),
    );
    await store.close();
    expect((await hub.findings())['Clock']).toMatchObject({ status: 'problem' });
  });

  test('names every setting that cannot be used', async () => {
    await using hub = await aReadyHub();
    const { status, text } = await hub.run([], { PORT: 'x', SMTP_URL: 'http://u:geheim@x' });
    expect(status).toBe(1);
    expect(text.match(/PROBLEM +Environment: (PORT|SMTP_URL)/g)).toHaveLength(2);
    expect(text).not.toContain('geheim');
  });

  test('asks nobody while mail is not sent', async () => {
    await using hub = await aReadyHub();
    const { status, text } = await hub.run([], { SMTP_URL: '' });
    expect(status).toBe(0);
    expect(text).toContain('warning      SMTP: mail is written to the outbox folder');
    expect(hub.server.asked).toEqual([]);
  });
});
