import { readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { defaultLimits } from '#server/limits.ts';

describe('defaultLimits', () => {
  test('are those that the README tells', async () => {
    const text = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
    const table = /## Limits\n([^#]*)/.exec(text)?.[1] ?? '';
    const told = (row: RegExp) => table.split('\n').find((line) => row.test(line));
    const seconds = (milliseconds: number) => `${milliseconds / 1000} s`;
    const { headersMs, requestMs, bodyBytes, handlerMs, idleMs, keepAliveMs } = defaultLimits;
    const { requestsPerConnection, connections, drainMs } = defaultLimits;
    expect(told(/header/)).toContain(`${seconds(headersMs)}, ${seconds(requestMs)}`);
    expect(told(/body/)).toContain(`${bodyBytes / 1024} KB`);
    expect(told(/answer/)).toContain(seconds(handlerMs));
    expect(told(/silence/)).toContain(`${seconds(idleMs)}; ${seconds(keepAliveMs)} between`);
    expect(told(/requests on/)).toContain(` ${requestsPerConnection} `);
    expect(told(/at once/)).toContain(` ${connections} `);
    expect(told(/at a stop/)).toContain(seconds(drainMs));
  });
});
