import { basename } from 'node:path';

import {
  detectFormat,
  type FormatId,
  formatIds,
  formats,
  type ForeignStatus,
  statusOfName,
} from '#audience/portability/formats.ts';
import type { Language } from '#hub/languages.ts';

import { WrongUsage } from '../questions.ts';

/** What a whole file may be about. */
export const fileStatuses = ['subscribed', 'unsubscribed', 'cleaned'] as const;

/** The format that was asked for or that `columns` show. Throws {@link WrongUsage}, naming what was found. */
export function chooseFormat(
  columns: readonly string[],
  { from, file }: { from: string | undefined; file: string },
): FormatId {
  const found = `It has the columns ${columns.map((name) => `"${name}"`).join(', ')}.`;
  if (from === undefined) {
    const detected = detectFormat(columns);
    if (detected !== null) return detected;
    const known = formatIds.map(
      (id) => `  ${id}: ${formats[id].signatures.map((names) => names.join(', ')).join(' | or ')}`,
    );
    throw new WrongUsage(
      `${file}:1: no known format. ${found}\nA file of each format has at least:\n${known.join('\n')}`,
    );
  }
  const id = formatIds.find((one) => one === from);
  if (id === undefined) {
    throw new WrongUsage(`--from is "${from}"; write one of ${formatIds.join(', ')}.`);
  }
  const { address, label } = formats[id];
  if (!address.some((name: string) => columns.includes(name))) {
    throw new WrongUsage(
      `${file}:1: a file of ${label} has a column ${address.map((name: string) => `"${name}"`).join(' or ')}. ${found}`,
    );
  }
  return id;
}

/** What the people of `file` are. Throws {@link WrongUsage} where its name and `--status` do not agree. */
export function chooseStatus(file: string, given: string | undefined): ForeignStatus {
  const named = statusOfName(basename(file));
  if (given === undefined) return named ?? 'subscribed';
  const status = fileStatuses.find((one) => one === given);
  if (status === undefined) {
    throw new WrongUsage(`--status is "${given}"; write one of ${fileStatuses.join(', ')}.`);
  }
  if (status === 'subscribed' && named !== null && named !== 'subscribed') {
    throw new WrongUsage(
      `${file} is by its name a list of people who are ${named}, and --status says subscribed. Leave --status out, or rename the file if its name is wrong.`,
    );
  }
  return status;
}

/** Topic ids by the tag that stands for them: every topic for itself, and what `--topics` says. */
export function chooseTopics(
  given: string | undefined,
  known: readonly string[],
): ReadonlyMap<string, string> {
  const topics = new Map(known.map((id) => [id.toLowerCase(), id]));
  for (const pair of given?.split(',') ?? []) {
    const [tag = '', id = '', ...more] = pair.split('=').map((part) => part.trim());
    if (tag === '' || more.length > 0 || !known.includes(id)) {
      throw new WrongUsage(
        `--topics says "${pair}"; write <tag>=<topic>, with a topic of the hub: ${known.join(', ')}.`,
      );
    }
    topics.set(tag.toLowerCase(), id);
  }
  return topics;
}

/** The language for rows that name none. */
export function chooseLanguage(
  given: string | undefined,
  languages: readonly Language[],
): Language {
  const [first] = languages;
  const language = given === undefined ? first : languages.find((one) => one === given);
  if (language !== undefined) return language;
  throw new WrongUsage(`--language is "${given}"; the hub has ${languages.join(', ')}.`);
}

const maxProofCharacters = 200;

/** The operator's words on where consent was given; `null` for none. They end up in events, which name nobody. */
export function chooseProof(given: string | undefined): string | null {
  if (given === undefined) return null;
  const proof = given.trim();
  if (proof === '' || proof.length > maxProofCharacters || /\p{Cc}|\S@\S/u.test(proof)) {
    throw new WrongUsage(
      `--proof takes one line of at most ${maxProofCharacters} characters without a mail address, for example --proof "the sign-up form of our old site".`,
    );
  }
  return proof;
}
