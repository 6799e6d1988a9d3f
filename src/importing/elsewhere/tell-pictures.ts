import { hostOf } from './hosts.ts';
import { picturesBehind } from './originals.ts';
import { elsewhereIn, type PictureLedger } from './picture-ledger.ts';

/** What became of the pictures of one host. */
export interface PicturesOfHost {
  readonly host: string;
  /** Whether it is the old blog's. */
  readonly isOwn: boolean;
  readonly here: number;
  /** To be fetched, were it no trial. */
  readonly awaited: number;
  readonly failed: number;
  /** Nobody asked for them. */
  readonly left: number;
}

/** The pictures behind `addresses` by host, the old blog's first. */
export function picturesByHost(
  addresses: readonly string[],
  ledger: PictureLedger,
): PicturesOfHost[] {
  const at = elsewhereIn(ledger);
  const groups = Map.groupBy(picturesBehind(addresses), ({ original }) => hostOf(original));
  return [...groups]
    .map(([host, pictures]) => {
      const kinds = pictures.map(({ original }) =>
        ledger.refusals.has(original) ? 'failed' : at(original).kind,
      );
      const count = (kind: (typeof kinds)[number]) => kinds.filter((one) => one === kind).length;
      return {
        ...{ host, isOwn: ledger.isOwnHost(host) },
        ...{ here: count('here'), awaited: count('awaited') },
        ...{ failed: count('failed'), left: count('there') },
      };
    })
    .toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || (a.host < b.host ? -1 : 1));
}

const permission = 'only where their makers let you';

/** The same for people; nothing where no text shows a picture of the web. */
export function linesAboutPictures(rows: readonly PicturesOfHost[]): string[] {
  const line = (
    kind: 'here' | 'awaited' | 'failed' | 'left',
    told: string,
    whose: readonly boolean[] = [true, false],
  ) => {
    const some = rows.filter((row) => row[kind] > 0 && whose.includes(row.isOwn));
    const sum = some.reduce((total, row) => total + row[kind], 0);
    const hosts = some.slice(0, 5).map((row) => `${row.host} ${row[kind]}`);
    if (some.length > 5) hosts.push(`${some.length - 5} more hosts`);
    return sum === 0 ? [] : [`Pictures ${told}: ${sum} (${hosts.join(', ')}).`];
  };
  return [
    ...line('here', 'brought from the old blog', [true]),
    ...line('here', `brought from others, to keep ${permission}`, [false]),
    ...line('awaited', 'that would be fetched'),
    ...line(
      'failed',
      'that could not be fetched, now links (the report says why; import again to try again)',
    ),
    ...line('left', 'on the old blog, now links; --fetch-pictures brings them', [true]),
    ...line(
      'left',
      `at hosts of others, now links; --fetch-pictures=all brings them, ${permission}`,
      [false],
    ),
    ...(rows.some(({ left }) => left > 0) && !rows.some(({ isOwn }) => isOwn)
      ? ['Name the old site with --site https://old.example: then its own pictures are told apart.']
      : []),
  ];
}
