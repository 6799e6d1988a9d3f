import { lstat, mkdir, open, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';

/** A build under way: it fills `folder`, and only {@link publish} makes it the one that is served. */
export interface StagedBuild {
  readonly folder: string;
  /** Makes `dist` lead to this build in one step and removes older builds. */
  publish(): Promise<void>;
  /** Removes the staged build; what is served stays as it was. */
  discard(): Promise<void>;
}

/** Finished and unfinished builds stand beside `dist`, which is a link to the newest finished one. */
const prefix = 'dist.';

/**
 * Opens an empty folder for a build of the hub at `root`; `id`, for example a time, names the build
 * once it is finished. Until then it is always `dist.next`, because the output folder's name is part
 * of what Astro compares when it decides which pages to reuse. The caller holds the build lock.
 */
export async function stageBuild(root: string, id: string): Promise<StagedBuild> {
  const name = `${prefix}${id}`;
  const folder = path.join(root, `${prefix}next`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  return {
    folder,
    async publish() {
      await syncFolder(folder);
      await rename(folder, path.join(root, name));
      const dist = path.join(root, 'dist');
      const link = path.join(root, `${prefix}link-${id}`);
      await symlink(name, link, 'junction');
      await moveAside(dist, path.join(root, `${prefix}before-${id}`));
      await rename(link, dist);
      await syncFolder(root);
      await removeOthers(root, name);
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A `dist` that is a real folder, made by hand or by another tool, gives way; a link is replaced in one step. */
async function moveAside(dist: string, aside: string): Promise<void> {
  const stat = await lstat(dist).catch(() => null);
  if (stat?.isDirectory()) await rename(dist, aside);
}

async function removeOthers(root: string, current: string): Promise<void> {
  const names = await readdir(root);
  const others = names.filter((name) => name.startsWith(prefix) && name !== current);
  await Promise.all(
    others.map((name) => rm(path.join(root, name), { recursive: true, force: true })),
  );
}

/** Makes what stands in `folder` survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The name of the build that `dist` leads to, or `null`. */
export async function servedBuild(root: string): Promise<string | null> {
  return readlink(path.join(root, 'dist')).catch(() => null);
}
