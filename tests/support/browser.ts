import { access, constants } from 'node:fs/promises';
import path from 'node:path';

import { chromium } from '@playwright/test';
import sparticuz from '@sparticuz/chromium';

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const systemPlaces = [
  ...(process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((folder) => systemNames.map((name) => path.join(folder, name))),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The program of a browser for tests: the first that exists of `CHROMIUM_PATH`, Playwright's own, the
 * system's Chromium or Chrome, and the one that npm installs. Nothing is ever downloaded.
 */
export async function findBrowser(): Promise<string> {
  const chosen = process.env['CHROMIUM_PATH'];
  const installed = [chosen, chromium.executablePath(), ...systemPlaces];
  for (const program of installed) if (program && (await isProgram(program))) return program;
  const unpacked = await sparticuz.executablePath().catch(() => null);
  if (unpacked && (await isProgram(unpacked))) return unpacked;
  throw new Error(
    'No browser for the end-to-end tests: set CHROMIUM_PATH to a Chromium or Chrome, or run ' +
      '"npx playwright install chromium", or install Chromium or Chrome on this system, or use ' +
      'Linux on x64, where the package @sparticuz/chromium brings one.',
  );
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
