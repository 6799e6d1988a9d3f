import { slugOf } from '#articles/drafts/slug.ts';

import { decoded, joined } from './addresses.ts';
import type { Finding } from './finding.ts';

/** A file of the source and where it goes, relative to the project. */
export interface Copy {
  readonly from: string;
  readonly to: string;
}

export interface Media {
  /** The copy of the picture that `url` names as seen from `base`; `null` where the source has no such file. */
  readonly picture: (url: string, base: string) => Copy | null;
  /** The same for a file to download, which goes to `public/`. */
  readonly download: (url: string, base: string) => Copy | null;
  readonly copies: () => readonly Copy[];
}

/** Folders that say only that pictures are in them, or that a server shows them at its root. */
export const containers =
  /^(?:_.*|assets?|images?|img|static|public|media|content|src|source|uploads?|wp-content|posts?|blog|docs)$/i;
const pictures = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i;

/** Finds files by what texts call them; `files` are all paths below the source's root, `endings` those of pictures that are not what they are called. */
export function mediaOf(
  files: ReadonlySet<string>,
  endings: ReadonlyMap<string, string> = new Map(),
): Media {
  const byName = new Map([...files].map((file) => [file.toLowerCase(), file]));
  const roots = [
    '',
    'static/',
    'public/',
    'assets/',
    'src/',
    'content/',
    'source/',
    'docs/',
    'website/static/',
  ];
  const made = new Map<string, Copy>();
  const taken = new Set<string>();

  const find = (url: string, base: string): string | null => {
    const plain = url.replace(/[?#].*$/s, '').replace(/^~?@?(?=\/)|^@site\//, '');
    // `@assets/a.png` stands for a folder below src.
    const names = [plain, decoded(plain), plain.replace(/^@(?=\w)/, '').replaceAll('\\', '/')];
    const places = names.flatMap((name) => [
      ...(name.startsWith('/') ? [] : [joined(base, name)]),
      ...roots.map((root) => root + joined('', name)),
    ]);
    return (
      places.map((place) => byName.get(place.toLowerCase())).find((one) => one !== undefined) ??
      null
    );
  };
  const copy = (from: string, folder: string): Copy => {
    const known = made.get(from);
    if (known) return known;
    const segments = from.split('/');
    const file = segments.pop() ?? '';
    const [, name = file, written = ''] = /^(.*?)(\.\w+)?$/.exec(file) ?? [];
    const ending = (endings.get(from) ?? written).toLowerCase();
    const parts = [...segments.filter((one) => !containers.test(one)), name].map(
      (one) => slugOf(one) || 'file',
    );
    const stem = `${folder}/${parts.join('/')}`;
    let to = `${stem}${ending}`;
    for (let count = 2; taken.has(to); count += 1) to = `${stem}-${count}${ending}`;
    taken.add(to);
    const one = { from, to };
    made.set(from, one);
    return one;
  };
  return {
    picture(url, base) {
      const from = find(url, base);
      return from && pictures.test(from) ? copy(from, 'content/media/imported') : null;
    },
    download(url, base) {
      const from = find(url, base);
      return from ? copy(from, 'public/downloads') : null;
    },
    copies: () => [...made.values()],
  };
}

/** Pictures that are called after what they are from now on. */
export function renamedPictures(
  copies: readonly Copy[],
  endings: ReadonlyMap<string, string> = new Map(),
): Finding[] {
  return copies.flatMap(({ from, to }): Finding[] => {
    const ending = endings.get(from);
    if (ending === undefined || !to.endsWith(ending)) return [];
    const what = `is a ${ending} inside, so ${to}`;
    return [{ outcome: 'guessed', construct: 'picture file', source: from, line: 1, what }];
  });
}
