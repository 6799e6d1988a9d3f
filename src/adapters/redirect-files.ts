import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Content } from '#articles/content.ts';
import { problem } from '#articles/rules/catalogue.ts';
import { languages } from '#hub/languages.ts';
import type { Problem } from '#hub/problem.ts';
import { redirectHosts } from '#hub/redirects/hosts/hosts.ts';
import { readRedirect } from '#hub/redirects/read-redirect.ts';
import {
  builtRedirectsSchema,
  pathKey,
  type Redirect,
  redirectsFile,
} from '#hub/redirects/redirect.ts';
import { pathTo, placeIds } from '#hub/urls.ts';

import { filesBelow } from './file-tree.ts';

const builtFile = 'redirects.json';

/**
 * Writes the redirects of `content` beside the finished pages in `folder`/client, for the host to
 * serve. Those to pages that this build lacks (articles that are not public yet) are left out.
 */
export async function buildRedirects(
  { redirects, hub }: Pick<Content, 'redirects' | 'hub'>,
  { folder, lineOf }: { folder: string; lineOf: (old: string) => number },
): Promise<{ built: readonly Redirect[]; problems: readonly Problem[] }> {
  const files = await filesBelow(path.join(folder, 'client'));
  const places = languages.flatMap((language) => placeIds.map((place) => pathTo(place, language)));
  const paths = [...files.map((name) => `/${name}`.replace(/\/index\.html$/, '/')), ...places];
  const exact = new Set(paths);
  const known = new Set(paths.map(pathKey));
  const problems: Problem[] = [];
  const found = (rule: 'redirect/hides-page' | 'redirect/dead', old: string, message: string) =>
    problems.push(
      problem(rule, { file: redirectsFile, line: lineOf(old), message: `"${old}" ${message}` }),
    );

  const built = Object.entries(redirects).flatMap(([from, to]): Redirect[] => {
    const redirect = readRedirect({ from, to }, hub.site);
    if (typeof redirect === 'string') return [];
    if (redirect.query.length === 0 && known.has(pathKey(redirect.from))) {
      found(
        'redirect/hides-page',
        from,
        'is an address that the build itself makes; remove the line',
      );
    }
    const target = redirect.to.startsWith('/') ? redirect.to.replace(/[?#].*$/s, '') : null;
    if (target === null || exact.has(decodeURIComponent(target))) return [redirect];
    if (!target.endsWith('/')) {
      found('redirect/dead', from, `leads to "${to}", which the build does not make; correct it`);
    }
    return [];
  });
  await writeFile(path.join(folder, builtFile), `${JSON.stringify(built)}\n`);
  return { built, problems };
}

/** The redirects of the build in `folder`; none where an older Freehold built it. */
export async function readBuiltRedirects(folder: string): Promise<Redirect[]> {
  try {
    const text = await readFile(path.join(folder, builtFile), 'utf8');
    return builtRedirectsSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Writes `redirects` for every host to `exports/redirects/` below `root`, and tells what one cannot take. */
export async function exportRedirects(
  redirects: readonly Redirect[],
  { root, site }: { root: string; site: string },
): Promise<string[]> {
  const folder = path.join(root, 'exports', 'redirects');
  await rm(folder, { recursive: true, force: true });
  if (redirects.length === 0) return [];
  const written = await Promise.all(
    Object.values(redirectHosts).map(async ({ label, file, write }) => {
      const { text, left } = write(redirects, site);
      const place = path.join(folder, file);
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, text);
      return left.map((line) => `${label}: ${line}`);
    }),
  );
  return written.flat();
}
