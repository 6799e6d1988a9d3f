import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import type { MailArticle, MailIssue, MailPicture } from '#newsletter/mail-parts.ts';

import { writeFileAtomically } from './atomic-file.ts';
import { filesBelow } from './file-tree.ts';

/** What mails are made of, as the last build left it. */
export interface MailParts {
  readonly articles: readonly MailArticle[];
  /** Those that may still be sent. */
  readonly issues: readonly MailIssue[];
}

/** The folder in which a build leaves what mails are made of: private, never served. */
export function mailPartsDir(root: string): string {
  return path.join(root, '.cache', 'build', 'mail');
}

/** Where Astro writes it among the pages, before {@link takeMailParts}. */
const madeIn = 'mail';

/** Reads what is in `clientDir` for mails, and takes it away from there. */
export async function takeMailParts(clientDir: string): Promise<MailParts> {
  const folder = path.join(clientDir, madeIn);
  const parts = await readParts(folder);
  await rm(folder, { recursive: true, force: true });
  return parts;
}

/** Keeps `parts` below `root` for sending; whoever reads meanwhile gets the old ones or the new, never a mixture. */
export async function keepMailParts(root: string, parts: MailParts): Promise<void> {
  await writeFileAtomically(
    path.join(mailPartsDir(root), 'parts.json'),
    Buffer.from(`${JSON.stringify(parts)}\n`),
  );
}

/** What the last build kept for mails; `null` before the first. */
export async function findMailParts(root: string): Promise<MailParts | null> {
  const text = await readFile(path.join(mailPartsDir(root), 'parts.json'), 'utf8').catch(
    () => null,
  );
  return text === null ? null : (JSON.parse(text) as MailParts);
}

async function readParts(folder: string): Promise<MailParts> {
  const names = await filesBelow(folder);
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(folder, name), 'utf8'));
  const issues = await Promise.all(names.filter((name) => name !== 'articles.json').map(read));
  return {
    articles: (await read('articles.json')) as MailArticle[],
    issues: issues as MailIssue[],
  };
}

/** Every picture that mails made of `parts` may show: covers of what is new or picked, and those in the texts. */
export function picturesIn({ articles, issues }: MailParts, newSince: string): MailPicture[] {
  const picked = new Set(
    issues.flatMap(({ data }) => data.items.map(({ article }) => `${data.lang}/${article}`)),
  );
  const covers = articles.filter(
    ({ id, publishedAt }) => publishedAt >= newSince || picked.has(id),
  );
  return [
    ...covers.flatMap(({ picture }) => picture ?? []),
    ...issues.flatMap(({ pictures }) => pictures),
  ];
}
