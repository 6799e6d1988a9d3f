import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What figures depend on besides the code. */
export interface Machine {
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Average load of the last minute when the run began. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** The libraries that decide how long a build takes. */
const libraries = [
  'astro',
  '@astrojs/mdx',
  'vite',
  'satori',
  '@resvg/resvg-js',
  'sharp',
  'pagefind',
];

export async function describeMachine(): Promise<Machine> {
  const versions = await Promise.all(
    libraries.map(async (name) => [name, await versionOf(name)] as const),
  );
  return {
    node: process.version,
    system: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    load: currentLoad(),
    versions: Object.fromEntries(versions),
  };
}

/** Processes that ran or waited to run in the last minute, on average; 0 where the system does not tell. */
export function currentLoad(): number {
  return loadavg()[0] ?? 0;
}

/** Over half the cores busy, times say more about the neighbours than about us. */
export function isBusy({ cores }: Pick<Machine, 'cores'>): boolean {
  return currentLoad() > cores / 2;
}

async function versionOf(library: string): Promise<string> {
  // Some packages do not export their package.json, so it is looked for above what they do export.
  for (
    let folder = path.dirname(fileURLToPath(import.meta.resolve(library)));
    ;
    folder = path.dirname(folder)
  ) {
    const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => '{}');
    const { name, version }: { name?: string; version?: string } = JSON.parse(text);
    if (name === library && version) return version;
    if (folder === path.dirname(folder)) return 'unknown';
  }
}
