import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { EnvironmentError, publicOrigin, readEnvironment } from '#server/environment.ts';

import { makeFolder } from '../../support/audience.ts';

const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
const keyOf = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength }).privateKey.export(pkcs8).toString();
const pem = keyOf(2048);
const short = keyOf(512);
const ed25519 = generateKeyPairSync('ed25519').privateKey.export(pkcs8).toString();
const signing = { DKIM_DOMAIN: 'brand.example', DKIM_SELECTOR: 'hub1' };

describe('readEnvironment', () => {
  test('an empty environment serves this machine on port 4321', () => {
    expect(readEnvironment({})).toEqual({
      port: 4321,
      host: 'localhost',
      hubRoot: process.cwd(),
      dataDir: path.resolve('data'),
      databaseUrl: undefined,
      smtpUrl: undefined,
      dkim: undefined,
      dkimKeyFile: undefined,
      unsubscribeMailbox: undefined,
      bounces: { providers: {} },
      url: undefined,
      secret: undefined,
      asOf: undefined,
      preview: false,
      trustedProxies: 0,
      crashAt: undefined,
    });
  });

  test('a variable set to nothing counts as not set', () => {
    expect(readEnvironment({ PORT: '', SMTP_URL: '' })).toEqual(readEnvironment({}));
  });

  test('every variable is heard', () => {
    const environment = readEnvironment({
      PORT: '8080',
      HOST: '0.0.0.0',
      FREEHOLD_ROOT: '/srv/hub',
      FREEHOLD_DATA: 'audience',
      DATABASE_URL: 'postgresql://user:pass@db.example/hub',
      SMTP_URL: 'smtps://user:pass@mail.example:465',
      DKIM_DOMAIN: 'brand.example',
      DKIM_SELECTOR: 'hub1',
      DKIM_PRIVATE_KEY: pem,
      UNSUBSCRIBE_MAILBOX: 'leave@brand.example',
      MAILDIR: '/var/mail/leave',
      BOUNCE_MAILBOX: 'b@bounce.brand.example',
      BOUNCE_IMAP_URL: 'imaps://me:pass@mail.example/INBOX',
      SES_TOPIC_ARN: 'arn:aws:sns:eu-west-1:123456789012:bounces',
      POSTMARK_LOGIN: 'postmark:0123456789abcdef',
      MAILGUN_SIGNING_KEY: '0123456789abcdef',
      FREEHOLD_URL: 'https://hub.example/',
      FREEHOLD_SECRET: 'a'.repeat(32),
      FREEHOLD_AS_OF: '2026-10-07',
      FREEHOLD_PREVIEW: '1',
      TRUSTED_PROXIES: '2',
    });
    expect(environment).toEqual({
      port: 8080,
      host: '0.0.0.0',
      hubRoot: '/srv/hub',
      dataDir: '/srv/hub/audience',
      databaseUrl: 'postgresql://user:pass@db.example/hub',
      smtpUrl: 'smtps://user:pass@mail.example:465',
      dkim: { domain: 'brand.example', selector: 'hub1', privateKey: pem },
      dkimKeyFile: undefined,
      unsubscribeMailbox: { address: 'leave@brand.example', maildir: '/var/mail/leave' },
      bounceMailbox: 'b@bounce.brand.example',
      bounces: {
        address: 'b@bounce.brand.example',
        mailbox: {
          address: 'b@bounce.brand.example',
          place: { imapUrl: 'imaps://me:pass@mail.example/INBOX' },
        },
        providers: {
          ses: { topicArn: 'arn:aws:sns:eu-west-1:123456789012:bounces' },
          postmark: { login: 'postmark:0123456789abcdef' },
          mailgun: { signingKey: '0123456789abcdef' },
        },
      },
      url: 'https://hub.example',
      secret: 'a'.repeat(32),
      asOf: '2026-10-07',
      preview: true,
      trustedProxies: 2,
      crashAt: undefined,
    });
  });

  test.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4321.5'],
    ['HOST', 'http://localhost'],
    ['FREEHOLD_URL', 'hub.example'],
    ['FREEHOLD_URL', 'https://hub.example/blog'],
    ['FREEHOLD_URL', 'ftp://hub.example'],
    ['FREEHOLD_AS_OF', '2026-02-30'],
    ['FREEHOLD_AS_OF', 'tomorrow'],
    ['FREEHOLD_PREVIEW', 'yes'],
    ['TRUSTED_PROXIES', '11'],
    ['DKIM_DOMAIN', 'brand'],
    ['DKIM_SELECTOR', 'hub 1'],
    ['UNSUBSCRIBE_MAILBOX', 'leave@brand'],
    ['BOUNCE_MAILBOX', 'b@brand'],
    ['SES_TOPIC_ARN', 'bounces'],
  ])('%s=%s is refused in one line that names both and shows what to write', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(EnvironmentError);
    expect(() => readEnvironment({ [name]: value })).toThrow(
      new RegExp(
        `^${name} is ${JSON.stringify(value).replaceAll('.', '\\.')}; write [^\\n]*${name}=[^\\n]+$`,
      ),
    );
  });

  test.each([
    ['SMTP_URL', 'http://user:hunter2@mail.example'],
    ['DATABASE_URL', 'mysql://user:hunter2@db.example/hub'],
    ['FREEHOLD_SECRET', 'hunter2'],
    ['BOUNCE_IMAP_URL', 'https://user:hunter2@mail.example'],
    ['POSTMARK_LOGIN', 'hunter2'],
    ['MAILGUN_SIGNING_KEY', 'hunter2'],
    ['DKIM_PRIVATE_KEY', '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----'],
  ])('a refused %s is not repeated, because it may hold a password', (name, value) => {
    const given = { ...(name.startsWith('DKIM') ? signing : {}), [name]: value };
    expect(() => readEnvironment(given)).toThrow(
      new RegExp(`^${name} (is not|holds no) usable( key)?; write `),
    );
    expect(() => readEnvironment(given)).not.toThrow(/hunter2/);
  });

  test('FREEHOLD_CRASH_AT kills no hub that mails people', () => {
    const FREEHOLD_CRASH_AT = '3';
    expect(readEnvironment({ FREEHOLD_CRASH_AT })).toMatchObject({ crashAt: 3 });
    expect(() => readEnvironment({ FREEHOLD_CRASH_AT, SMTP_URL: 'smtp://mail.example' })).toThrow(
      /^FREEHOLD_CRASH_AT kills the hub/,
    );
  });

  test('all wrong variables are named at once, each on its own line', () => {
    expect(() => readEnvironment({ PORT: 'x', TRUSTED_PROXIES: 'y' })).toThrow(
      /^PORT is [^\n]+\nTRUSTED_PROXIES is [^\n]+$/,
    );
  });
});

describe('the DKIM key', () => {
  test('comes from a file, or from the environment with its line breaks written out', async () => {
    await using folder = await makeFolder();
    const file = path.join(folder.path, 'dkim.pem');
    await writeFile(file, pem);
    const key = { domain: 'brand.example', selector: 'hub1', privateKey: pem };
    expect(readEnvironment({ ...signing, DKIM_KEY_FILE: file })).toMatchObject({
      dkim: key,
      dkimKeyFile: file,
    });
    const oneLine = pem.replaceAll('\n', String.raw`\n`);
    expect(readEnvironment({ ...signing, DKIM_PRIVATE_KEY: oneLine }).dkim).toEqual(key);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a file that is not there',
      { ...signing, DKIM_KEY_FILE: '/no/key' },
      /DKIM_KEY_FILE cannot be read \(ENOENT\)/,
    ],
    ['no key at all', signing, /DKIM_KEY_FILE is not set; write [^\n]*openssl/],
    ['two keys', { ...signing, DKIM_KEY_FILE: '/a', DKIM_PRIVATE_KEY: pem }, /both set; keep one/],
    [
      'a key without a selector',
      { DKIM_DOMAIN: 'brand.example', DKIM_PRIVATE_KEY: pem },
      /^DKIM_SELECTOR is not set/,
    ],
    [
      'a kind of key that cannot sign',
      { ...signing, DKIM_PRIVATE_KEY: ed25519 },
      /^DKIM_PRIVATE_KEY holds no usable key; write an RSA key/,
    ],
    [
      'a key that is too short',
      { ...signing, DKIM_PRIVATE_KEY: short },
      /^DKIM_PRIVATE_KEY holds no usable key/,
    ],
  ])('%s is refused in words that say what to do', (_name, env, message) => {
    expect(() => readEnvironment(env)).toThrow(EnvironmentError);
    expect(() => readEnvironment(env)).toThrow(message);
  });
});

describe('the unsubscribe mailbox', () => {
  test.each([{ UNSUBSCRIBE_MAILBOX: 'leave@brand.example' }, { MAILDIR: '/var/mail/leave' }])(
    '%j alone is refused: what is advertised must be read',
    (env) => {
      expect(() => readEnvironment(env)).toThrow(/is not set, but [A-Z_]+ is; write both or none$/);
    },
  );
});

describe('the bounce mailbox', () => {
  const BOUNCE_MAILBOX = 'b@bounce.brand.example';
  const BOUNCE_IMAP_URL = 'imaps://me:hunter2@mail.example';

  test.each([
    [{ BOUNCE_MAILBOX }, /^BOUNCE_MAILBOX is set, but nobody reads it; write BOUNCE_MAILDIR or/],
    [{ BOUNCE_MAILDIR: '/var/mail/b' }, /^BOUNCE_MAILBOX is not set; write/],
    [{ BOUNCE_IMAP_URL }, /^BOUNCE_MAILBOX is not set; write/],
    [
      { BOUNCE_MAILBOX, BOUNCE_IMAP_URL, BOUNCE_MAILDIR: '/var/mail/b' },
      /^BOUNCE_MAILDIR and BOUNCE_IMAP_URL are both set; write one/,
    ],
  ])('%j is refused', (env, message) => {
    expect(() => readEnvironment(env)).toThrow(message);
  });

  test('is read in a maildir as in an IMAP folder', () => {
    const read = (env: Record<string, string>) => readEnvironment(env).bounces.mailbox?.place;
    expect(read({ BOUNCE_MAILBOX, BOUNCE_MAILDIR: '/var/mail/b' })).toEqual({
      maildir: '/var/mail/b',
    });
    expect(read({ BOUNCE_MAILBOX, BOUNCE_IMAP_URL })).toEqual({ imapUrl: BOUNCE_IMAP_URL });
    expect(readEnvironment({}).bounces).toEqual({ providers: {} });
  });
});

describe('publicOrigin', () => {
  const hub = { site: 'https://tandradijs.example' };

  test('mailed links open the running hub while mail goes to the outbox folder', () => {
    expect(publicOrigin(readEnvironment({ PORT: '5000' }), hub)).toBe('http://localhost:5000');
  });

  test('mailed links open the brand’s domain once mail is really sent', () => {
    expect(publicOrigin(readEnvironment({ SMTP_URL: 'smtp://mail.example' }), hub)).toBe(hub.site);
  });

  test('FREEHOLD_URL decides in both cases', () => {
    const FREEHOLD_URL = 'https://staging.example';
    expect(publicOrigin(readEnvironment({ FREEHOLD_URL }), hub)).toBe(FREEHOLD_URL);
    expect(
      publicOrigin(readEnvironment({ FREEHOLD_URL, SMTP_URL: 'smtp://mail.example' }), hub),
    ).toBe(FREEHOLD_URL);
  });
});
