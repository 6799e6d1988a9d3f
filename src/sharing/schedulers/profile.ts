import type { Day } from '#hub/calendar.ts';

import type { PlatformId } from '../platforms.ts';
import type { PlannedPost } from '../planning/planned-posts.ts';

/** What a scheduler takes as a file of many posts, and how we know. */
export interface SchedulerProfile {
  readonly label: string;
  /** To the letter: every scheduler refuses a file with another header. */
  readonly header: readonly string[];
  readonly source: string;
  readonly checkedOn: Day;
  /** What no first-hand source says. */
  readonly unconfirmed?: string;
  readonly platforms: readonly PlatformId[];
  /** Whether its files are for one account each, or one file names the platform in every row. */
  readonly filePer: 'platform' | 'scheduler';
  /** The most posts in one file, where there is a limit. */
  readonly maxRows?: number;
  readonly byteOrderMark: boolean;
  readonly row: (planned: PlannedPost) => Readonly<Record<string, string>>;
}

/** Gives a profile's rows the names of its header as their type. */
export function profileOf<const Header extends readonly string[]>(
  profile: Omit<SchedulerProfile, 'row' | 'header'> & {
    readonly header: Header;
    readonly row: (planned: PlannedPost) => Partial<Readonly<Record<Header[number], string>>>;
  },
): SchedulerProfile {
  const { row } = profile;
  return {
    ...profile,
    row: (planned) => {
      const cells: Readonly<Record<string, string | undefined>> = row(planned);
      return Object.fromEntries(profile.header.map((name) => [name, cells[name] ?? '']));
    },
  };
}
