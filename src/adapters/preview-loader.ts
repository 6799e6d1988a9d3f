import path from 'node:path';

import type { Loader } from 'astro/loaders';

import { dayOf } from '#hub/calendar.ts';

import { brokenFiles } from './broken-files.ts';

type Context = Parameters<Loader['load']>[0];
type Watcher = NonNullable<Context['watcher']>;

/**
 * Loads `folder` of `content/` below `root` and follows what editors save, by loaders for lists of patterns. Of a file
 * that Astro could not show it keeps the last good version; those `broken` from the start come once they are mended.
 */
export function previewLoader(
  loaderFor: (patterns: string[]) => Loader,
  { root, folder, broken }: { root: string; folder: string; broken: ReadonlySet<string> },
): Loader {
  const mine = [...broken].filter((file) => file.startsWith(`content/${folder}/`));
  const whole = loaderFor([`content/${folder}/**/*.{mdx,yaml}`, ...mine.map((file) => `!${file}`)]);
  return {
    name: 'preview',
    async load(context) {
      const { watcher } = context;
      await whole.load(watcher ? { ...context, watcher: spared(watcher, root) } : context);
      for (const event of ['change', 'add'] as const) {
        watcher?.on(event, async (changed: string) => {
          const file = nameOf(changed, root);
          if (!mine.includes(file) || (await isBroken(file, root))) return;
          await loaderFor([file]).load(besideOthers(context));
        });
      }
    },
  };
}

/** A context for loading one file once: a loader removes what it did not load. */
function besideOthers(context: Context): Context {
  const withoutKeys = new Proxy(context.store, {
    get(target, name) {
      if (name === 'keys') return () => [];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const once: Context = { ...context, store: withoutKeys };
  delete once.watcher;
  return once;
}

/** `watcher` that says nothing of files which could not be shown. */
function spared(watcher: Watcher, root: string): Watcher {
  return new Proxy(watcher, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'on') return typeof value === 'function' ? value.bind(target) : value;
      return (event: 'change' | 'add' | 'unlink', handle: (file: string) => unknown) =>
        target.on(event, async (file: string) => {
          if (event === 'unlink' || !(await isBroken(nameOf(file, root), root))) await handle(file);
        });
    },
  });
}

function nameOf(file: string, root: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}

async function isBroken(file: string, root: string): Promise<boolean> {
  if (!file.startsWith('content/')) return false;
  // What is public does not matter to a preview, so any day will do.
  return (await brokenFiles(root, dayOf(new Date(0), 'UTC'))).has(file);
}
