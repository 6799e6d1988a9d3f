import { readFile } from 'node:fs/promises';

/** The most resident memory that a process was seen to have. */
export interface Peak {
  readonly name: string;
  readonly bytes: number;
}

const betweenLooksMs = 100;

/**
 * The peaks, by process id, of the process `root` and all below it. Looks now and then, for programs that cannot be asked at their
 * end. The kernel keeps the peak, so only growth between the last look and the end is missed.
 * Finds nothing on systems without /proc.
 */
export function watchPeaks(root: number): { stop(): Promise<ReadonlyMap<number, Peak>> } {
  const peaks = new Map<number, Peak>();
  let stopped = false;
  const look = async () => {
    while (!stopped) {
      for (const pid of await processesFrom(root)) {
        const peak = await peakOf(pid);
        if (peak) peaks.set(pid, peak);
      }
      await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
    }
  };
  const looking = look();
  return {
    async stop() {
      stopped = true;
      await looking;
      return peaks;
    },
  };
}

async function processesFrom(root: number): Promise<number[]> {
  const children = await readFile(`/proc/${root}/task/${root}/children`, 'utf8').catch(() => '');
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((pid) => processesFrom(Number(pid))),
  );
  return [root, ...below.flat()];
}

async function peakOf(pid: number): Promise<Peak | null> {
  // proc(5): VmHWM is the "high water mark" of resident memory, in kB.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, name] = /^Name:\s*(.+)$/m.exec(status) ?? [];
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(status) ?? [];
  return name && kilobytes ? { name, bytes: Number(kilobytes) * 1024 } : null;
}
