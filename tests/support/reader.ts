import { type BrowserContext, expect, test as base } from '@playwright/test';

import { runHub, type RunningHub } from './running-hub.ts';

interface Fixtures {
  /** Fails the test when a page asked another host, wrote an error or broke its security policy. */
  readonly quiet: void;
}

interface WorkerFixtures {
  readonly hub: RunningHub;
}

/** Tests in a browser at a running hub; `page` opens paths of it. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  hub: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      await using hub = await runHub();
      await use(hub);
    },
    { scope: 'worker' },
  ],
  baseURL: ({ hub }, use) => use(hub.url),
  quiet: [
    async ({ context, hub }, use) => {
      const faults = listenForFaults(context, hub.url);
      await use();
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Collects what must never happen on any page of `context`. */
export function listenForFaults(context: BrowserContext, url: string): string[] {
  const faults: string[] = [];
  context.on('request', (request) => {
    const asked = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(asked.protocol) && asked.origin !== url)
      faults.push(`a request to ${asked.origin}`);
  });
  context.on('console', (message) => {
    // A page that answers 404 or 422 is reported as an error too, and meant.
    const isStatus = message
      .text()
      .startsWith('Failed to load resource: the server responded with');
    if (message.type() === 'error' && !isStatus) faults.push(`console: ${message.text()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document')
      faults.push(`${response.status()} for ${response.url()}`);
  });
  context.on('weberror', (error) => {
    const { message } = error.error();
    // Chromium's own, where a busy machine has a page's styles too late to fade from the one before.
    const isSkippedFade = message.startsWith('Transition was aborted because of invalid state');
    if (!isSkippedFade) faults.push(`uncaught: ${message}`);
  });
  return faults;
}
