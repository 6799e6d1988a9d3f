import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import type { KeptMail, Mailer } from '#audience/mail.ts';

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
        const file = join(directory, mailFileName(mail));
        await replaceFile(file, bytes);
        return { kind: 'sent', file };
      } catch (error) {
        return { kind: 'unreachable', reason: `${directory}: ${codeOf(error)}` };
      }
    },
    listKept: () => listMails(directory),
    removeKept: (names) => removeAll(names.map((name) => join(directory, name))),
    async forgetAddress(address) {
      for (const { name } of await listMails(directory)) {
        const file = join(directory, name);
        if (namesAddress(await readMail(file), address)) await removeAll([file]);
      }
    },
    close: () => Promise.resolve(),
  };
}

async function listMails(directory: string): Promise<KeptMail[]> {
  const names = await readdir(directory).catch(ifGone([]));
  return names.flatMap((name) => {
    const { stamp, mailId } = mailFilePattern.exec(name)?.groups ?? {};
    if (stamp === undefined || mailId === undefined) return [];
    return [{ name, mailId, createdAt: new Date(stamp.replace(stampParts, '$1-$2-$3T$4:$5:$6Z')) }];
  });
}

/** Another process may remove the same mails. */
async function readMail(file: string): Promise<Buffer> {
  return readFile(file).catch(ifGone(Buffer.alloc(0)));
}

async function removeAll(files: readonly string[]): Promise<void> {
  for (const file of files) await unlink(file).catch(ifGone(undefined));
}

function ifGone<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return value;
    throw error;
  };
}

/** Names the file of a mail: those of one folder sort by time. */
export function mailFileName({
  createdAt,
  kind,
  id,
}: {
  readonly createdAt: Date;
  readonly kind: string;
  readonly id: string;
}): string {
  return `${stampOf(createdAt)}-${kind}-${id}.eml`;
}

/** `20261122T030100Z`: sorts by time and is a valid name on every file system. */
function stampOf(instant: Date): string {
  return `${instant.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}

/** A mail, or the beginning of one that a killed process left behind. */
const mailFilePattern =
  /^\.?(?<stamp>\d{8}T\d{6}Z)-[a-z-]+-(?<mailId>[0-9a-f-]{36})\.eml(?:\.[0-9a-f]{16}\.tmp)?$/;

const stampParts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
