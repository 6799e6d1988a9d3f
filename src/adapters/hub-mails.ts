import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Content } from '#articles/content.ts';
import type { IssueForCard } from '#cards/cards-of.ts';
import { brandTokens } from '#hub/brand-tokens.ts';
import { addDays, type Day } from '#hub/calendar.ts';
import { issuePath } from '#hub/urls.ts';
import type { Problem } from '#hub/problem.ts';
import type { Issue } from '#newsletter/issue.ts';
import { composeIssue } from '#newsletter/compose-issue.ts';
import { maxHtmlBytes } from '#newsletter/encoded-size.ts';
import type { MailIssue } from '#newsletter/mail-parts.ts';

import { writeFileAtomically } from './atomic-file.ts';
import { keepMailParts, type MailParts, picturesIn, takeMailParts } from './mail-parts.ts';
import { drawMailPictures } from './mail-pictures.ts';
import { sealCache, verifyCache } from './verified-cache.ts';

/** For so many days covers are published for mails; who opens a digest later sees what they show in words. */
const pictureDays = 183;

/**
 * Takes what mails are made of out of the pages in `clientDir`, draws their pictures there, and keeps the rest
 * for sending. What does not work in a mail is reported, with file and line.
 */
export async function makeMails(
  { hub }: Content,
  {
    root,
    clientDir,
    cacheDir,
    asOf,
  }: { root: string; clientDir: string; cacheDir: string; asOf: Day },
): Promise<Problem[]> {
  const parts = await takeMailParts(clientDir);
  await verifyCache(cacheDir);
  const drawn = await drawMailPictures(picturesIn(parts, addDays(asOf, -pictureDays)), {
    root,
    clientDir,
    cacheDir,
    ground: brandTokens(hub).light['surface-0'].hex,
  });
  await sealCache(cacheDir);
  const problems = await Promise.all([
    ...drawn.map(async ({ picture, jpeg, reason }) => {
      if (jpeg === null) return [pictureProblem(picture.file, reason)];
      await writeFileAtomically(path.join(clientDir, picture.path), jpeg);
      return [];
    }),
    ...parts.issues.map((issue) => issueProblems(issue, { hub, root, parts })),
  ]);
  const found = problems.flat();
  // What was refused is never sent.
  if (found.length === 0) await keepMailParts(root, parts);
  return found;
}

/** What the card of an issue's page needs. */
export function issueForCard({ slug, file, data }: Issue): IssueForCard {
  const { lang: language, subject, preheader } = data;
  return { language, path: issuePath(language, slug), file, subject, preheader };
}

/** What keeps `issue` from being a mail. */
async function issueProblems(
  issue: MailIssue,
  { hub, root, parts }: { hub: Content['hub']; root: string; parts: MailParts },
): Promise<Problem[]> {
  const leaks = await Promise.all(
    issue.leaks.map(async ({ file, found, message }): Promise<Problem> => {
      const line = await lineOf(path.join(root, file), found);
      return { rule: 'issue/web-only', severity: 'error', file, line, message };
    }),
  );
  const { bytes, isTooLarge } = composeIssue(issue, {
    hub,
    siteUrl: hub.site,
    articles: parts.articles,
  });
  if (!isTooLarge) return leaks;
  const message = `weighs ${bytes} bytes as a mail and at most ${maxHtmlBytes} are shown whole; shorten the intro or pick fewer articles`;
  const tooLarge = { rule: 'issue/too-large', severity: 'error', message } as const;
  return [...leaks, { ...tooLarge, file: `content/issues/${issue.id}.mdx`, line: 1 }];
}

/** The line of `file` on which `found` stands first; 1 where an editor wrote it another way. */
async function lineOf(file: string, found: string): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return Math.max(1, lines.findIndex((line) => line.includes(found)) + 1);
}

function pictureProblem(file: string, reason: string): Problem {
  return {
    rule: 'issue/picture',
    severity: 'error',
    file,
    line: 1,
    message: `${reason}; mails show it`,
  };
}
