import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { filesBelow } from '#adapters/file-tree.ts';
import type { BuildReport } from '#adapters/hub-build.ts';

import { type FileChange, makeHub } from './hub-folder.ts';
import { variedFiles } from './varied-hub.ts';

/** The day on which tests build hubs, unless they choose another. */
export const buildDay = '2026-11-22';

export const projectRoot = path.resolve(import.meta.dirname, '..', '..');

// Below the project, since MDX finds its runtime in the project's node_modules.
const hubsDir = path.join(projectRoot, '.cache', 'test-hubs');

/** How a run of a command ended. */
export interface CommandEnd {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with a hub that is really built, by the command that users run. */
export interface BuiltHub {
  /** Absolute; holds `content/`, `public/` and, after a build, `dist/` and `exports/`. */
  readonly root: string;
  readonly clientDir: string;
  readonly encodedDir: string;
  /** Adds, changes or removes a file by path relative to `root`. */
  change(file: string, change: FileChange): Promise<void>;
  read(file: string): Promise<string>;
  /** Runs `npm run build`; `asOf` is the day that the hub shows. */
  build(options?: { asOf?: string; clean?: boolean }): Promise<CommandEnd>;
  /** As {@link build}, but throws when the build fails, and gives its report. */
  mustBuild(options?: { asOf?: string; clean?: boolean }): Promise<BuildReport>;
  /** Removes the folder. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Builds the demo hub, with what earlier runs kept, so that it takes seconds. Called once before
 * the tests; {@link builtDemo} gives it to them.
 */
export async function prepareDemo(): Promise<void> {
  const { root, mustBuild } = builtDemo();
  await mkdir(root, { recursive: true });
  for (const folder of ['content', 'public']) {
    await rm(path.join(root, folder), { recursive: true, force: true });
    await cp(path.join(projectRoot, folder), path.join(root, folder), { recursive: true });
  }
  await mustBuild();
}

/** The demo hub as {@link prepareDemo} built it. Tests only read it. */
export function builtDemo(): BuiltHub {
  return hubAt(path.join(hubsDir, 'demo'));
}

/** Builds a small hub of {@link variedFiles} anew. Called once; {@link builtVaried} gives it to the tests. */
export async function prepareVaried(): Promise<void> {
  const hub = await openSmallHub('varied', await variedFiles());
  await hub.mustBuild();
}

/** The varied hub as {@link prepareVaried} built it. Tests only read it, or take {@link copyOfBuild}. */
export function builtVaried(): BuiltHub {
  return hubAt(path.join(hubsDir, 'varied'));
}

/** A copy of another hub with all that was built and kept. */
export async function copyOfBuild(name: string, { root: from }: BuiltHub): Promise<BuiltHub> {
  const root = await freshFolder(name);
  await cp(from, root, { recursive: true, verbatimSymlinks: true });
  return hubAt(root);
}

/** A small hub in a folder of this name, which no other test uses: the minimal one with `files` over it. */
export async function openSmallHub(
  name: string,
  files: Record<string, FileChange> = {},
): Promise<BuiltHub> {
  const root = await freshFolder(name);
  await using hub = await makeHub(files);
  await cp(hub.root, root, { recursive: true });
  return hubAt(root);
}

/** A copy of another hub's sources in a folder of its own, with nothing built. */
export async function copyOfHub(name: string, { root: from }: BuiltHub): Promise<BuiltHub> {
  const root = await freshFolder(name);
  for (const folder of ['content', 'public'])
    await cp(path.join(from, folder), path.join(root, folder), { recursive: true });
  return hubAt(root);
}

/** The bytes of every file below `folder`, by path relative to it. */
export async function bytesOf(folder: string): Promise<Map<string, Buffer>> {
  const names = await filesBelow(folder);
  const bytes = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
  return new Map(names.map((name, index) => [name, bytes[index] ?? Buffer.alloc(0)]));
}

/** A digest of every file below `folder`, by path relative to it: what tests compare and print. */
export async function digestsOf(folder: string): Promise<Record<string, string>> {
  const files = await bytesOf(folder);
  return Object.fromEntries(
    [...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
}

/** The names of files that one folder has and the other has not, or that differ. */
export async function differences(one: string, other: string): Promise<string[]> {
  const [first, second] = await Promise.all([bytesOf(one), bytesOf(other)]);
  return [...new Set([...first.keys(), ...second.keys()])]
    .filter((name) => !first.get(name)?.equals(second.get(name) ?? Buffer.alloc(0)))
    .toSorted();
}

/** The HTML of every page in `clientDir`, by its path on the site (`/`, `/en/articles/x/`, `/404.html`). */
export async function pagesIn(clientDir: string): Promise<Map<string, string>> {
  const names = (await filesBelow(clientDir)).filter((name) => name.endsWith('.html'));
  const pages = await Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const html = await readFile(path.join(clientDir, name), 'utf8');
      return [`/${name.replace(/(?<=^|\/)index\.html$/, '')}`, html];
    }),
  );
  return new Map(pages);
}

/** Starts one of the project's commands in a process of its own, for the hub at `root`. */
export function startCommand(
  script: string,
  {
    root,
    argv = [],
    env = {},
  }: { root: string; argv?: readonly string[]; env?: Readonly<Record<string, string>> },
) {
  return spawn(process.execPath, [path.join(projectRoot, 'scripts', script), ...argv], {
    cwd: projectRoot,
    env: { ...inherited(), FREEHOLD_ROOT: root, FREEHOLD_AS_OF: buildDay, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function hubAt(root: string): BuiltHub {
  const build: BuiltHub['build'] = async ({ asOf = buildDay, clean = false } = {}) => {
    const child = startCommand('build.ts', {
      root,
      argv: clean ? ['--clean', '--json'] : ['--json'],
      env: { FREEHOLD_AS_OF: asOf },
    });
    const [stdout, stderr] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      child.exitCode === null ? once(child, 'exit') : [],
    ]);
    return { status: child.exitCode, stdout, stderr };
  };
  return {
    root,
    clientDir: path.join(root, 'dist', 'client'),
    encodedDir: path.join(root, 'dist', 'encoded'),
    build,
    async mustBuild(options) {
      const { status, stdout, stderr } = await build(options);
      if (status !== 0) throw new Error(`the build of ${root} failed\n${stderr}`);
      return JSON.parse(stdout) as BuildReport;
    },
    async change(file, change) {
      const place = path.join(root, file);
      if (change === null) return rm(place);
      const content = typeof change === 'function' ? change(await readFile(place, 'utf8')) : change;
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, content);
    },
    read: (file) => readFile(path.join(root, file), 'utf8'),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** The environment without what the test runner or the developer set for other programs. */
function inherited(): NodeJS.ProcessEnv {
  const own = /^(FREEHOLD_|VITEST|NODE_ENV$|NODE_OPTIONS$|PORT$|HOST$|SMTP_URL$|TRUSTED_PROXIES$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

async function freshFolder(name: string): Promise<string> {
  const root = path.join(hubsDir, name);
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  return root;
}

/** Names in a folder, or none when it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
