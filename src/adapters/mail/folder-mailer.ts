import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import type { Mailer, OutgoingMail } from '#audience/mail.ts';

import { replaceFile } from '../durable-file.ts';
import { namesAddress } from './mail-search.ts';
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
      for (const { file, stamp } of await listMails(directory))
        if (stamp < limit) await remove(file);
    },
    async forgetAddress(address) {
      for (const { file } of await listMails(directory)) {
        if (namesAddress(await readMail(file), address)) await remove(file);
      }
    },
    close: () => Promise.resolve(),
  };
}

async function listMails(directory: string): Promise<{ file: string; stamp: string }[]> {
  const names = await readdir(directory).catch(() => []);
  return names.flatMap((name) => {
    const stamp = mailFileName.exec(name)?.[1];
    return stamp === undefined ? [] : [{ file: join(directory, name), stamp }];
  });
}

/** Another process may remove the same old mails. */
async function readMail(file: string): Promise<Buffer> {
  return readFile(file).catch(ifGone(Buffer.alloc(0)));
}

async function remove(file: string): Promise<void> {
  await unlink(file).catch(ifGone(undefined));
}

function ifGone<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return value;
    throw error;
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
