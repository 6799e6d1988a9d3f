import { watch } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';

import { folderMailer } from '#adapters/mail/folder-mailer.ts';
import { smtpMailer } from '#adapters/mail/smtp-mailer.ts';
import type { Mailer } from '#audience/mail.ts';

import { makeFolder } from '../support/audience.ts';
import { aMail } from '../support/mails.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';

/** The name under which `work` begins a file in `folder`. */
async function temporaryNameDuring(folder: string, work: () => Promise<unknown>): Promise<string> {
  const names: string[] = [];
  const watcher = watch(folder, (_event, name) => void names.push(String(name)));
  await work();
  await expect.poll(() => names.find((name) => name.endsWith('.tmp'))).toBeDefined();
  watcher.close();
  return names.find((name) => name.endsWith('.tmp')) ?? '';
}

interface OpenedMailer extends AsyncDisposable {
  readonly mailer: Mailer;
  /** The bytes of every mail that left the hub. */
  readonly mails: () => Promise<readonly Buffer[]>;
}

const transports: [string, () => Promise<OpenedMailer>][] = [
  [
    'folder',
    async () => {
      const folder = await makeFolder();
      const names = () => readdir(folder.path).then((all) => all.toSorted());
      return {
        mailer: folderMailer(folder.path),
        mails: async () =>
          Promise.all((await names()).map((name) => readFile(path.join(folder.path, name)))),
        [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
      };
    },
  ],
  [
    'SMTP',
    async () => {
      const sink = await openSmtpSink();
      const mailer = smtpMailer(sink.url);
      return {
        mailer,
        mails: () => Promise.resolve(sink.received.map(({ bytes }) => bytes)),
        async [Symbol.asyncDispose]() {
          await mailer.close();
          await sink[Symbol.asyncDispose]();
        },
      };
    },
  ],
];

describe.each(transports)('%s mailer', (_name, open) => {
  test('carries both parts, the names and the subject as they were written', async () => {
    await using opened = await open();
    const mail = aMail();
    expect(await opened.mailer.send(mail)).toMatchObject({ kind: 'sent' });
    const [bytes] = await opened.mails();
    const parsed = await PostalMime.parse(bytes ?? '');
    expect(parsed.from).toMatchObject({ name: 'Radijs & Zoë', address: 'werkbank@hub.example' });
    expect(parsed.to).toMatchObject([{ address: 'Ada@example.org' }]);
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.text?.trimEnd()).toBe(mail.text);
    expect(parsed.html?.trimEnd()).toBe(mail.html);
    expect(parsed.messageId).toBe('<019aa1b2-0000-7000-8000-000000000001@hub.example>');
    expect(parsed.date).toBe('2026-11-22T09:00:00.000Z');
    expect(parsed.attachments).toEqual([]);
  });

  test('says that it was generated, and offers one click only to who is subscribed', async () => {
    await using opened = await open();
    const url = 'https://hub.example/nieuwsbrief/afmelden/?token=abc';
    await opened.mailer.send(aMail({ id: '019aa1b2-0000-7000-8000-000000000001' }));
    await opened.mailer.send(
      aMail({
        id: '019aa1b2-0000-7000-8000-000000000002',
        kind: 'already-subscribed',
        createdAt: new Date('2026-11-22T10:00:00Z'),
        unsubscribeUrl: url,
      }),
    );
    const [confirm = {}, already = {}] = await Promise.all((await opened.mails()).map(headersOf));
    expect(confirm['auto-submitted']).toBe('auto-generated');
    expect(confirm['list-unsubscribe']).toBeUndefined();
    expect(confirm['list-unsubscribe-post']).toBeUndefined();
    expect(already['list-unsubscribe']).toBe(`<${url}>`);
    expect(already['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  });

  test('keeps every line within what SMTP allows, in ASCII', async () => {
    await using opened = await open();
    await opened.mailer.send(aMail());
    const [bytes = Buffer.alloc(0)] = await opened.mails();
    const lines = bytes.toString('latin1').split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(bytes.every((byte) => byte < 128)).toBe(true);
    expect(bytes.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('never lets a line break reach a header', async () => {
    await using opened = await open();
    const injection = fc
      .tuple(
        fc.string(),
        fc.constantFrom('\r\n', '\n', '\r', '\0'),
        fc.constantFrom('Bcc: eve@evil.example', ' ', ''),
      )
      .map((parts) => parts.join(''));
    const field = fc.constantFrom('subject', 'to', 'replyTo', 'unsubscribeUrl', 'id', 'from');
    await fc.assert(
      fc.asyncProperty(field, injection, async (name, text) => {
        const value = name === 'from' ? { name: text, address: 'werkbank@hub.example' } : text;
        await expect(opened.mailer.send(aMail({ [name]: value }))).rejects.toThrow(TypeError);
      }),
      { numRuns: 60 },
    );
    expect(await opened.mails()).toEqual([]);
  });

  test.each([
    'b@example.net, evil@x.example',
    '"b@example.net, evil@x.example"@example.org',
    'Ada <ada@example.org>',
    'friends: ada@example.org;',
    'ada@[127.0.0.1]',
    'zoë@example.org',
    'ada@example.org ',
    '',
  ])('sends nothing to %j', async (to) => {
    await using opened = await open();
    await expect(opened.mailer.send(aMail({ to }))).rejects.toThrow(TypeError);
    await expect(opened.mailer.send(aMail({ replyTo: to }))).rejects.toThrow(TypeError);
    expect(await opened.mails()).toEqual([]);
  });

  test('carries plain text alone, and where an answer goes', async () => {
    await using opened = await open();
    const text = '<b>Waarom</b> kraakt het?\n.\n-- \nEinde';
    await opened.mailer.send(aMail({ text, html: null, replyTo: 'Ada@example.org' }));
    const [bytes] = await opened.mails();
    const parsed = await PostalMime.parse(bytes ?? '');
    expect(parsed.text?.trimEnd()).toBe(text);
    expect(parsed.html).toBeUndefined();
    expect(parsed.replyTo).toMatchObject([{ name: '', address: 'Ada@example.org' }]);
  });
});

describe('folderMailer', () => {
  test('names a file by time, kind and id, for its owner only, and writes it over when tried again', async () => {
    await using folder = await makeFolder();
    const outbox = path.join(folder.path, 'outbox');
    const mailer = folderMailer(outbox);
    const name = '20261122T090000Z-confirm-019aa1b2-0000-7000-8000-000000000001.eml';
    expect(await mailer.send(aMail())).toEqual({ kind: 'sent', file: path.join(outbox, name) });
    await mailer.send(aMail());
    expect(await readdir(outbox)).toEqual([name]);
    expect((await stat(path.join(outbox, name))).mode & 0o777).toBe(0o600);
    expect((await stat(outbox)).mode & 0o777).toBe(0o700);
  });

  test('names the mails that it keeps and removes those that it is told to', async () => {
    await using folder = await makeFolder();
    const mailer = folderMailer(folder.path);
    const at = (time: string, n: number) =>
      aMail({ createdAt: new Date(time), id: `019aa1b2-0000-7000-8000-00000000000${n}` });
    await mailer.send(at('2026-11-14T08:59:59Z', 1));
    await mailer.send(at('2026-11-15T09:00:00Z', 2));
    await writeFile(path.join(folder.path, 'notes.eml'), 'somebody’s own');
    const kept = await mailer.listKept();
    expect(kept.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))).toEqual([
      {
        name: '20261114T085959Z-confirm-019aa1b2-0000-7000-8000-000000000001.eml',
        mailId: '019aa1b2-0000-7000-8000-000000000001',
        createdAt: new Date('2026-11-14T08:59:59Z'),
      },
      {
        name: '20261115T090000Z-confirm-019aa1b2-0000-7000-8000-000000000002.eml',
        mailId: '019aa1b2-0000-7000-8000-000000000002',
        createdAt: new Date('2026-11-15T09:00:00Z'),
      },
    ]);
    const gone = '20261114T085959Z-confirm-019aa1b2-0000-7000-8000-000000000001.eml';
    await mailer.removeKept([gone, gone]);
    expect(await readdir(folder.path)).toEqual([
      '20261115T090000Z-confirm-019aa1b2-0000-7000-8000-000000000002.eml',
      'notes.eml',
    ]);
  });

  test.each([
    ['to it', { to: 'ada@example.org' }],
    ['to another spelling of it', { to: 'Ada@example.org' }],
    ['about it', { to: 'redactie@hub.example', replyTo: 'ada@example.org' }],
    [
      'that holds it in a long line',
      { text: `${'lang '.repeat(13)}ada@example.org ${'lang '.repeat(30)}` },
    ],
    ['that holds it as it was typed', { text: 'van ada@exämple.org.' }],
    ['that holds it in a link', { text: 'https://hub.example/?email=ada%40example.org' }],
  ])('forgets with an address the mail %s', async (_, changes) => {
    await using folder = await makeFolder();
    const mailer = folderMailer(folder.path);
    await mailer.send(aMail({ to: 'eve@example.org', ...changes }));
    const typed = 'ada@exämple.org';
    await mailer.forgetAddress({ typed, mailbox: 'ADA@example.org', key: 'ada@example.org' });
    expect(await mailer.listKept()).toEqual([]);
  });

  test.each(['nada@example.org', 'x.ada@example.org', 'ada@example.org.uk', 'ada@example.orga'])(
    'keeps the mail of %s when ada@example.org is forgotten',
    async (other) => {
      await using folder = await makeFolder();
      const mailer = folderMailer(folder.path);
      await mailer.send(aMail({ to: other }));
      const ada = 'ada@example.org';
      await mailer.forgetAddress({ typed: ada, mailbox: ada, key: ada });
      expect(await mailer.listKept()).toHaveLength(1);
    },
  );

  test('forgets what a process that was killed while writing left behind', async () => {
    await using folder = await makeFolder();
    const mailer = folderMailer(folder.path);
    const begun = await temporaryNameDuring(folder.path, () => mailer.send(aMail()));
    await mailer.removeKept((await mailer.listKept()).map(({ name }) => name));
    await writeFile(path.join(folder.path, begun), 'To: ada@example.org');

    const [kept] = await mailer.listKept();
    expect(kept).toEqual({ name: begun, mailId: aMail().id, createdAt: aMail().createdAt });
    await mailer.removeKept([begun]);
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('leaves nothing behind of a mail whose file cannot be made', async () => {
    await using folder = await makeFolder();
    const mailer = folderMailer(folder.path);
    await mailer.send(aMail());
    const [name = ''] = await readdir(folder.path);
    await rm(path.join(folder.path, name));
    await mkdir(path.join(folder.path, name));
    expect(await mailer.send(aMail())).toMatchObject({ kind: 'unreachable' });
    expect(await readdir(folder.path)).toEqual([name]);
  });

  test('says which folder it cannot write', async () => {
    await using folder = await makeFolder();
    await folderMailer(folder.path).send(aMail());
    const [name = ''] = await readdir(folder.path);
    const blocked = folderMailer(path.join(folder.path, name, 'outbox'));
    const reason = expect.stringMatching(/outbox: ENOTDIR$/);
    expect(await blocked.send(aMail())).toEqual({ kind: 'unreachable', reason });
  });
});

async function headersOf(bytes: Buffer): Promise<Record<string, string>> {
  const { headers } = await PostalMime.parse(bytes);
  return Object.fromEntries(headers.map(({ key, value }) => [key, value]));
}
