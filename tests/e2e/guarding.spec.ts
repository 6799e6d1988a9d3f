import type { Request } from '@playwright/test';

import { runHub } from '../support/running-hub.ts';
import { expect, listenForFaults, test } from '../support/reader.ts';

/** A hub behind a proxy, and ten people who signed up from one room without JavaScript. */
async function runFullRoom() {
  const hub = await runHub({ env: { TRUSTED_PROXIES: '1' }, headers: room });
  for (let guest = 0; guest < 10; guest += 1)
    await hub.signUp(`gast${guest}@g${guest}.example`, 'nl');
  return hub;
}

async function proofIn(sent: Promise<Request>): Promise<unknown> {
  return JSON.parse(new URLSearchParams((await sent).postData() ?? '').get('proof') ?? '');
}

const room = { 'X-Forwarded-For': '192.0.2.1' };

test('A reader in a room full of readers signs up: her browser works a little for it', async ({
  browser,
}) => {
  await using hub = await runFullRoom();
  const context = await browser.newContext({ baseURL: hub.url, extraHTTPHeaders: room });
  const faults = listenForFaults(context, hub.url);
  const page = await context.newPage();
  await page.goto('/artikelen/de-eerlijke-som/');
  const field = page.getByLabel('Je e-mailadres');
  await field.pressSequentially('hanna@reader.example');
  const status = page.locator('form[action="/api/subscribe/"]').getByRole('status');
  await expect(status).toHaveText('Het rekensommetje is klaar.', { timeout: 30_000 });

  const sent = page.waitForRequest('**/api/subscribe/');
  await page.getByRole('button', { name: 'Schrijf me in' }).click();
  expect(new URLSearchParams((await sent).postData() ?? '').get('started')).toMatch(/^\w+\.\S+$/);
  expect(await proofIn(sent)).toHaveProperty('solution.counter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
  await hub.mailTo('hanna@reader.example');
  expect(faults).toEqual([]);

  // Enter before the work is done: the form goes by itself once it is.
  await context.route('**/proof-worker*', async (route) => {
    await page.waitForTimeout(1000);
    await route.continue();
  });
  await page.goto('/en/newsletter/');
  await page.getByLabel('Your e-mail address').fill('ian@reader.example');
  await expect(status).toContainText('solving');
  const sentLater = page.waitForRequest('**/api/subscribe/');
  await page.keyboard.press('Enter');
  await expect(status).toContainText('as soon as');
  expect(await proofIn(sentLater)).toHaveProperty('solution.counter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail');
  await hub.mailTo('ian@reader.example');
  expect(faults).toEqual([]);
  await context.close();
});

test('A reader in the same room without JavaScript signs up all the same', async ({ browser }) => {
  await using hub = await runFullRoom();
  const options = { baseURL: hub.url, extraHTTPHeaders: room, javaScriptEnabled: false };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('/nieuwsbrief/');
  await page.getByLabel('Je e-mailadres').fill('jo@reader.example');
  await page.getByRole('button', { name: 'Schrijf me in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
  await hub.mailTo('jo@reader.example');
  await context.close();
});
