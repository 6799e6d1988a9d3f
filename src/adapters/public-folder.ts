import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { problem } from '#articles/rules/catalogue.ts';
import type { Problem } from '#hub/problem.ts';

import { printable } from './content-folder.ts';

/** The files of `public/` by the path readers fetch them at, and what must not be published. */
export async function listPublicFiles(
  root: string,
): Promise<{ publicFiles: Set<string>; problems: Problem[] }> {
  const publicFiles = new Set<string>();
  const problems: Problem[] = [];
  const entries = await readdir(path.join(root, 'public'), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  for (const entry of entries) {
    const name = path
      .relative(root, path.join(entry.parentPath, entry.name))
      .replaceAll(path.sep, '/');
    const file = printable(name);
    const [, ...parts] = name.split('/');
    if (entry.isSymbolicLink()) {
      const message = 'is a symbolic link, so what it leads to would be published; put a copy here';
      problems.push(problem('public/symlink', { file, line: 1, message }));
    } else if (entry.isFile() && isHidden(parts)) {
      const message = 'is hidden, so nobody would notice that it is published; remove or rename it';
      problems.push(problem('public/dotfile', { file, line: 1, message }));
    } else if (entry.isFile()) {
      publicFiles.add(`/${parts.join('/')}`);
    }
  }
  return { publicFiles, problems };
}

// RFC 8615: files that other machines look for at /.well-known/.
function isHidden([first = '', ...rest]: readonly string[]): boolean {
  const parts = first === '.well-known' ? rest : [first, ...rest];
  return parts.some((part) => part.startsWith('.'));
}
