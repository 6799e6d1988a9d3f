import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

import { brokenInTheEnd, brokenPromises, keepBusy, noPromises, type Promises } from './clients.ts';
import { type Place, sqlitePlaceIn } from './place.ts';
import { startChild } from './running-child.ts';

const run = promisify(execFile);

/** Cuts without the sync before each answer; a trial that loses nothing then could not tell a loss from none. */
const controlCuts = 5;

/** Cuts the power of the disk under a busy service; and, as a control, under one that does not wait for the disk. */
export async function losePower({
  cuts,
  onProgress,
}: {
  cuts: number;
  onProgress(done: number, total: number): void;
}): Promise<{ told: string; faults: readonly string[] }> {
  const trouble = await troubleWithDisks();
  if (trouble !== null) return { told: 'not run', faults: [trouble] };

  const total = cuts + controlCuts;
  let [answered, lostByControl] = [0, 0];
  const faults: string[] = [];
  for (let cut = 1; cut <= total; cut += 1) {
    await using disk = await makeDisk();
    const promises = noPromises();
    if (cut <= cuts) {
      const place = await sqlitePlaceIn(disk.folder);
      await cutUnderService(disk, { place, promises });
      for (const fault of await brokenInTheEnd(place, promises))
        faults.push(`cut ${cut}: ${fault}`);
      answered += promises.answered;
    } else {
      const place = await sqlitePlaceIn(disk.folder);
      await cutUnderControl(disk, { place, promises });
      lostByControl += (await brokenPromises(place, promises)).length;
    }
    onProgress(cut, total);
  }
  if (lostByControl === 0) faults.push('the control lost nothing, so this trial shows nothing');
  const told = `${cuts} cuts, ${answered} answers; the control lost ${lostByControl} in ${controlCuts} cuts`;
  return { told, faults };
}

interface Use {
  readonly place: Place;
  readonly promises: Promises;
}

async function cutUnderService(disk: Disk, { place, promises }: Use): Promise<void> {
  const child = await startChild(place);
  const stop = new AbortController();
  const busy = keepBusy(child, { count: 8, promises, name: 'p', signal: stop.signal });
  await child.logged((line) => line.startsWith('mail written'));
  await wait(Math.random() * 500);
  await disk.cut();
  stop.abort();
  child.kill();
  await child.ended;
  await busy;
  await disk.restore();
}

async function cutUnderControl(disk: Disk, { place, promises }: Use): Promise<void> {
  const program = new URL('careless-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, place.dataDir], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  const writing = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    writing.resolve();
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  await Promise.race([writing.promise, ended]);
  await wait(Math.random() * 500);
  await disk.cut();
  child.kill('SIGKILL');
  await ended;
  for (const address of text.split('\n').slice(0, -1)) promises.add(address, 'pending');
  await disk.restore();
}

/** A file with a file system of its own, which can be cut off as if the power went. */
interface Disk extends AsyncDisposable {
  readonly folder: string;
  /** What was not yet written through is lost. */
  cut(): Promise<void>;
  /** The disk as the next start finds it. */
  restore(): Promise<void>;
}

async function makeDisk(): Promise<Disk> {
  const root = await mkdtemp(path.join(tmpdir(), 'freehold-power-'));
  const [image, folder] = [path.join(root, 'image'), path.join(root, 'disk')];
  await mkdir(folder);
  await writeFile(image, '');
  await truncate(image, 64 * 1024 * 1024);
  await run('mkfs.ext4', ['-q', image]);
  await run('mount', ['-o', 'loop', image, folder]);
  return {
    folder,
    async cut() {
      // FS_IOC_SHUTDOWN with NOLOGFLUSH (linux/fs.h): the file system stops as it is, its journal unwritten.
      const program = 'open(F, "<", shift) && ioctl(F, 0x8004587d, $how = pack("L", 2)) || die $!';
      await run('perl', ['-e', program, folder]);
    },
    async restore() {
      await run('umount', [folder]);
      await run('mount', ['-o', 'loop', image, folder]);
    },
    async [Symbol.asyncDispose]() {
      await run('umount', [folder]);
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Why no disk can be cut here; `null` when one can. */
async function troubleWithDisks(): Promise<string | null> {
  try {
    await using disk = await makeDisk();
    await writeFile(path.join(disk.folder, 'x'), 'x'.repeat(100_000));
    await disk.cut();
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return `power cannot be cut here: it takes Linux, root, loop devices, mkfs.ext4 and perl (${reason})`;
  }
}
