import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// npm leaves out what a registry did not offer, and `npm ci` then refuses the lockfile (npm/cli#4828).
test('the lockfile names every package for every platform, so that `npm ci` installs from it anywhere', async () => {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const locked = Object.keys(packages);
  const missing = Object.entries(packages).flatMap(([holder, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !locked.some((place) => isSeenFrom(holder, place, name)))
      .map((name) => `${name}, which ${holder} may need`),
  );
  expect(locked.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});

/** Whether `place` is where the package at `holder` would find `name`. */
function isSeenFrom(holder: string, place: string, name: string): boolean {
  const suffix = `node_modules/${name}`;
  if (!place.endsWith(suffix)) return false;
  const folder = place.slice(0, -suffix.length);
  return `${holder}/`.startsWith(folder);
}
