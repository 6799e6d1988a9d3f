import type { Page } from '@playwright/test';

import { readStore } from '#adapters/store/read-store.ts';
import { countSources } from '#adapters/store/source-counts.ts';

import { expect, test } from '../support/reader.ts';
import { linkIn, type RunningHub } from '../support/running-hub.ts';

/** Fills in the form on `page` and confirms by mail. */
async function signUpOn(page: Page, hub: RunningHub, address: string) {
  await page.getByLabel('Je e-mailadres').fill(address);
  await page.getByRole('button', { name: 'Schrijf me in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
  await page.goto(linkIn(await hub.mailTo(address)));
  const confirm = page.getByRole('button', { name: 'Bevestig' });
  const done = page.getByRole('heading', { level: 1, name: 'Je staat op de lijst' });
  // In the browser of the sign-up the page with the button sends itself.
  await expect(confirm.or(done)).toBeVisible();
  if (await confirm.isVisible()) await confirm.click().catch(() => undefined);
  await expect(done).toBeVisible();
}

/** How many subscribers came by the link with `ref`. */
async function broughtBy(ref: string, { dataDir }: RunningHub): Promise<number> {
  const all = await readStore(dataDir, (db) => countSources(db, { from: null, before: null }));
  const own = (all ?? []).filter(({ source }) => source?.ref === ref);
  expect(own.every(({ source }) => source?.channel === 'referral')).toBe(true);
  return own.reduce((sum, { count }) => sum + count, 0);
}

test('A reader passes a link on, and friends who sign up after it count', async ({
  page,
  browser,
  hub,
}) => {
  await page.goto(await hub.choices('gijs@reader.example', 'nl'));
  const link = await page
    .getByRole('region', { name: 'Geef het door' })
    .locator('code')
    .innerText();
  const { pathname, search, searchParams } = new URL(link);
  const ref = searchParams.get('via') ?? '';
  expect(ref).toMatch(/^\w{11}$/);

  // One walks on to another page first; another has no JavaScript and uses the form at hand.
  await page.goto(pathname + search);
  await page.getByRole('link', { name: 'Nieuwsbrief' }).first().click();
  await expect(page).toHaveURL(`${hub.url}/nieuwsbrief/`);
  await signUpOn(page, hub, 'hedy@reader.example');
  expect(await broughtBy(ref, hub)).toBe(1);

  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: hub.url });
  const other = await plain.newPage();
  await other.goto(pathname + search);
  await signUpOn(other, hub, 'ivo@reader.example');
  expect(await broughtBy(ref, hub)).toBe(2);
  await plain.close();
});
