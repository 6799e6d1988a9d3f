import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import type { Body } from '#articles/body.ts';
import type { Content } from '#articles/content.ts';
import { problem } from '#articles/rules/catalogue.ts';
import { nearest } from '#hub/nearest.ts';
import type { Problem } from '#hub/problem.ts';

import { pictureFaults } from './picture-file.ts';

interface Given {
  readonly root: string;
  readonly content: Content;
  readonly bodies: ReadonlyMap<string, Body>;
  readonly publicFiles: ReadonlySet<string>;
  readonly lineOf: (file: string, field: readonly PropertyKey[]) => number;
}

/** A place that shows a picture. */
interface Use {
  readonly file: string;
  readonly line: number;
  readonly src: string;
}

/** The pictures that content shows: whether they exist, where they belong, and are safe to show. */
export async function checkPictures(given: Given): Promise<Problem[]> {
  const { root, publicFiles } = given;
  const contentRoot = await realpath(path.join(root, 'content'));
  const found = await Promise.all(
    usesIn(given).map(async (use) => placeOf(use, { root, contentRoot, publicFiles })),
  );
  const misplaced = found.filter((one) => typeof one !== 'string');
  const files = [...new Set(found.filter((one) => typeof one === 'string'))];
  const faults = await Promise.all(
    files.map(async (file) =>
      (await pictureFaults(path.join(root, file))).map(({ rule, ...fault }) =>
        problem(rule, { file, ...fault }),
      ),
    ),
  );
  return [...misplaced, ...faults.flat()];
}

function usesIn({ content, bodies, lineOf }: Given): Use[] {
  return [
    ...content.articles.map(({ file, data }) => ({
      file,
      line: lineOf(file, ['cover', 'src']),
      src: data.cover.src,
    })),
    ...content.people.map(({ file, data }) => ({
      file,
      line: lineOf(file, ['photo', 'src']),
      src: data.photo.src,
    })),
    ...[...bodies].flatMap(([file, { images }]) =>
      images.map(({ line, url }) => ({ file, line, src: decoded(url) })),
    ),
  ];
}

/** The picture's own file relative to `root`, or what is wrong with where it is. */
async function placeOf(
  { file, line, src }: Use,
  {
    root,
    contentRoot,
    publicFiles,
  }: { root: string; contentRoot: string; publicFiles: ReadonlySet<string> },
): Promise<string | Problem> {
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(src)) {
    const message = `the picture ${shortened(src)} is not yours to serve; put a copy that you may use in content/media/ and show that`;
    return problem('image/external', { file, line, message });
  }
  if (src.startsWith('/')) {
    if (publicFiles.has(src)) return `public${src}`;
    const message = `the picture ${src} does not exist; put it at public${src}, or name one of content/media/ by its relative path`;
    return problem('image/missing', { file, line, message });
  }
  if (/[?#]/.test(src) || !/^\.\.?\//.test(src)) {
    const plain = src.replace(/[?#].*$/s, '');
    const message = `the picture ${src} is not named as a file; write ${/^\.\.?\//.test(plain) ? plain : `./${plain}`}`;
    return problem('image/missing', { file, line, message });
  }
  const name = path.posix.join(path.posix.dirname(file), src);
  if (!name.startsWith('content/')) return outside({ file, line, src });
  const fullPath = path.join(root, name);
  const real = await realpath(fullPath).catch(() => null);
  const isFile = real !== null && (await stat(real)).isFile();
  if (!isFile) {
    const near = real === null ? await nearFile(root, name) : null;
    const advice =
      near === null ? '' : ` Did you mean "${path.posix.join(path.posix.dirname(src), near)}"?`;
    const message =
      real === null
        ? `the picture ${src} does not exist; put it at ${name} or correct the path.${advice}`
        : `the picture ${src} is a folder; name a picture in it`;
    return problem('image/missing', { file, line, message });
  }
  if (path.basename(real) !== path.posix.basename(name) && isSameButCase(real, name)) {
    const message = `the picture ${src} is called ${path.basename(real)}; write capitals and small letters as in its name, since most servers tell them apart`;
    return problem('image/missing', { file, line, message });
  }
  return real.startsWith(contentRoot + path.sep) ? name : outside({ file, line, src });
}

/** The file beside the missing `name` that was probably meant. */
async function nearFile(root: string, name: string): Promise<string | null> {
  const beside = await readdir(path.join(root, path.dirname(name))).catch(() => []);
  return nearest(path.posix.basename(name), beside);
}

/** Some file systems find a file whatever the case of the letters asked for. */
function isSameButCase(real: string, name: string): boolean {
  return path.basename(real).toLowerCase() === path.posix.basename(name).toLowerCase();
}

function outside({ file, line, src }: Use): Problem {
  const message = `the picture ${src} is not in content/; put a copy in content/media/ and name that`;
  return problem('image/outside', { file, line, message });
}

/** As Astro reads the address of a picture in a text. */
function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function shortened(src: string): string {
  return src.length > 80 ? `${src.slice(0, 80)}…` : src;
}
