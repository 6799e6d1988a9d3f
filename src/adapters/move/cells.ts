import { guarded, unguarded } from '#hub/formula-guard.ts';

import type { Value } from '../backup/snapshot.ts';

// How the values of a store are written for people and other tools, and read again exactly.

/** A value in `subscribers.csv`; an empty cell is null, so an empty text is an apostrophe. */
export function cellOf(value: Value, { isInstant }: { isInstant: boolean }): string {
  if (value === null) return '';
  if (isInstant) return isoOf(value);
  const text = String(value);
  return /^'*$/.test(text) ? `'${text}` : guarded(text);
}

/** The value that {@link cellOf} was given; numbers come as text, which every engine takes. */
export function valueOfCell(cell: string, { isInstant }: { isInstant: boolean }): Value {
  if (cell === '') return null;
  if (isInstant) return Date.parse(cell);
  return /^'+$/.test(cell) ? cell.slice(1) : unguarded(cell);
}

export interface ColumnKinds {
  readonly instants: readonly string[];
  readonly json: readonly string[];
}

/** A row as an object of NDJSON: instants as ISO text, JSON as such. */
export function recordOf(
  values: Readonly<Record<string, Value>>,
  { instants, json }: ColumnKinds,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (value === null) return [name, null];
      if (instants.includes(name)) return [name, isoOf(value)];
      return [name, json.includes(name) ? embedded(String(value)) : value];
    }),
  );
}

/** The row that {@link recordOf} was given. */
export function valuesOf(
  record: Readonly<Record<string, unknown>>,
  { instants, json }: ColumnKinds,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      if (value === null) return [name, null];
      if (instants.includes(name)) return [name, Date.parse(String(value))];
      if (json.includes(name) && typeof value === 'object') return [name, JSON.stringify(value)];
      return [name, value as Value];
    }),
  );
}

function isoOf(value: string | number): string {
  return new Date(value).toISOString();
}

/** JSON that would come back otherwise than it was written stays text. */
function embedded(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const isWhole = typeof value === 'object' && value !== null && JSON.stringify(value) === text;
    return isWhole ? value : text;
  } catch {
    return text;
  }
}
