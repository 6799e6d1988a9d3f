import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const program = new URL('web-child.ts', import.meta.url).pathname;

/** Where readers reach every process of a hub, whatever stands in front of them. */
export const sharedOrigin = 'https://hub.example';

export interface WebProcess extends AsyncDisposable {
  readonly lines: readonly string[];
  /** Posts a form as a browser does on a page of the hub; a mailed link's own query stays. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<{ status: number; location: string | null }>;
  get(path: string): Promise<{ status: number }>;
  kill(): void;
}

/** Starts a hub in a process of its own, on a free port, with what `environment` says of its store. */
export async function startWeb(environment: Readonly<Record<string, string>>): Promise<WebProcess> {
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      ...{ HOST: '127.0.0.1', PORT: '0', FREEHOLD_URL: sharedOrigin },
      ...environment,
    },
  });
  const lines: string[] = [];
  let errors = '';
  const open = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    const url = /^open at (.+)$/.exec(line)?.[1];
    if (url !== undefined) open.resolve(url.replace('localhost', '127.0.0.1'));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      open.reject(new Error(`the hub did not start: ${lines.join('\n')}\n${errors}`));
      resolve();
    });
  });
  const url = await open.promise;
  return {
    lines,
    async post(path, fields) {
      const { status, headers } = await fetch(new URL(path, url), {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: sharedOrigin, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams(fields),
      });
      return { status, location: headers.get('location') };
    },
    async get(path) {
      const response = await fetch(new URL(path, url), { redirect: 'manual' });
      await response.arrayBuffer();
      return { status: response.status };
    },
    kill: () => child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
