import type { PlatformId } from './platforms.ts';
import type { ShareKit } from './share-kit.ts';

/**
 * The files of `kits`, by `<folder>/<name>`: the exact text of each post and the whole kit.
 * With `only`, the text of that platform alone. A kit without posts has no files.
 */
export function kitFiles(
  kits: ReadonlyMap<string, ShareKit>,
  only?: PlatformId,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const [folder, kit] of kits) {
    if (kit.posts.length === 0) continue;
    for (const { platform, text } of kit.posts) {
      if (only === undefined || platform === only) files.set(`${folder}/${platform}.txt`, text);
    }
    files.set(`${folder}/kit.json`, `${JSON.stringify(kit, null, 2)}\n`);
  }
  return files;
}
