import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { expect, test } from 'vitest';

const projectRoot = path.join(import.meta.dirname, '../..');

test('a command that knows how to start PostgreSQL ends with the status it set', () => {
  const program = "import './tests/support/postgres.ts'; process.exitCode = 3;";
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: projectRoot,
  });
  expect(status).toBe(3);
});
