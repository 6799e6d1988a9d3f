import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

import { problem } from '#articles/rules/catalogue.ts';
import type { Problem } from '#hub/problem.ts';
import { hasControlCharacter } from '#hub/text.ts';

/**
 * Every file below `content/` that editors mean to be read, relative to `root`, sorted.
 * Links are refused, since a build would publish whatever they lead to; dotfiles and
 * README.md are passed over.
 */
export async function listFiles(root: string): Promise<{ files: string[]; problems: Problem[] }> {
  const files: string[] = [];
  const problems: Problem[] = [];

  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(path.join(root, folder)).catch(() => []);
    for (const name of entries.toSorted()) {
      const file = `${folder}/${name}`;
      if (name.startsWith('.') || name === 'README.md') continue;
      if (hasControlCharacter(name)) {
        const message = 'has an invisible character in its name; rename it';
        problems.push(problem('content/place', { file: printable(file), line: 1, message }));
        continue;
      }
      const stat = await lstat(path.join(root, file));
      if (stat.isSymbolicLink()) problems.push(linkProblem(file));
      else if (stat.isDirectory()) await walk(file);
      else if (stat.isFile()) files.push(file);
      else
        problems.push(
          problem('content/place', { file, line: 1, message: 'is no file; remove it' }),
        );
    }
  };
  await walk('content');
  return { files, problems };
}

/** `text` without what a terminal could take for a command. */
export function printable(text: string): string {
  return [...text].map((sign) => (hasControlCharacter(sign) ? '�' : sign)).join('');
}

function linkProblem(file: string): Problem {
  const message =
    'is a symbolic link; put the file itself here, since whatever a link leads to would be published';
  return problem('content/symlink', { file, line: 1, message });
}
