import { open } from 'node:fs/promises';

import { type LineOutcome, rowOutcomes } from '#audience/portability/outcomes.ts';

export interface LineReport {
  add(line: LineOutcome): Promise<void>;
  close(): Promise<void>;
}

const bufferedCharacters = 64 * 1024;

/** A CSV file that says by line number what became of each line of another, and holds no address. */
export async function openReport(path: string): Promise<LineReport> {
  const handle = await open(path, 'w', 0o600);
  let waiting = 'line,outcome,reason\n';
  const flush = async () => {
    await handle.writeFile(waiting);
    waiting = '';
  };
  return {
    async add({ line, outcome }) {
      const reason = rowOutcomes[outcome].replaceAll('"', '""');
      waiting += `${line},${outcome},"${reason}"\n`;
      if (waiting.length > bufferedCharacters) await flush();
    },
    async close() {
      await flush();
      await handle.close();
    },
  };
}
