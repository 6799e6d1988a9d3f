import { writeSync } from 'node:fs';

import type { OnStoreCall } from '#adapters/store/store-calls.ts';

/**
 * Kills this process, as `kill -9` does, at its store call number `at`, counted from 1 when the store is opened;
 * a statement makes two, one before it and one after. What it died at is its last word on stderr.
 */
export function crashAtCall(at: number): OnStoreCall {
  let calls = 0;
  return (moment, sql) => {
    calls += 1;
    if (calls !== at) return;
    writeSync(process.stderr.fd, `killed at store call ${at}, ${moment}: ${sql}\n`);
    process.kill(process.pid, 'SIGKILL');
  };
}
