import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';

import type { UnsubscribeOutcome } from '#audience/leaving.ts';
import { tokenOf } from '#audience/tokens.ts';
import { readMailbox } from '#server/mailbox-reader.ts';

import { aSignUp, makeFolder } from '../support/audience.ts';
import { startServices } from '../support/services.ts';

const address = 'leave@brand.example';
const token = tokenOf(new Uint8Array(32).fill(3));

/** A maildir as a mail server makes it. */
async function makeMaildir() {
  const folder = await makeFolder();
  for (const name of ['new', 'cur', 'tmp']) await mkdir(path.join(folder.path, name));
  let count = 0;
  return {
    path: folder.path,
    list: (name: 'new' | 'cur') => readdir(path.join(folder.path, name)),
    async deliver(text: string): Promise<string> {
      count += 1;
      const name = `17637${count}.M1P1.mail.example`;
      await writeFile(path.join(folder.path, 'new', name), text);
      return name;
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** A mail as a mail program sends it for `to`. */
const mailTo = (to: string, subject = 'unsubscribe') =>
  `Received: by mail.example\r\nFrom: Somebody Else <eve@evil.example>\r\nTo: <${to}>\r\nSubject: ${subject}\r\n\r\nplease\r\n`;

/** Reads the mailbox until `isDone`. */
async function readUntil(
  maildir: string,
  isDone: () => Promise<boolean> | boolean,
  unsubscribe: (token: string) => Promise<UnsubscribeOutcome>,
): Promise<string[]> {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const reading = readMailbox({ address, maildir }, { unsubscribe, log, everyMs: 5 });
  await expect.poll(isDone, { timeout: 5000 }).toBe(true);
  await reading.stop();
  return lines;
}

const left: UnsubscribeOutcome = { kind: 'unsubscribed', language: 'nl' };

describe('the unsubscribe mailbox', () => {
  test('a mail to the offered address ends the subscription, whoever sends it', async () => {
    await using maildir = await makeMaildir();
    const unsubscribeMailbox = { address, maildir: maildir.path };
    await using hub = await startServices({ unsubscribeMailbox });
    const { services } = hub;
    await services.subscribe(aSignUp());
    const [link = ''] = await hub.links(1);
    await services.confirm(new URL(link).searchParams.get('token') ?? '');
    await services.subscribe(aSignUp());
    await hub.links(2);
    const mail = (await hub.mails()).find((text) => text.includes('List-Unsubscribe')) ?? '';
    const { headers } = await PostalMime.parse(mail);
    const offered = headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
    const [, url = '', mailto = ''] = /^<(http[^>]+)>, <(mailto:[^>]+)>$/.exec(offered) ?? [];
    expect(await services.openUnsubscribe(new URL(url).searchParams.get('token') ?? '')).toEqual({
      kind: 'open',
      language: 'nl',
    });

    const name = await maildir.deliver(mailTo(new URL(mailto).pathname));
    const gone = async () => (await maildir.list('new')).length === 0;
    const lines = await readUntil(maildir.path, gone, (one) => services.unsubscribe(one));
    expect(lines).toEqual(['unsubscribed by mail: 1']);
    expect(await maildir.list('cur')).toEqual([`${name}:2,S`]);
    const rows = hub.rows();
    expect(rows).toContain('"sub.left"');

    // Killed before the mail was marked: it is there again, and nothing happens twice.
    await maildir.deliver(mailTo(new URL(mailto).pathname));
    await readUntil(maildir.path, gone, (one) => services.unsubscribe(one));
    expect(hub.rows()).toBe(rows);
  });

  test('without a mailbox only the link is offered', async () => {
    await using hub = await startServices();
    await hub.services.subscribe(aSignUp());
    const [link = ''] = await hub.links(1);
    await hub.services.confirm(new URL(link).searchParams.get('token') ?? '');
    await hub.services.subscribe(aSignUp());
    await hub.links(2);
    expect((await hub.mails()).join()).toContain('List-Unsubscribe');
    expect((await hub.mails()).join()).not.toContain('mailto:');
  });

  test.each([
    ['by the address that the server delivered to', `Delivered-To: leave+${token}@brand.example`],
    ['by the subject alone', `To: leave@brand.example\r\nSubject: unsubscribe ${token}`],
    [
      'folded and encoded',
      `To: leave@brand.example\r\nSubject: =?utf-8?Q?unsubscribe_?=\r\n =?utf-8?Q?${token}?=`,
    ],
  ])('knows the token %s', async (_how, head) => {
    await using maildir = await makeMaildir();
    const seen: string[] = [];
    await maildir.deliver(`${head}\r\n\r\nplease\r\n`);
    const done = async () => (await maildir.list('cur')).length === 1;
    await readUntil(maildir.path, done, (one) => {
      seen.push(one);
      return Promise.resolve(left);
    });
    expect(seen).toEqual([token]);
  });

  test('leaves all other mail as it is', async () => {
    await using maildir = await makeMaildir();
    const names = [
      await maildir.deliver(mailTo(address, 'A question')),
      await maildir.deliver(`To: leave@brand.example\r\n\r\nunsubscribe ${token}\r\n`),
      await maildir.deliver(''),
      await maildir.deliver('\0\x01 no mail at all'),
    ];
    await maildir.deliver(mailTo(`leave+${token}@brand.example`));
    const bytes = () =>
      Promise.all(names.map((name) => readFile(path.join(maildir.path, 'new', name))));
    const before = await bytes();
    const done = async () => (await maildir.list('cur')).length === 1;
    await readUntil(maildir.path, done, () => Promise.resolve(left));
    expect(await maildir.list('new')).toEqual(names);
    expect(await bytes()).toEqual(before);
  });

  test('follows no link out of the folder', async () => {
    await using maildir = await makeMaildir();
    await using elsewhere = await makeFolder();
    const outside = path.join(elsewhere.path, 'mail');
    await writeFile(outside, mailTo(`leave+${token}@brand.example`));
    await symlink(outside, path.join(maildir.path, 'new', '1.link'));
    await maildir.deliver(mailTo(`leave+${token}@brand.example`));
    const asked: string[] = [];
    const done = async () => (await maildir.list('cur')).length === 1;
    await readUntil(maildir.path, done, (one) => {
      asked.push(one);
      return Promise.resolve(left);
    });
    expect(asked).toHaveLength(1);
    expect(await maildir.list('new')).toEqual(['1.link']);
  });

  test('keeps a mail until the store has it, and lets no mail wait for another', async () => {
    await using maildir = await makeMaildir();
    const other = tokenOf(new Uint8Array(32).fill(4));
    await maildir.deliver(mailTo(`leave+${token}@brand.example`));
    await maildir.deliver(mailTo(`leave+${other}@brand.example`));
    let refusals = 2;
    const done = async () => (await maildir.list('new')).length === 0;
    const lines = await readUntil(maildir.path, done, (one) => {
      if (one === token && refusals > 0) {
        refusals -= 1;
        return Promise.reject(new Error(`no room for ${one}`));
      }
      return Promise.resolve(left);
    });
    expect(lines.filter((line) => line === 'unsubscribed by mail: 1')).toHaveLength(2);
    expect(lines.join()).toContain('unsubscribe mails to be tried again: 1');
    expect(lines.join()).not.toContain(token);
  });

  test('says so when the folder cannot be read, and reads on when it can', async () => {
    await using folder = await makeFolder();
    const lines: string[] = [];
    const reading = readMailbox(
      { address, maildir: folder.path },
      {
        unsubscribe: () => Promise.resolve(left),
        log: (line) => void lines.push(line),
        everyMs: 5,
      },
    );
    await expect.poll(() => lines[0]).toMatch(/^unsubscribe mailbox not read: .*ENOENT/);
    for (const name of ['new', 'cur']) await mkdir(path.join(folder.path, name));
    await writeFile(path.join(folder.path, 'new', '1.a'), mailTo(`leave+${token}@brand.example`));
    await expect.poll(() => readdir(path.join(folder.path, 'cur'))).toEqual(['1.a:2,S']);
    await reading.stop();
  });
});
