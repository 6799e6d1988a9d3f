import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { main } from '../../scripts/subscribers.ts';
import { bytesBelow } from './audience.ts';
import { makeHub } from './hub-folder.ts';

/** A hub with a store, and the command that moves subscribers in and out of it. */
export async function makeSubscribersHub({ secret }: { secret?: string } = {}) {
  const hub = await makeHub();
  const dataDir = path.join(hub.root, 'data');
  await mkdir(dataDir);
  const place = { hubRoot: hub.root, dataDir, databaseUrl: undefined, secret };
  const own = 'vier woorden zijn genoeg';
  return {
    ...hub,
    dataDir,
    place,
    /** Writes a file beside the hub and returns its path. */
    async file(name: string, content: string | Uint8Array): Promise<string> {
      const folder = path.join(hub.root, 'in', randomBytes(4).toString('hex'));
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, name), content);
      return path.join(folder, name);
    },
    /** Every byte of the store and the key. */
    bytes: () => bytesBelow(dataDir),
    async run(...given: (string | { readonly passphrase: string })[]) {
      const argv = given.filter((one) => typeof one === 'string');
      const passphrase = given.find((one) => typeof one === 'object')?.passphrase ?? own;
      const data: string[] = [];
      const remarks: string[] = [];
      const output = {
        data: (line: string) => data.push(line),
        remark: (line: string) => remarks.push(line),
      };
      const status = await main(argv, output, { ...place, passphrase });
      return { status, data: data.join('\n'), remarks: remarks.join('\n') };
    },
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
}
