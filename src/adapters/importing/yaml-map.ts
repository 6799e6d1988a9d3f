import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { type Document, isMap, isScalar, parseDocument, YAMLMap } from 'yaml';

import { writeFileAtomically } from '../atomic-file.ts';

/**
 * Adds `entries` to the map at `at` in the YAML of `file`, sorted by key. What stands there stays,
 * comments too: whoever wrote a line keeps it. Returns whether anything changed.
 */
export async function addToYamlMap(
  file: string,
  {
    at,
    entries,
    heading,
  }: { at: readonly string[]; entries: ReadonlyMap<string, string>; heading: string },
): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const document: Document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw new Error(`${path.basename(file)} cannot be read: ${error.message}`);
  if (!isMap(document.contents)) document.contents = new YAMLMap();
  if (at.length > 0 && !isMap(document.getIn(at))) document.setIn(at, new YAMLMap());
  const map = at.length === 0 ? document.contents : document.getIn(at);
  if (!isMap(map)) throw new Error(`${path.basename(file)} has no map at ${at.join('.')}`);
  // The map itself looks through all of its lines for each key.
  const known = new Set(map.items.map(({ key }) => keyOf(key)));
  const missing = [...entries].filter(([key]) => !known.has(key));
  if (missing.length === 0) return false;
  for (const [key, value] of missing) map.items.push(document.createPair(key, value));
  map.items.sort((a, b) => (keyOf(a.key) < keyOf(b.key) ? -1 : 1));
  if (text === '') document.commentBefore = ` ${heading}`;
  await writeFileAtomically(file, Buffer.from(document.toString({ lineWidth: 0 })));
  return true;
}

function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
