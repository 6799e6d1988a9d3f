import { defineConfig } from '@playwright/test';

import { findBrowser } from './support/browser.ts';

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  globalSetup: './support/browser-setup.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  // A busy machine is not a fault: what is waited for may take its time.
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: await findBrowser(),
      args: ['--disable-gpu', '--disable-dev-shm-usage'],
    },
    locale: 'nl-NL',
    screenshot: 'only-on-failure',
  },
});
