import { expect, test } from '../support/reader.ts';

test('A reader switches language', async ({ page }) => {
  await page.goto('/artikelen/de-eerlijke-som/');
  const menu = page.getByRole('navigation', { name: 'Hoofdmenu' });
  await menu.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/en\/articles\/the-honest-sum\/$/);
  await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Nederlands' })
    .click();
  await expect(page).toHaveURL(/\/artikelen\/de-eerlijke-som\/$/);
});

test('A reader switches language where the article has no pair', async ({ page }) => {
  await page.goto('/artikelen/tweedehands-bakfiets/');
  await page
    .getByRole('navigation', { name: 'Hoofdmenu' })
    .getByRole('link', { name: 'English' })
    .click();
  await expect(page).toHaveURL(/\/en\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tandradijs');
});

test('A reader’s choice of appearance survives a reload', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, '']);

  await page.getByLabel('Weergave').selectOption('Donker');
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.reload();
  expect(await background()).toBe(dark);
  await expect(page.getByLabel('Weergave')).toHaveValue('dark');

  await page.getByLabel('Weergave').selectOption('Volg mijn apparaat');
  await expect.poll(background).toBe(light);
  await page.reload();
  expect(await background()).toBe(light);
});

test('A reader copies an article’s link', async ({ page, context, hub }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: hub.url });
  await page.goto('/artikelen/de-eerlijke-som/');
  await page.getByRole('button', { name: 'Kopieer de link' }).click();
  await expect(page.getByText('De link is gekopieerd')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe('https://tandradijs.example/artikelen/de-eerlijke-som/');
});

test('A reader says whether an article was useful, and the address stays that of the article', async ({
  page,
  context,
}) => {
  await page.goto('/artikelen/de-eerlijke-som/');
  const vote = page.getByRole('region', { name: 'Was dit nuttig?' });
  const thanks = vote.getByText('daar hebben we iets aan');
  await expect(thanks).toBeHidden();
  await vote.getByRole('button', { name: 'Nee' }).press('Enter');
  await expect(thanks).toBeVisible();
  await expect(thanks).toBeInViewport();
  await expect(vote.getByRole('button')).toHaveCount(0);
  await expect(page).toHaveURL(/\/de-eerlijke-som\/$/);
  expect(await context.cookies()).toEqual([]);
  // Who misses something can say so.
  await vote.getByRole('link', { name: /^Vraag het / }).click();
  await expect(page.getByRole('heading', { name: 'Stel je vraag' })).toBeInViewport();
});

test('A reader can hit every link that stands alone', async ({ page }) => {
  for (const path of ['/artikelen/meten-zonder-gluren/', '/en/articles/the-honest-sum/']) {
    await page.goto(path);
    const alone = page.locator('.source-mark a, .footer a, .series-box a, .help a');
    const sizes = await alone.evaluateAll((links) =>
      links.map((link) => {
        const { width, height } = link.getBoundingClientRect();
        return { text: link.textContent.trim(), least: Math.min(width, height) };
      }),
    );
    expect(sizes.some(({ text }) => text === '[1]')).toBe(true);
    // WCAG 2.2 §2.5.8
    expect(sizes.filter(({ least }) => least < 24)).toEqual([]);
  }
});

test('An article keeps one line from its text to its end', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/artikelen/meten-zonder-gluren/');
  const text = await page.locator('.article-text').boundingBox();
  const end = await page.locator('.article-end .share ul').boundingBox();
  expect(Math.abs((text?.x ?? 0) - (end?.x ?? 100))).toBeLessThan(1);
  const contents = await page.locator('.contents').boundingBox();
  expect((contents?.x ?? 0) + (contents?.width ?? 0)).toBeLessThan(text?.x ?? 0);
});

test('A reader prints an article with its sources and steps', async ({ page }) => {
  await page.goto('/artikelen/meten-zonder-gluren/');
  await page.emulateMedia({ media: 'print' });
  const source = page.locator('.source-list a').first();
  expect(await source.evaluate((link) => getComputedStyle(link, '::after').content)).toContain(
    'http',
  );
  // Browsers leave grounds out of print: a number must not rely on one.
  const number = page.locator('.steps > ol > li').first();
  const [own, surrounding] = await number.evaluate((step) => [
    getComputedStyle(step, '::before').color,
    getComputedStyle(step).color,
  ]);
  expect(own).toBe(surrounding);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('A reader reads without JavaScript', async ({ page }) => {
    await page.goto('/');
    await page
      .getByRole('main')
      .getByRole('link', { name: /Drie nachten vorst/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Drie nachten vorst/);
    await expect(page.getByText('verzonnen', { exact: false }).first()).toBeVisible();
    const paragraphs = page.locator('.e-content > p');
    expect(await paragraphs.count()).toBeGreaterThan(8);
    await expect(paragraphs.last()).toBeVisible();

    const contents = page.getByRole('navigation', { name: 'In dit artikel' });
    await contents.getByText('In dit artikel').click();
    const chapter = contents.getByRole('link').nth(1);
    const target = await chapter.getAttribute('href');
    await chapter.click();
    await expect(
      page.locator(`[id="${decodeURIComponent(target ?? '').slice(1)}"]`),
    ).toBeInViewport();

    const vote = page.getByRole('region', { name: 'Was dit nuttig?' });
    await vote.getByRole('button', { name: 'Ja' }).click();
    await expect(vote.getByText('fijn om te weten')).toBeInViewport();
    await expect(vote.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Drie nachten vorst/);

    // What needs JavaScript is not shown, or says so.
    await expect(page.getByLabel('Weergave')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Kopieer de link' })).toBeHidden();
    await page.goto('/zoeken/');
    await expect(page.locator('noscript p')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Archief' }).click();
    await expect(page.getByRole('link', { name: /Drie nachten vorst/ })).toBeVisible();
  });
});
