import type { Engine } from './engine.ts';
import { isPostgres } from './place.ts';
import { openPostgresEngine } from './postgres-engine.ts';
import { openSqliteEngine } from './sqlite-engine.ts';
import type { OnStoreCall } from './store-calls.ts';

/** Opens the database at `place`, a directory or the URL of a PostgreSQL database. The caller closes it. */
export function openEngine(place: string, onCall?: OnStoreCall): Promise<Engine> {
  return isPostgres(place)
    ? openPostgresEngine(place, { onCall })
    : openSqliteEngine(place, onCall);
}
