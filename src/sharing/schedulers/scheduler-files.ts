import { stringify } from 'csv-stringify/sync';

import type { PlannedPost } from '../planning/planned-posts.ts';
import { schedulersFolder } from '../share-kit.ts';
import type { SchedulerProfile } from './profile.ts';
import { schedulers } from './profiles.ts';

/** A file for a scheduler, and the posts in it in the order of its rows. */
export interface SchedulerFile {
  readonly name: string;
  readonly text: string;
  readonly posts: readonly PlannedPost[];
}

/** The files of every scheduler that takes any of `planned`, as many as its limit of rows asks for. */
export function schedulerFiles(planned: readonly PlannedPost[]): SchedulerFile[] {
  const all: Readonly<Record<string, SchedulerProfile>> = schedulers;
  return Object.entries(all).flatMap(([id, profile]) => {
    const taken = planned.filter(({ post }) => profile.platforms.includes(post.platform));
    const bundles =
      profile.filePer === 'scheduler'
        ? new Map([[id, taken]])
        : Map.groupBy(taken, ({ post }) => `${id}-${post.platform}`);
    return [...bundles].flatMap(([name, posts]) => filesOf(name, { profile, posts }));
  });
}

function filesOf(
  name: string,
  { profile, posts }: { profile: SchedulerProfile; posts: readonly PlannedPost[] },
): SchedulerFile[] {
  const size = profile.maxRows ?? Math.max(posts.length, 1);
  const count = Math.ceil(posts.length / size);
  return Array.from({ length: count }, (_, index) => {
    const part = posts.slice(index * size, (index + 1) * size);
    return {
      name: `${schedulersFolder}/${name}${count > 1 ? `-${index + 1}of${count}` : ''}.csv`,
      text: csvOf(part.map(profile.row), profile),
      posts: part,
    };
  });
}

/** RFC 4180, every cell between quotes and to the letter: a scheduler must post what the kit says. */
function csvOf(
  rows: readonly Readonly<Record<string, string>>[],
  { header, byteOrderMark }: Pick<SchedulerProfile, 'header' | 'byteOrderMark'>,
): string {
  return stringify([...rows], {
    header: true,
    columns: [...header],
    quoted: true,
    quoted_empty: true,
    record_delimiter: '\r\n',
    bom: byteOrderMark,
  });
}
