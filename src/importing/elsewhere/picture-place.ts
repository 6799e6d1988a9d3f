import { slugOf } from '#articles/drafts/slug.ts';

import { decoded } from '../addresses.ts';
import { containers } from '../media.ts';

/** Where a picture from `address` goes; `ending` is that of what it is, whatever the address says. */
export function placeForPicture(
  address: string,
  { ending, isTaken }: { ending: string; isTaken: (file: string) => boolean },
): string {
  const { hostname, pathname } = new URL(address);
  const segments = decoded(pathname)
    .split('/')
    .filter((one) => one !== '');
  const name = segments.pop()?.replace(/\.\w{2,5}$/, '') ?? '';
  const folders = segments
    .filter((one) => !containers.test(one))
    .map(slugOf)
    .filter((one) => one !== '');
  const host = slugOf(hostname.replace(/^www\./, '').replaceAll('.', ' ')) || 'elsewhere';
  const stem = ['content/media/imported', host, ...folders, slugOf(name) || 'picture'].join('/');
  let file = `${stem}${ending}`;
  for (let count = 2; isTaken(file); count += 1) file = `${stem}-${count}${ending}`;
  return file;
}
