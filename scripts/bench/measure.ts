import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type Peak, watchPeaks } from './process-peaks.ts';
import { type ProcessUsage, usageFolderVariable } from './usage-hook.ts';

/** What a command took, with every process that it started. */
export interface Measured {
  readonly wallMs: number;
  /** User and system time of all processes. */
  readonly cpuMs: number;
  /** The part of it that other programs than Node took, such as Pagefind's. */
  readonly otherCpuMs: number;
  /** The largest resident memory that one process of it had, and that process's name. */
  readonly peakBytes: number;
  readonly peakOf: string;
  /** What it wrote to stdout. */
  readonly output: string;
}

/** Runs `node` with `args` and measures it. Throws, with what it said, when it fails. */
export async function measure(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<Measured> {
  const folder = await mkdtemp(path.join(tmpdir(), 'freehold-usage-'));
  try {
    const hook = new URL('usage-hook.ts', import.meta.url).href;
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...env,
        NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${hook}`.trim(),
        [usageFolderVariable]: folder,
      },
    });
    const peaks = watchPeaks(child.pid ?? 0);
    let [output, remarks] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (remarks += text));
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const wallMs = performance.now() - started;
    const seen = await peaks.stop();
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${remarks}`);

    const usages = await readUsages(folder);
    const { cpuMs, otherCpuMs } = cpuOf(usages, child.pid ?? 0);
    const largest = largestOf(usages, seen);
    return {
      wallMs,
      cpuMs,
      otherCpuMs,
      peakBytes: largest?.bytes ?? 0,
      peakOf: largest?.name ?? '',
      output,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first process counts its children of every kind, where the system tells; elsewhere Node's own add up. */
function cpuOf(usages: readonly ProcessUsage[], root: number) {
  const ofNode = usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  const first = usages.find(({ pid }) => pid === root);
  const cpuMs = first && first.childrenCpuMs !== null ? first.cpuMs + first.childrenCpuMs : ofNode;
  return { cpuMs, otherCpuMs: Math.max(0, cpuMs - ofNode) };
}

/** Node's own word goes first; what was seen from outside is for other programs. */
function largestOf(
  usages: readonly ProcessUsage[],
  seen: ReadonlyMap<number, Peak>,
): Peak | undefined {
  const told = usages.map(({ pid, name, peakBytes }) => [pid, { name, bytes: peakBytes }] as const);
  return [...new Map([...seen, ...told]).values()].toSorted((a, b) => b.bytes - a.bytes)[0];
}

async function readUsages(folder: string): Promise<ProcessUsage[]> {
  const names = await readdir(folder);
  return Promise.all(
    names.map(async (name) => {
      const usage: ProcessUsage = JSON.parse(await readFile(path.join(folder, name), 'utf8'));
      return usage;
    }),
  );
}
