import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { openServices, type ServiceOptions } from '#server/services.ts';

import { aHub, ilyas, makeFolder, rowsIn } from './audience.ts';
import { placeEmptyStore, placeReserve } from './empty-store.ts';

export const origin = 'http://localhost:4321';

/** The real services in a folder that lives as long as a test. */
export async function startServices(options: Partial<ServiceOptions> = {}) {
  const folder = await makeFolder();
  await placeEmptyStore(folder.path);
  await placeReserve(folder.path);
  const lines: string[] = [];
  const services = await openServices({
    dataDir: folder.path,
    siteUrl: origin,
    hub: aHub(),
    topics: [{ id: 'repair' }, { id: 'sums' }],
    people: [ilyas],
    log: (line) => void lines.push(line),
    ...options,
  });
  const outbox = path.join(folder.path, 'outbox');
  return {
    services,
    folder: folder.path,
    lines,
    /** Waits until the log names `count` written mails, and returns their links. */
    async links(count: number): Promise<string[]> {
      const until = Date.now() + 10_000;
      for (;;) {
        const links = lines
          .filter((line) => line.startsWith('mail written'))
          .map((line) => line.split(' · ')[1] ?? '');
        if (links.length >= count) return links;
        if (Date.now() > until) throw new Error(`only ${links.length} mails: ${lines.join('; ')}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    /** The token of the newest mailed link to a page, once there is one. */
    async tokenFor(page: string): Promise<string> {
      const isTo = (link: string) => new URL(link).pathname === page;
      for (let count = 1; ; count += 1) {
        const link = (await this.links(count)).findLast(isTo);
        if (link !== undefined) return new URL(link).searchParams.get('token') ?? '';
      }
    },
    /** Every mail in the outbox folder, as bytes. */
    async mails(): Promise<string[]> {
      const names = await readdir(outbox).catch(() => []);
      return Promise.all(
        names.toSorted().map((name) => readFile(path.join(outbox, name), 'latin1')),
      );
    },
    rows: () => rowsIn(folder.path),
    async [Symbol.asyncDispose]() {
      await services.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Headers with which a browser sends a form of the hub. */
export const fromHub = { 'Sec-Fetch-Site': 'same-origin', Origin: origin } as const;

/** A form as a browser posts it. */
export function formPost(
  url: string,
  fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  headers: Readonly<Record<string, string>> = fromHub,
): Request {
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
  const body = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();
  return new Request(new URL(url, origin), {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
}

export function jsonPost(
  url: string,
  value: unknown,
  headers: Readonly<Record<string, string>> = fromHub,
): Request {
  return new Request(new URL(url, origin), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof value === 'string' ? value : JSON.stringify(value),
  });
}

/** Status, headers and body of a response, to be compared. */
export async function everythingOf(response: Response) {
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}
