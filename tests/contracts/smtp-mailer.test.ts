import { generateKeyPairSync } from 'node:crypto';

import { dkimVerify } from 'mailauth';
import { describe, expect, test } from 'vitest';

import { smtpMailer, type SmtpMailerOptions } from '#adapters/mail/smtp-mailer.ts';
import type { Mailer } from '#audience/mail.ts';

import { localhostCertificate } from '../support/localhost-certificate.ts';
import { aMail } from '../support/mails.ts';
import { type Answer, openSmtpScript } from '../support/smtp-script.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';

/** A mailer that is closed when a test ends. */
function mailerTo(url: string, options?: SmtpMailerOptions): Mailer & AsyncDisposable {
  const mailer = smtpMailer(url, options);
  return { ...mailer, [Symbol.asyncDispose]: () => mailer.close() };
}

/** Answers `line` to one command, and as usual to all others. */
const at =
  (command: string, line: string): Answer =>
  (moment) =>
    moment.command === command ? line : null;

describe('smtpMailer', () => {
  test('hands a mail to exactly one recipient, named in the envelope', async () => {
    await using sink = await openSmtpSink();
    await using mailer = mailerTo(sink.url);
    await mailer.send(aMail());
    expect(sink.received).toMatchObject([
      { from: 'werkbank@hub.example', to: ['Ada@example.org'] },
    ]);
  });

  test.each([
    ['RCPT', 550, 'refused'],
    ['RCPT', 451, 'deferred'],
    ['DATA', 554, 'refused'],
    ['DATA', 452, 'deferred'],
    ['MAIL', 550, 'unreachable'],
  ] as const)('%s answered by %i is %s, in words without the address', async (step, code, kind) => {
    await using sink = await openSmtpSink();
    await using mailer = mailerTo(sink.url);
    sink.refuse({ at: step, code, text: '5.1.1 Ada@example.org does not live here' });
    const outcome = await mailer.send(aMail());
    expect(outcome).toEqual({ kind, reason: expect.stringContaining(String(code)) });
    expect(JSON.stringify(outcome)).not.toMatch(/ada@/i);
    expect(sink.received).toEqual([]);
  });

  test('a mail after a refused one goes to its own recipient alone', async () => {
    await using sink = await openSmtpSink();
    await using mailer = mailerTo(sink.url, { maxConnections: 1 });
    sink.refuse({ at: 'RCPT', code: 451, text: 'greylisted' });
    expect(await mailer.send(aMail())).toMatchObject({ kind: 'deferred' });
    sink.refuse(null);
    expect(await mailer.send(aMail({ to: 'bob@example.org' }))).toMatchObject({ kind: 'sent' });
    expect(sink.received).toMatchObject([{ to: ['bob@example.org'] }]);
  });

  test('a server that is not there is our own trouble, and the reason names it', async () => {
    const { url, name } = await (async () => {
      await using script = await openSmtpScript();
      return script;
    })();
    await using mailer = mailerTo(url);
    expect(await mailer.send(aMail())).toEqual({
      kind: 'unreachable',
      reason: `${name}: ESOCKET ECONNREFUSED CONN`,
    });
  });
});

describe('a login', () => {
  const login = { user: 'werkbank@hub.example', pass: 'ge:heim/é' };
  const withLogin = (url: string, { user, pass } = login) =>
    url.replace('//', `//${encodeURIComponent(user)}:${encodeURIComponent(pass)}@`);

  test('is spoken over TLS, and the mail is taken', async () => {
    await using sink = await openSmtpSink({ tls: true, login });
    await using mailer = mailerTo(withLogin(sink.url), { trusted: localhostCertificate.cert });
    expect(await mailer.send(aMail())).toEqual({ kind: 'sent', file: null });
    expect(sink.received).toMatchObject([{ user: login.user, isEncrypted: true }]);
  });

  test('that is wrong is our own trouble, and no reason shows the password', async () => {
    await using sink = await openSmtpSink({ tls: true, login });
    const wrong = withLogin(sink.url, { ...login, pass: 'geraden' });
    await using mailer = mailerTo(wrong, { trusted: localhostCertificate.cert });
    const outcome = await mailer.send(aMail());
    expect(outcome).toMatchObject({ kind: 'unreachable', reason: expect.stringContaining('535') });
    expect(JSON.stringify(outcome)).not.toMatch(/geraden|werkbank/);
  });

  test('is never spoken to a server with a certificate that nobody vouches for', async () => {
    await using sink = await openSmtpSink({ tls: true, login });
    await using mailer = mailerTo(withLogin(sink.url));
    expect(await mailer.send(aMail())).toMatchObject({ kind: 'unreachable' });
    expect(sink.received).toEqual([]);
  });

  test('is never spoken in the clear to another machine', async () => {
    await using script = await openSmtpScript();
    // Every address of 127.0.0.0/8 is this machine, but not under a name that we take for it.
    await using mailer = mailerTo(withLogin(script.url).replace('127.0.0.1', '127.0.0.2'));
    expect(await mailer.send(aMail())).toMatchObject({ kind: 'unreachable' });
    expect(script.sessions.flat()).not.toContain('AUTH');
  });
});

describe('connections', () => {
  test('carry mail after mail, with a reset in between', async () => {
    await using script = await openSmtpScript();
    await using mailer = mailerTo(script.url);
    for (let n = 0; n < 3; n += 1) await mailer.send(aMail());
    const transaction = ['MAIL', 'RCPT', 'DATA', '.'];
    expect(script.sessions).toEqual([
      ['EHLO', ...transaction, 'RSET', ...transaction, 'RSET', ...transaction],
    ]);
  });

  test('are at most as many as allowed, and all mails get their turn', async () => {
    await using script = await openSmtpScript();
    await using mailer = mailerTo(script.url, { maxConnections: 2 });
    const mails = Array.from({ length: 9 }, (_, n) => aMail({ to: `p${n}@example.org` }));
    const outcomes = await Promise.all(mails.map((mail) => mailer.send(mail)));
    expect(outcomes).toEqual(mails.map(() => ({ kind: 'sent', file: null })));
    expect(script.sessions).toHaveLength(2);
    expect(script.arrived).toHaveLength(9);
  });

  test('are closed after their share of mails', async () => {
    await using script = await openSmtpScript();
    await using mailer = mailerTo(script.url, { maxMails: 2 });
    for (let n = 0; n < 5; n += 1) await mailer.send(aMail());
    expect(script.sessions).toHaveLength(3);
    await expect.poll(() => script.sessions[0]?.at(-1)).toBe('QUIT');
  });

  test('are closed when nothing comes for a while', async () => {
    await using script = await openSmtpScript();
    await using mailer = mailerTo(script.url, { idleMs: 10 });
    await mailer.send(aMail());
    await expect.poll(() => script.sessions[0]?.at(-1)).toBe('QUIT');
    expect(await mailer.send(aMail())).toMatchObject({ kind: 'sent' });
    expect(script.sessions).toHaveLength(2);
  });

  test.each([
    ['cut', 'drop'],
    ['closed with 421', '421 4.7.0 too many mails'],
  ])('that a server has %s after every third mail lose nothing', async (_how, line) => {
    await using script = await openSmtpScript(({ command, mail }) =>
      command === 'RSET' && mail === 3 ? line : null,
    );
    await using mailer = mailerTo(script.url, { maxConnections: 1 });
    for (let n = 0; n < 8; n += 1) {
      expect(await mailer.send(aMail({ to: `p${n}@example.org` }))).toMatchObject({ kind: 'sent' });
    }
    expect(script.arrived).toHaveLength(8);
    expect(script.sessions).toHaveLength(3);
  });

  test('that were cut while idle are opened anew', async () => {
    await using script = await openSmtpScript();
    await using mailer = mailerTo(script.url);
    await mailer.send(aMail());
    script.cut();
    expect(await mailer.send(aMail())).toMatchObject({ kind: 'sent' });
    expect(script.arrived).toHaveLength(2);
  });
});

describe('a broken connection', () => {
  test.each(['MAIL', 'RCPT', 'DATA'])('at %s means that nothing was sent', async (command) => {
    await using script = await openSmtpScript(at(command, 'drop'));
    await using mailer = mailerTo(script.url);
    expect(await mailer.send(aMail())).toMatchObject({ kind: 'unreachable' });
    expect(script.arrived).toEqual([]);
  });

  test('after the last byte leaves open whether the mail was taken, and sends nothing again', async () => {
    await using script = await openSmtpScript(at('.', 'drop'));
    await using mailer = mailerTo(script.url);
    expect(await mailer.send(aMail())).toEqual({
      kind: 'unknown',
      reason: `${script.name}: ECONNECTION CONN`,
    });
    expect(script.arrived).toHaveLength(1);
    expect(script.sessions).toHaveLength(1);
  });

  test('by our own end leaves the same open', async () => {
    await using script = await openSmtpScript(at('.', 'silence'));
    await using mailer = mailerTo(script.url);
    const sending = mailer.send(aMail());
    await expect.poll(() => script.arrived.length).toBe(1);
    await mailer.close();
    expect(await sending).toMatchObject({ kind: 'unknown' });
  });

  test('with 421 instead of an acceptance is an answer: the mail comes later', async () => {
    await using script = await openSmtpScript(at('.', '421 4.3.2 going down'));
    await using mailer = mailerTo(script.url);
    expect(await mailer.send(aMail())).toEqual({
      kind: 'deferred',
      reason: `${script.name}: EMESSAGE DATA 421 4.3.2`,
    });
  });
});

describe('a signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const dkim = { domain: 'hub.example', selector: 'hub1', privateKey };
  const resolver = (name: string) =>
    Promise.resolve(
      name === 'hub1._domainkey.hub.example'
        ? [['v=DKIM1; k=rsa; ', `p=${publicKey.toString('base64')}`]]
        : [],
    );
  const verify = async (bytes: Buffer) => (await dkimVerify(bytes, { resolver })).results;
  const mail = aMail({ unsubscribeUrl: 'https://hub.example/nieuwsbrief/afmelden/?token=abc' });

  async function received(): Promise<Buffer> {
    await using sink = await openSmtpSink();
    await using mailer = mailerTo(sink.url, { dkim });
    expect(await mailer.send(mail)).toMatchObject({ kind: 'sent' });
    return sink.received[0]?.bytes ?? Buffer.alloc(0);
  }

  test('holds at the receiver, for the domain and key that sign', async () => {
    const [result] = await verify(await received());
    expect(result).toMatchObject({ signingDomain: 'hub.example', selector: 'hub1' });
    expect(result?.status).toMatchObject({ result: 'pass', aligned: 'hub.example' });
  });

  test.each([
    ['From', 'Radijs', 'Radijz'],
    ['Subject', 'Subject: ', 'Subject: x'],
    ['To', 'Ada@', 'Eve@'],
    // RFC 8058 §4
    ['List-Unsubscribe', 'token=abc', 'token=abd'],
    ['List-Unsubscribe-Post', 'One-Click', 'Two-Click'],
    ['the text', 'Einde', 'Eindf'],
  ])('breaks when %s is changed on the way', async (_name, from, to) => {
    const text = (await received()).toString('latin1');
    expect(text).toContain(from);
    const [result] = await verify(Buffer.from(text.replace(from, to), 'latin1'));
    expect(result?.status.result).not.toBe('pass');
  });

  test('is not left out where the key cannot sign: then nothing is sent', async () => {
    await using sink = await openSmtpSink();
    await using mailer = mailerTo(sink.url, { dkim: { ...dkim, privateKey: 'no key' } });
    await expect(mailer.send(mail)).rejects.toThrow('cannot sign');
    expect(sink.received).toEqual([]);
  });
});
