import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import type { Mailer, OutgoingMail } from '#audience/mail.ts';

import { replaceFile } from '../durable-file.ts';
import { mimeOf } from './mime.ts';

/**
 * Writes every mail to `directory` as a file that any mail program opens, instead of sending it. A mail that is
 * tried again replaces its own file.
 */
export function folderMailer(directory: string): Mailer {
  return {
    async send(mail) {
      const bytes = await mimeOf(mail);
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        const file = join(directory, fileNameOf(mail));
        await replaceFile(file, bytes);
        return { kind: 'sent', file };
      } catch (error) {
        return { kind: 'unreachable', reason: `${directory}: ${codeOf(error)}` };
      }
    },
    async forget(before) {
      const limit = stampOf(before);
      const names = await readdir(directory).catch(() => []);
      const old = names.filter((name) => {
        const stamp = mailFileName.exec(name)?.[1];
        return stamp !== undefined && stamp < limit;
      });
      await Promise.all(old.map((name) => unlink(join(directory, name))));
    },
    close: () => Promise.resolve(),
  };
}

function fileNameOf({ createdAt, kind, id }: OutgoingMail): string {
  return `${stampOf(createdAt)}-${kind}-${id}.eml`;
}

/** `20261122T030100Z`: sorts by time and is a valid name on every file system. */
function stampOf(instant: Date): string {
  return `${instant.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

/** A mail, or the beginning of one that a killed process left behind; its stamp is the first group. */
const mailFileName = /^\.?(\d{8}T\d{6}Z)-[a-z-]+-[0-9a-f-]{36}\.eml(?:\.[0-9a-f]{16}\.tmp)?$/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
