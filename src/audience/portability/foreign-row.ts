import type { CellOf, ForeignStatus, Format } from './formats.ts';
import { unguarded } from '#hub/formula-guard.ts';

/** A line of a subscriber file of another service, as far as we want to know it: no name and no IP address. */
export interface ForeignRow {
  /** Where the row begins in the file, from 1. */
  readonly line: number;
  readonly email: string;
  /** `null` where the file uses a word that we do not know. */
  readonly status: ForeignStatus | null;
  /** When the person opted in there, by what the file says; ISO where it can be read. */
  readonly consentAt: string | null;
  readonly knownSince: string | null;
  readonly tags: readonly string[];
  readonly language: string | null;
}

/** A line of a file as it was read. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads rows of a file with `columns`, whose people as a whole have the status `otherwise`. */
export function rowReader(
  format: Format,
  { columns, otherwise }: { columns: readonly string[]; otherwise: ForeignStatus },
): (row: FileRow) => ForeignRow {
  // The first of two columns of one name counts.
  const placeOf = new Map(columns.map((name, index) => [name, index] as const).toReversed());
  return ({ line, cells }) => {
    const cell: CellOf = (...names) => {
      const place = names.map((name) => placeOf.get(name)).find((index) => index !== undefined);
      const text = place === undefined ? '' : (cells[place] ?? '');
      return (format.isGuarded ? unguarded(text) : text).trim();
    };
    const first = (names: readonly string[]) => names.map((name) => cell(name)).find(Boolean);
    return {
      line,
      email: cell(...format.address),
      status: format.statusOf(cell, otherwise),
      consentAt: statedTime(first(format.consentAt)),
      knownSince: statedTime(first(format.knownSince)),
      tags: tagsIn(cell(...format.tags)),
      language: cell(...format.language).toLowerCase() || null,
    };
  };
}

/** Column names as formats know them. */
export function columnNames(cells: readonly string[]): readonly string[] {
  return cells.map((cell) => cell.trim().toLowerCase());
}

/** `2023-04-21 11:16:57`, `2023-04-21T11:16:57.000Z`, `2023-04-21`: services write UTC unless they name an offset. */
const timePattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/;

/** A stated time as ISO, `null` for what is none. */
function statedTime(text = ''): string | null {
  const [, day, time = '00:00', offset = 'Z'] = timePattern.exec(text) ?? [];
  const instant = Date.parse(`${day}T${time}${offset === 'UTC' ? 'Z' : offset}`);
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}

/** `"Editors","VIP"`, `a, b` and `["a","b"]` are lists alike. */
function tagsIn(text: string): readonly string[] {
  return text
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((tag) =>
      tag
        .trim()
        .replace(/^["“]+|["”]+$/g, '')
        .trim()
        .toLowerCase(),
    )
    .filter(Boolean);
}
