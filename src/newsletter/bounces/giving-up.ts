import type { Judgement } from './judgement.ts';

/** An issue that was mailed to somebody, and what came of it. */
export interface MailedIssue {
  readonly at: Date;
  /** Whether the server took it. */
  readonly isSent: boolean;
  /** What was reported of it afterwards, or said at once; `null` for nothing. */
  readonly judgement: Judgement | null;
}

const dayMs = 24 * 60 * 60 * 1000;
const minIssues = 3;
const minSpanMs = 14 * dayMs;

/**
 * Whether a mailbox that never was refused for good is given up: three issues in a row over at least 14 days came back.
 * One that was delivered begins the count anew. `mailed` is what the person was mailed, in any order.
 */
export function isGivenUp(mailed: readonly MailedIssue[]): boolean {
  const newestFirst = mailed.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const delivered = newestFirst.findIndex(({ isSent, judgement }) => isSent && judgement === null);
  const since = delivered === -1 ? newestFirst : newestFirst.slice(0, delivered);
  const soft = since.filter(({ judgement }) => judgement === 'soft');
  const [newest, oldest] = [soft.at(0), soft.at(-1)];
  if (!newest || !oldest || soft.length < minIssues) return false;
  return newest.at.getTime() - oldest.at.getTime() >= minSpanMs;
}
