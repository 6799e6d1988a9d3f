import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

const projectRoot = path.resolve(import.meta.dirname, '..', '..');
const manifest = await readFile(path.join(projectRoot, 'package.json'), 'utf8');
const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };

describe('what users are told to type', () => {
  test.each(['README.md', 'content/README.md', 'src/ARCHITECTURE.md', '.github/CONTRIBUTING.md'])(
    '%s names only commands that exist',
    async (file) => {
      const text = await readFile(path.join(projectRoot, file), 'utf8');
      const named = Array.from(text.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g), ([, one]) => one);
      expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
    },
  );

  test('every command of the folder can be run by npm, and the other way round', async () => {
    const files = (await readdir(path.join(projectRoot, 'scripts'))).filter((name) =>
      name.endsWith('.ts'),
    );
    const run = Object.values(scripts).map((line) => /scripts\/([a-z-]+\.ts)/.exec(line)?.[1]);
    expect(new Set(run)).toEqual(new Set(files));
    for (const name of Object.keys(scripts)) {
      expect(manifest.split(`\n    "${name}": `), name).toHaveLength(2);
    }
  });
});
