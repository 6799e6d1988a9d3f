import { constants } from 'node:fs';
import { open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

import PostalMime from 'postal-mime';

import type { LeavingMail } from '#audience/unsubscribe-mail.ts';

import { recipientsOf } from './report-mail.ts';

/** Mail in a maildir folder (https://cr.yp.to/proto/maildir.html): `new/` holds what nobody has read yet. */
export interface Maildir {
  /** The names of the mails in `new/`, oldest first. Throws when the folder cannot be read. */
  listNew(): Promise<string[]>;
  /** Who a mail went to and its subject; `null` when it is gone or no plain file. */
  read(name: string): Promise<LeavingMail | null>;
  /** Moves a mail to `cur/` and marks it as seen. Nothing happens when it is gone. */
  markSeen(name: string): Promise<void>;
}

/** More than any header needs; the rest of a mail is never read. */
const maxHeaderBytes = 64 * 1024;

export function maildir(directory: string): Maildir {
  const fileOf = (name: string) => join(directory, 'new', name);
  return {
    async listNew() {
      const entries = await readdir(join(directory, 'new'), { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map(({ name }) => name)
        .toSorted();
    },
    async read(name) {
      const head = await readHead(fileOf(name));
      if (head === null) return null;
      const { headers } = await PostalMime.parse(head);
      return {
        recipients: recipientsOf(headers),
        subject: headers.find(({ key }) => key === 'subject')?.value ?? '',
      };
    },
    async markSeen(name) {
      const seen = `${name.replace(/:2,[A-Z]*$/, '')}:2,S`;
      await rename(fileOf(name), join(directory, 'cur', seen)).catch(unlessGone);
    },
  };
}

/** The header of the mail in `file`. */
async function readHead(file: string): Promise<Buffer | null> {
  // No link is followed: a mail is a file of this folder.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW).catch(unlessGone);
  if (!handle) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(maxHeaderBytes));
    const text = buffer.toString('latin1', 0, bytesRead);
    const end = /\r?\n\r?\n/.exec(text)?.index ?? bytesRead;
    return buffer.subarray(0, end);
  } finally {
    await handle.close();
  }
}

/** For a file that may be gone, or be a link: then there is none. */
export function unlessGone(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ELOOP') return null;
  throw error;
}
