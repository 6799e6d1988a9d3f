import type { Page } from '@playwright/test';

import { expect, test } from '../support/reader.ts';

/** Searches as a reader does and gives the paths of the articles found. */
async function search(page: Page, label: string, words: string): Promise<string[]> {
  await page.getByRole('searchbox', { name: label }).fill(words);
  const status = page.getByRole('status');
  await expect(status).toContainText(`“${words}”`);
  const count = Number(/^\d+/.exec((await status.textContent()) ?? '')?.[0] ?? 0);

  const items = page.locator('[data-search-results] li');
  const more = page.locator('[data-search-more]');
  for (let shown = 0; shown < count;) {
    await expect.poll(() => items.count()).toBeGreaterThan(shown);
    shown = await items.count();
    if (shown < count) await more.click();
  }
  await expect(more).toBeHidden();
  const links = await items.getByRole('link').all();
  const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')));
  return hrefs.map((href) => href ?? '').toSorted();
}

test('A reader finds an article by searching', async ({ page }) => {
  await page.goto('/');
  await page
    .getByRole('navigation', { name: 'Hoofdmenu' })
    .getByRole('link', { name: 'Zoeken' })
    .click();
  const found = await search(page, 'Wat zoek je?', 'vorst');
  expect(found).toContain('/artikelen/drie-nachten-vorst/');

  await page.getByRole('link', { name: /Drie nachten vorst/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Drie nachten vorst/);
});

test('A reader finds every form of a Dutch word', async ({ page }) => {
  await page.goto('/zoeken/');
  const one = await search(page, 'Wat zoek je?', 'fiets');
  expect(one.length).toBeGreaterThan(5);
  expect(await search(page, 'Wat zoek je?', 'fietsen')).toEqual(one);

  const battery = '/artikelen/drie-nachten-vorst/';
  for (const form of ['accu', 'accu’s', "accu's"])
    expect(await search(page, 'Wat zoek je?', form), form).toContain(battery);
});

test('A reader finds nothing in the other language', async ({ page }) => {
  await page.goto('/zoeken/');
  const dutch = await search(page, 'Wat zoek je?', 'winter');
  expect(dutch.filter((path) => !path.startsWith('/artikelen/'))).toEqual([]);
  expect(dutch.length).toBeGreaterThan(0);

  await page.goto('/en/search/');
  const english = await search(page, 'What are you looking for?', 'winter');
  expect(english.filter((path) => !path.startsWith('/en/articles/'))).toEqual([]);
  expect(english.length).toBeGreaterThan(0);
  expect(await search(page, 'What are you looking for?', 'fietsregeling')).toEqual([]);
  // The index has "we", with which the Dutch word begins.
  expect(await search(page, 'What are you looking for?', 'werkplaats')).toEqual([]);
});

test('A reader shares the address of a search and comes back to it', async ({ page }) => {
  await page.goto('/zoeken/');
  await search(page, 'Wat zoek je?', 'ketting');
  expect(new URL(page.url()).searchParams.get('q')).toBe('ketting');

  await page.goto('/zoeken/?q=vorst');
  await expect(page.getByRole('searchbox')).toHaveValue('vorst');
  await expect(page.getByRole('link', { name: /Drie nachten vorst/ })).toBeVisible();
});

test('A reader downloads nothing of the search before she wants it', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/zoeken/');
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => path.startsWith('/pagefind/'))).toEqual([]);

  await page.getByRole('searchbox').focus();
  await expect
    .poll(() => asked.filter((path) => path.startsWith('/pagefind/')).length)
    .toBeGreaterThan(0);
});

test('A reader with a keyboard reads on where more results appear', async ({ page }) => {
  await page.goto('/zoeken/?q=fiets');
  const links = page.locator('[data-search-results] a');
  const more = page.getByRole('button', { name: 'Toon meer' });
  await expect(more).toBeVisible();
  const shown = await links.count();
  await more.press('Enter');
  await expect(links.nth(shown)).toBeFocused();
});
