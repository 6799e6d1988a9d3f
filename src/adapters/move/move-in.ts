import type { Transaction } from 'kysely';

import { fillStore } from '../backup/fill-store.ts';
import { postgresTarget } from '../backup/postgres-target.ts';
import { sqliteTarget } from '../backup/sqlite-target.ts';
import { migrateIn } from '../store/migrate.ts';
import { isPostgres } from '../store/place.ts';
import type { Tables } from '../store/tables.ts';
import type { Figures } from './manifest.ts';
import { MoveError } from './move-error.ts';
import { partsOfExport, type ReadExport } from './read-export.ts';

export interface MoveOptions {
  readonly read: ReadExport;
  readonly now: Date;
  readonly onRows: (done: number, total: number) => void;
  /** Done when the new store is ready, right before it takes the place: puts the key there. */
  readonly beforeSwap: () => Promise<void>;
}

/**
 * Makes the store at `place`, which must hold nobody, from an export, on whatever engine that was made, in one step.
 * Throws a {@link MoveError} when somebody is there already, or when the figures are not those of the old hub.
 */
export async function moveIn(place: string, options: MoveOptions): Promise<void> {
  const { read, now, onRows, beforeSwap } = options;
  const { files, figures, keyFingerprint } = read.manifest;
  const total = Object.values(files).reduce((sum, { rows }) => sum + rows, 0);
  const target = isPostgres(place) ? postgresTarget(place) : sqliteTarget(place);
  await target.replace(
    {
      fill: (trx, { schema, onTables }) =>
        fillStore(trx, partsOfExport(read, { now }), {
          schema,
          onTables,
          onRows: (done) => onRows(Math.min(done, total), total),
        }),
      async finish(trx, { schema }) {
        await migrateIn(trx, { schema, now });
        await trx
          .insertInto('settings')
          .values({ name: 'server-key', value: keyFingerprint })
          .execute();
        checkFigures(await figuresIn(trx), figures);
      },
    },
    { now, judge: ({ rows }) => refuseIfInhabited(rows), beforeSwap },
  );
}

/** Throws a {@link MoveError} when a store with so many rows about people is no place to move in. */
export function refuseIfInhabited(rows: number | null): void {
  if (rows === 0) return;
  throw new MoveError(
    'The store that is there holds people already, and a move makes a whole store: move into a fresh hub. To add people to this one, import subscribers.csv of the export.',
  );
}

async function figuresIn(trx: Transaction<Tables>): Promise<Figures> {
  const confirmed = await trx
    .selectFrom('subscriptions')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  const events = await trx
    .selectFrom('events')
    .select(['type', ({ fn }) => fn.countAll().as('n')])
    .groupBy('type')
    .execute();
  return {
    confirmed: Number(confirmed.n),
    events: Object.fromEntries(events.map(({ type, n }) => [type, Number(n)])),
  };
}

function checkFigures(found: Figures, wanted: Figures): void {
  const types = new Set([...Object.keys(found.events), ...Object.keys(wanted.events)]);
  const isEqual =
    found.confirmed === wanted.confirmed &&
    [...types].every((type) => found.events[type] === wanted.events[type]);
  if (!isEqual) {
    throw new MoveError(
      'The figures would not be those of the old hub, so nothing was changed. Export it again.',
    );
  }
}
