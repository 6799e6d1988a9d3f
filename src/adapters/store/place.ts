import { join } from 'node:path';

/** Whether the store at `place` is a PostgreSQL database; otherwise `place` is a directory with a SQLite file. */
export function isPostgres(place: string): boolean {
  return /^postgres(?:ql)?:/.test(place);
}

/** The file of a store on SQLite. */
export function storeFile(directory: string): string {
  return join(directory, 'audience.sqlite');
}

/** `place` for people: a database without user and password. */
export function placeName(place: string): string {
  if (!isPostgres(place)) return storeFile(place);
  const { host, pathname } = new URL(place);
  return `the database ${pathname.slice(1)} at ${host}`;
}
