import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { format, resolveConfig } from 'prettier';

import { lintOverrides, markdownTable } from './support/dependency-table.ts';
import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Writes what follows from the dependency table (scripts/support/dependency-table.ts):
the overrides in .oxlintrc.json and the table in src/ARCHITECTURE.md.

  npm run lint-rules -- [--check]

  --check   changes nothing; exit status 1 when a file is not what the table says

Example: npm run lint-rules`;

const begin = '<!-- dependency table: npm run lint-rules -->';
const end = '<!-- end of table -->';

/** Writes or checks both files; 0 done, 1 a file differs, 2 wrong usage. */
export async function main(argv: string[], output: Output = terminal): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const root = path.resolve(import.meta.dirname, '..');
  const files = {
    lint: path.join(root, '.oxlintrc.json'),
    map: path.join(root, 'src/ARCHITECTURE.md'),
  };
  const [lint, map] = await Promise.all([
    readFile(files.lint, 'utf8'),
    readFile(files.map, 'utf8'),
  ]);
  const wanted = {
    lint: await formatted(files.lint, lintFile(lint)),
    map: await formatted(files.map, mapFile(map)),
  };

  const stale = [
    ...(wanted.lint === lint ? [] : [files.lint]),
    ...(wanted.map === map ? [] : [files.map]),
  ].map((file) => path.relative(root, file));
  if (options.check) {
    for (const file of stale)
      output.remark(`${file} is not what the dependency table says; npm run lint-rules writes it.`);
    return stale.length === 0 ? 0 : 1;
  }
  await Promise.all([writeFile(files.lint, wanted.lint), writeFile(files.map, wanted.map)]);
  output.remark(stale.length === 0 ? 'Nothing to change.' : `Wrote ${stale.join(' and ')}.`);
  return 0;
}

/** The lint configuration with its generated overrides first; hand-written ones follow under a name. */
function lintFile(text: string): string {
  const config: unknown = JSON.parse(text);
  if (typeof config !== 'object' || config === null)
    throw new TypeError('.oxlintrc.json is no object');
  const written = 'overrides' in config && Array.isArray(config.overrides) ? config.overrides : [];
  const own = written.filter(
    (one: { rules?: Record<string, unknown> }) =>
      !one.rules || !('no-restricted-imports' in one.rules),
  );
  return `${JSON.stringify({ ...config, overrides: [...lintOverrides(), ...own] }, null, 2)}\n`;
}

/** As the Format check wants it, so that the two never disagree. */
async function formatted(filepath: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}

function mapFile(text: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < 0)
    throw new Error(`src/ARCHITECTURE.md needs the lines "${begin}" and "${end}"`);
  return `${text.slice(0, from)}${begin}\n\n${markdownTable()}\n\n${text.slice(to)}`;
}

await runCommand(import.meta, main);
