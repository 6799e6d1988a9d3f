import { isId } from '#hub/ids.ts';
import { schedulersFolder } from '#sharing/share-kit.ts';
import { recordsFolder } from '#sharing/standard-site/records.ts';

const kitNames: readonly string[] = ['kit.json', 'index.html'];

const topNames: readonly string[] = ['index.html', 'queue.csv', 'queue.json', 'calendar.ics'];

/**
 * Whether `file` is one that we may write: in the folder of a kit a post, a picture, the kit and its page;
 * at the top the files about all kits, `schedulers/<name>.csv` and `standard-site/<key>.json`. Nothing else is ever written or
 * removed, so that a manifest that someone altered cannot make us touch it.
 */
export function isShareFile(file: unknown): file is string {
  if (typeof file !== 'string') return false;
  const [first = '', name, ...deeper] = file.split('/');
  if (name === undefined) return topNames.includes(first);
  if (deeper.length > 0 || !isId(first)) return false;
  if (first === schedulersFolder) return isNamed(name, '.csv');
  if (first === recordsFolder) return isNamed(name, '.json');
  return kitNames.includes(name) || isNamed(name, '.txt') || isNamed(name, '.jpg');
}

function isNamed(name: string, extension: string): boolean {
  return name.endsWith(extension) && isId(name.slice(0, -extension.length));
}
