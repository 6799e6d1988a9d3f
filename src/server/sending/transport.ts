import { join } from 'node:path';

import {
  folderLane,
  type IssueLane,
  type LaneOptions,
  smtpLane,
} from '#adapters/mail/issue-lane.ts';
import { nameOf, parseSmtpUrl } from '#adapters/mail/smtp-server.ts';

import type { Environment } from '../environment.ts';

/** Where mails of an issue are handed over. */
export interface IssueTransport {
  /** As operators read it, without a password. */
  readonly name: string;
  /** How many mails go at once. */
  readonly lanes: number;
  openLane(): IssueLane;
}

export function smtpTransport(
  url: string,
  { lanes = 5, ...options }: LaneOptions & { readonly lanes?: number } = {},
): IssueTransport {
  const server = parseSmtpUrl(url);
  return { name: nameOf(server), lanes, openLane: () => smtpLane(server, options) };
}

/** Writes mails to files instead of sending them. */
export function folderTransport(directory: string): IssueTransport {
  return { name: directory, lanes: 2, openLane: () => folderLane(directory) };
}

/** The mail server of the environment, or the outbox folder where it names none. */
export function transportFor(
  { smtpUrl, dataDir }: Pick<Environment, 'smtpUrl' | 'dataDir'>,
  options: LaneOptions & { readonly lanes: number },
): IssueTransport {
  return smtpUrl === undefined
    ? folderTransport(join(dataDir, 'outbox'))
    : smtpTransport(smtpUrl, options);
}
