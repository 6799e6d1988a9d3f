import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse as parseYaml } from 'yaml';

import { type Mapping, mappingFile, mappingSchema } from '#importing/mapping.ts';
import { SourceFault } from '#importing/sources/source-fault.ts';

/** What the editor of the hub below `root` says of labels and authors. Throws `SourceFault` with all that is wrong in it. */
export async function readMapping(root: string): Promise<Mapping> {
  const text = await readFile(path.join(root, mappingFile), 'utf8').catch(() => '');
  const { data, error } = mappingSchema.safeParse(valueIn(text) ?? {});
  if (data) return data;
  const faults = error.issues.map((issue) => `${issue.path.join(', ')} ${issue.message}`.trim());
  throw new SourceFault(`${mappingFile}: ${faults.join('; ')}. Correct it and import again`);
}

function valueIn(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    const [reason = ''] = String(error).split('\n');
    throw new SourceFault(`${mappingFile} is no YAML (${reason}). Correct it and import again`);
  }
}
