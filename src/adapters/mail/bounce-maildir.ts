import { constants } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { BounceMailbox } from './bounce-mailbox.ts';
import { maildir, unlessGone } from './maildir.ts';
import { maxMailBytes } from './report-mail.ts';

/** The mailbox in a maildir folder. A mail is named by its place, `new/…` or `cur/…`. */
export function bounceMaildir(directory: string): BounceMailbox {
  const mails = maildir(directory);
  const baseOf = (name: string) => name.slice(name.indexOf('/') + 1);
  return {
    listNew: async () => (await mails.listNew()).map((name) => `new/${name}`),
    async listSeen(before) {
      const entries = await readdir(join(directory, 'cur'), { withFileTypes: true });
      const seen = entries.filter((entry) => entry.isFile() && /:2,[A-Z]*S/.test(entry.name));
      const found: string[] = [];
      for (const { name } of seen) {
        const file = await stat(join(directory, 'cur', name)).catch(unlessGone);
        if (file && file.mtime < before) found.push(`cur/${name}`);
      }
      return found.toSorted();
    },
    read: (name) => readStart(join(directory, name)),
    markSeen: (name) => mails.markSeen(baseOf(name)),
    remove: (name) => rm(join(directory, name), { force: true }),
    close: () => Promise.resolve(),
  };
}

async function readStart(file: string): Promise<Uint8Array | null> {
  // No link is followed: a mail is a file of this folder.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW).catch(unlessGone);
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, maxMailBytes)));
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
