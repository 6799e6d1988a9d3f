import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import hoodiecrow from 'hoodiecrow-imap';

import type { BounceMailboxSettings } from '#server/bounces/bounce-settings.ts';

import { makeFolder } from './audience.ts';

/** A real mailbox, and a look into it from the other side. */
export interface HeldMailbox extends AsyncDisposable {
  readonly place: BounceMailboxSettings['place'];
  deliver(text: string, at?: Date): Promise<void>;
  /** The mails by their text, each with whether it was read. */
  list(): Promise<{ text: string; isSeen: boolean }[]>;
}

export const mailboxes: [string, () => Promise<HeldMailbox>][] = [
  ['a maildir', makeMaildir],
  ['an IMAP server', makeImapServer],
];

/** A maildir as a mail server makes it. */
async function makeMaildir(): Promise<HeldMailbox> {
  const folder = await makeFolder();
  for (const name of ['new', 'cur', 'tmp']) await mkdir(path.join(folder.path, name));
  let count = 0;
  return {
    place: { maildir: folder.path },
    async deliver(text, at) {
      count += 1;
      const file = path.join(folder.path, 'new', `17637${count}.M1P1.mail.example`);
      await writeFile(file, text);
      if (at) await utimes(file, at, at);
    },
    async list() {
      const mails: { text: string; isSeen: boolean }[] = [];
      for (const place of ['new', 'cur']) {
        for (const name of (await readdir(path.join(folder.path, place))).toSorted()) {
          const text = await readFile(path.join(folder.path, place, name), 'utf8');
          mails.push({ text, isSeen: place === 'cur' });
        }
      }
      return mails;
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** A server that speaks IMAP4rev1 and keeps its mails in memory. */
async function makeImapServer(): Promise<HeldMailbox> {
  const imap = hoodiecrow({
    plugins: ['UIDPLUS', 'IDLE', 'UNSELECT', 'ID'],
    storage: { INBOX: { messages: [] } },
  });
  imap.listen(0, '127.0.0.1');
  await once(imap.server, 'listening');
  const { port } = imap.server.address() as AddressInfo;
  return {
    place: { imapUrl: `imap://testuser:testpass@127.0.0.1:${port}/INBOX` },
    deliver(text, at = new Date()) {
      imap.appendMessage('INBOX', [], imapDate(at), text);
      return Promise.resolve();
    },
    list() {
      const { messages } = imap.getMailbox('INBOX');
      return Promise.resolve(
        messages.map(({ raw, flags }) => ({
          text: raw,
          isSeen: flags.includes(String.raw`\Seen`),
        })),
      );
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => imap.close(resolve)),
  };
}

/** RFC 3501 §9, `date-time`. */
function imapDate(at: Date): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(at.toUTCString()) ?? [];
  return `${day}-${month}-${year} ${time} +0000`;
}
