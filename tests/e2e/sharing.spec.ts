import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';

import { countWeighted } from '#sharing/weighted-length.ts';

import { expect, test } from '../support/kits-on-disk.ts';

const dutch = 'eerste-lekke-band';
const kitOf = { nl: `${dutch}/index.html`, en: 'first-flat-tyre/index.html' } as const;

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('An editor copies exactly the post, and hears that it was copied', async ({ page, kits }) => {
  await page.goto(kits.url(kitOf.nl));
  for (const [name, file] of [
    ['X', 'x'],
    ['LinkedIn', 'linkedin'],
    ['Mastodon', 'mastodon'],
    ['Instagram', 'instagram'],
  ] as const) {
    const post = section(page, name);
    await post.getByRole('button', { name: `Kopieer tekst voor ${name}` }).click();
    await expect(page.locator('#announcement')).toHaveText(`Gekopieerd: tekst voor ${name}.`);
    expect(await clipboard(page)).toBe(await kits.read(`${dutch}/${file}.txt`));
  }
  const mastodon = section(page, 'Mastodon');
  const intent = mastodon.getByRole('link', { name: 'Open in Mastodon' });
  await expect(intent).toHaveAttribute('rel', 'noopener nofollow');
  const address = (await intent.getAttribute('href')) ?? '';
  expect(decodeURIComponent(address.split('text=')[1] ?? '')).toBe(
    await kits.read(`${dutch}/mastodon.txt`),
  );
});

test('An editor chooses another text, changes it, and sees it counted as the platform counts', async ({
  page,
  kits,
}) => {
  await page.goto(kits.url(kitOf.nl));
  const post = section(page, 'X');
  const field = post.getByLabel('Tekst voor X');
  await post.getByLabel('Inzicht 2').check();
  await expect(field).toHaveValue(/^Een tweede binnenband/);
  const chosen = await field.inputValue();
  await expect(post.locator('[data-counts]')).toContainText(
    `${countWeighted(chosen)} van 280 tekens`,
  );

  const written = `👩‍👩‍👧‍👧 … → ${'fietsen '.repeat(40)}\nhttps://proefhub.example/artikelen/x/`;
  await field.fill(written);
  const count = countWeighted(written);
  await expect(post.locator('[data-counts]')).toContainText(`${count} van 280 tekens`);
  await expect(post.locator('[data-counts]')).toContainText(`${count - 280} te veel`);
  await expect(post.locator('[data-shown]')).toContainText('fietsen');
  const intent = await post.getByRole('link', { name: 'Open in X' }).getAttribute('href');
  expect(new URL(intent ?? '').searchParams.get('text')).toBe(written);

  await post.getByRole('button', { name: 'Kopieer als eigen tekst' }).click();
  await expect(page.locator('#announcement')).toContainText('share.overrides');
  expect(parse(await clipboard(page))).toEqual({ x: written });

  await post.getByRole('button', { name: 'Zet terug' }).click();
  await expect(field).toHaveValue(chosen);
});

test('An editor notes where a post was published with a command that a shell reads whole', async ({
  page,
  kits,
}) => {
  await page.goto(kits.url(kitOf.nl));
  const post = section(page, 'Mastodon');
  await post.getByText('Geplaatst? Leg het vast').click();
  await post.getByLabel('Adres van het bericht').fill("https://mastodon.nl/@a/1?x=1&y='2");
  await post.getByRole('button', { name: 'Kopieer commando' }).click();
  await expect(page.locator('#announcement')).toContainText('commando');
  expect(await clipboard(page)).toBe(
    `npm run share -- posted nl/${dutch} mastodon 'https://mastodon.nl/@a/1?x=1&y=%272'`,
  );
});

test('An employee can copy only after a line of her own', async ({ page, kits }) => {
  await page.goto(kits.url(kitOf.nl));
  const own = section(page, 'Ada Wielemaker op LinkedIn');
  const copy = own.getByRole('button', { name: 'Kopieer tekst voor LinkedIn' });
  const open = own.getByRole('link', { name: 'Open in LinkedIn' });
  const line = own.getByLabel('Jouw eerste regel');
  await expect(line).toHaveValue('');
  await expect(copy).toBeDisabled();
  await line.fill('   Gisteren plakte ik.   ');
  await expect(copy).toBeDisabled();
  await expect(line).toHaveAccessibleDescription('Nog 1 teken.');
  await expect(open).toBeHidden();

  await line.fill('Gisteren plakte ik er drie.');
  await expect(line).toHaveAccessibleDescription('Klaar om te kopiëren.');
  await expect(page.locator('#announcement')).toHaveText('Klaar om te kopiëren.');
  await copy.click();
  await expect(page.locator('#announcement')).toContainText('tekst voor LinkedIn');
  const copied = await clipboard(page);
  expect(copied).toMatch(/^Gisteren plakte ik er drie\.\n\n/);
  expect(copied).toContain('\n\nIk werk bij de Proefhub.\n\nhttps://');
  expect(copied).toMatch(/[?&]via=ada$/);
  await line.fill('');
  await expect(copy).toBeDisabled();
});

test('An editor finds an article in the list, and every picture is there', async ({
  page,
  kits,
}) => {
  await page.goto(kits.url('index.html'));
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await page.getByLabel('Zoek een artikel').fill('flat');
  await page.getByRole('link', { name: 'The first flat tyre' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The first flat tyre');
  for (const picture of await page.locator('img').all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  }
  const [, script = ''] = (await kits.read(kitOf.en)).split('<script>');
  expect(script.length, 'what every page carries, in characters').toBeLessThan(64_000);
  await page.getByRole('link', { name: 'All share kits' }).click();
  await page.getByLabel('Zoek een artikel').fill('niets hiervan');
  await expect(page.getByText('Geen artikel gevonden.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('An editor can read and select every text', async ({ page, kits }) => {
    await page.goto(kits.url(kitOf.nl));
    const post = section(page, 'X');
    await expect(post.getByLabel('Tekst voor X')).toHaveValue(await kits.read(`${dutch}/x.txt`));
    await post.getByText('Andere teksten').click();
    await expect(post.locator('[data-variant="insight-2"] pre')).toBeVisible();
    await expect(page.getByRole('button', { name: /Kopieer/ })).toHaveCount(0);
  });
});

for (const [name, file] of [
  ['The kit of a Dutch article', kitOf.nl],
  ['The kit of an English article', kitOf.en],
  ['The list of kits', 'index.html'],
] as const) {
  test(`${name} keeps to WCAG 2.2 AA in both themes, and fits a phone`, async ({ page, kits }) => {
    const faults: string[] = [];
    for (const [colorScheme, width] of [
      ['light', 320],
      ['dark', 1280],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(kits.url(file));
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '');
      });
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      for (const { id, nodes } of violations) {
        for (const { target } of nodes) faults.push(`${colorScheme}: ${id} ${target.join()}`);
      }
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) faults.push(`${colorScheme}: ${overflow} px too wide`);
    }
    expect(faults).toEqual([]);
  });
}
