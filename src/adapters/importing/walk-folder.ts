import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

import type { Finding } from '#importing/finding.ts';

/** Parts of templates, and what a program made: never writing, wherever it stands. */
const notWriting = new Set(['_site', '_includes', '_layouts', '_sass']);
/** The same where a program looks for it; below that a folder of such a name is the writer's own. */
const notWritingAtTop = /^(?:src\/)?(?:vendor|dist|layouts|themes|archetypes|scaffolds)$/;
const writing = /\.(?:mdx?|markdown|mkdn?)$/i;

/**
 * All files below `folder` by their path, sorted, without what is no writing; links are not followed.
 * `left` says of links and of folders that hold Markdown all the same that they were left out.
 */
export async function walkFolder(folder: string): Promise<{ files: string[]; left: Finding[] }> {
  const files: string[] = [];
  const left: Finding[] = [];
  const visit = async (
    below: string,
    { met, isLeft = false }: { met: (file: string) => void; isLeft?: boolean },
  ): Promise<void> => {
    const names = await readdir(path.join(folder, below));
    for (const name of names.toSorted()) {
      if (name.startsWith('.') && !/^\.(?:eleventy\.|vitepress$)/.test(name)) continue;
      if (name === 'node_modules') continue;
      const file = below === '' ? name : `${below}/${name}`;
      const stat = await lstat(path.join(folder, file));
      if (stat.isSymbolicLink()) {
        if (!isLeft) left.push(outcome(file, 'is a symbolic link', 'put the file itself there'));
      } else if (stat.isDirectory()) {
        const isToLeave = notWriting.has(name) || notWritingAtTop.test(file);
        if (isToLeave && !isLeft) await count(file);
        else await visit(file, { met, isLeft });
      } else if (stat.isFile()) met(file);
    }
  };
  const count = async (below: string): Promise<void> => {
    let texts = 0;
    await visit(below, { met: (file) => (texts += writing.test(file) ? 1 : 0), isLeft: true });
    if (texts === 0) return;
    const what = `holds ${texts} Markdown ${texts === 1 ? 'file' : 'files'}, which the old program takes for parts or outputs`;
    left.push({
      ...outcome(below, what, 'if readers may see them, import that folder by itself'),
      construct: 'folder',
    });
  };
  await visit('', { met: (file) => files.push(file) });
  return { files, left };
}

function outcome(source: string, what: string, advice: string): Finding {
  return { outcome: 'lost', construct: 'file', source, line: 1, what, advice };
}
