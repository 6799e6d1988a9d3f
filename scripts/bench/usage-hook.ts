// Loaded by `--import` into every Node process of a measured command: writes down what each used.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** What one process used until it ended. */
export interface ProcessUsage {
  readonly pid: number;
  /** What it ran: the script's name, without its folder. */
  readonly name: string;
  /** User and system time of all its threads. */
  readonly cpuMs: number;
  /** The same of its child processes that have ended, with theirs; `null` where the system does not tell. */
  readonly childrenCpuMs: number | null;
  readonly peakBytes: number;
}

/** Names the folder to write to. */
export const usageFolderVariable = 'FREEHOLD_BENCH_USAGE';

// proc(5): ticks of /proc/<pid>/stat, whose length Linux fixes at 10 ms for every program.
const tickMs = 10;

const folder = process.env[usageFolderVariable];
if (folder && isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage: ProcessUsage = {
      pid: process.pid,
      name: path.basename(process.argv[1] ?? 'node'),
      cpuMs: (userCPUTime + systemCPUTime) / 1000,
      childrenCpuMs: childrenCpuMs(),
      peakBytes: maxRSS * 1024,
    };
    writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(usage));
  });
}

function childrenCpuMs(): number | null {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    // Fields 16 and 17; the name before them, in brackets, may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) * tickMs;
  } catch {
    return null;
  }
}
