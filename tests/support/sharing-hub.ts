import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { type PlatformId, platformIds } from '#sharing/platforms.ts';

import { main } from '../../scripts/share.ts';
import { type FileChange, makeHub } from './hub-folder.ts';

export const asOf = '2026-11-30';
/** The one article of the minimal hub. */
export const article = 'content/articles/nl/eerste-lekke-band.mdx';
export const folder = 'exports/share';

/** The minimal hub on every platform, or on some. */
export function makeSharingHub(
  files: Record<string, FileChange> = {},
  on: readonly PlatformId[] = platformIds,
) {
  const uses = on.map((id) => `    ${id}: { use: distribution }`).join('\n');
  return makeHub({
    'content/hub.yaml': (text) => `${text}share:\n  platforms:\n${uses}\n`,
    ...files,
  });
}

/** Runs the command on the hub at `root` as it would on the day {@link asOf}; an export leaves out pages and pictures. */
export async function share(root: string, ...argv: string[]) {
  const isExport = argv[0]?.startsWith('-') ?? true;
  return shareAll(root, ...(isExport ? ['--texts-only'] : []), ...argv);
}

/** The same with everything. */
export async function shareAll(root: string, ...argv: string[]) {
  const data: string[] = [];
  const remarks: string[] = [];
  const output = {
    data: (line: string) => data.push(line),
    remark: (line: string) => remarks.push(line),
  };
  const status = await main(argv, output, { hubRoot: root, asOf });
  return { status, data: data.join('\n'), remarks: remarks.join('\n') };
}

/** Every file below the folder with its text and the moment it was written. */
export async function filesIn(root: string): Promise<Record<string, string>> {
  const entries = await readdir(path.join(root, folder), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const texts = await Promise.all(
    files.map(async (file) => {
      const { mtimeMs } = await stat(file);
      return [
        path.relative(path.join(root, folder), file),
        `${mtimeMs} ${await readFile(file, 'utf8')}`,
      ] as const;
    }),
  );
  return Object.fromEntries(texts);
}
