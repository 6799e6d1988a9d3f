import type { Page } from '@playwright/test';
import type { Email } from 'postal-mime';

import { expect, test } from '../support/reader.ts';
import { linkIn } from '../support/running-hub.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const confirmButton = (page: Page) => page.getByRole('button', { name: 'Bevestig', exact: true });

async function signUp(page: Page, address: string): Promise<void> {
  await page.goto('/nieuwsbrief/');
  await page.getByLabel('Je e-mailadres').fill(address);
  await page.getByRole('button', { name: 'Schrijf me in' }).click();
  await expect(heading(page)).toHaveText('Kijk in je mail');
}

function codeIn({ text = '' }: Email): string {
  return /^\d{6}$/m.exec(text)?.[0] ?? '';
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code van zes cijfers').fill(code);
  await page.getByRole('button', { name: 'Bevestig met code' }).click();
}

test('A reader is on the list by opening the link in the browser that signed up', async ({
  page,
  hub,
}) => {
  await signUp(page, 'hanna@reader.example');
  const link = linkIn(await hub.mailTo('hanna@reader.example'));
  await page.goto('/');
  await page.goto(link);
  await expect(heading(page)).toHaveText('Je staat op de lijst');
  expect(page.url()).toBe(`${hub.url}/nieuwsbrief/welkom/`);

  // The page that sent itself left no trace in the history, so going back is not caught in it.
  await page.goBack();
  await expect(page).toHaveURL(`${hub.url}/`);
  await hub.mailTo('hanna@reader.example', ({ subject = '' }) => subject.startsWith('Welkom'));
});

test('fault 1: A browser that runs scripts but did not sign up confirms nothing by opening the link', async ({
  page,
  hub,
  browser,
}) => {
  await signUp(page, 'imke@reader.example');
  const link = linkIn(await hub.mailTo('imke@reader.example'));

  const elsewhere = await browser.newContext();
  const scanner = await elsewhere.newPage();
  for (let visit = 0; visit < 2; visit += 1) {
    await scanner.goto(link, { waitUntil: 'networkidle' });
    await expect(heading(scanner)).toHaveText('Nog één klik');
  }
  await expect(confirmButton(scanner)).toBeVisible();
  await expect(scanner.getByText('Ja, stuur me De Werkbank per e-mail.')).toBeVisible();
  await expect(scanner.getByText('Elke brief zodra die er is')).toBeVisible();

  await confirmButton(scanner).click();
  await expect(heading(scanner)).toHaveText('Je staat op de lijst');
  await elsewhere.close();
});

test('A browser that fetches the link ahead gets a page that does not send itself', async ({
  page,
  hub,
}) => {
  await signUp(page, 'julia@reader.example');
  const link = linkIn(await hub.mailTo('julia@reader.example'));
  await page.setExtraHTTPHeaders({ 'Sec-Purpose': 'prefetch' });
  await page.goto(link, { waitUntil: 'networkidle' });
  await expect(heading(page)).toHaveText('Nog één klik');
});

test('A reader comes back to a page that has sent itself in vain, and finds the button', async ({
  page,
  hub,
}) => {
  await signUp(page, 'kaat@reader.example');
  const link = linkIn(await hub.mailTo('kaat@reader.example'));
  let sent = 0;
  // 204 leaves the browser where it is.
  await page.route('**/nieuwsbrief/bevestigen/', (route) => {
    sent += 1;
    return route.fulfill({ status: 204 });
  });
  await page.goto(link, { waitUntil: 'commit' });
  await expect(page.getByRole('status')).toHaveText('Je aanmelding wordt bevestigd …');
  await expect.poll(() => sent).toBe(1);
  // Chromium aborts a reload that meets the end of the navigation answered with 204.
  await expect(() => page.reload({ waitUntil: 'networkidle' })).toPass();
  expect(sent).toBe(1);
  await page.unrouteAll();
  await confirmButton(page).click();
  await expect(heading(page)).toHaveText('Je staat op de lijst');
});

test('A reader mistypes the code, corrects it and is welcomed', async ({ page, hub }) => {
  await signUp(page, 'lies@reader.example');
  const code = codeIn(await hub.mailTo('lies@reader.example'));
  await typeCode(page, code === '123456' ? '654321' : '123456');
  const field = page.getByLabel('Code van zes cijfers');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/Deze code werkt niet/);
  await expect(field).toBeFocused();

  await typeCode(page, ` ${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(heading(page)).toHaveText('Je staat op de lijst');
});

test('A reader reloads the page and types the code after all', async ({ page, hub }) => {
  await signUp(page, 'mia@reader.example');
  await page.reload();
  await typeCode(page, codeIn(await hub.mailTo('mia@reader.example')));
  await expect(heading(page)).toHaveText('Je staat op de lijst');
});

test('A reader asks for the mail again and is told what happens', async ({ page }) => {
  await signUp(page, 'nel@reader.example');
  const note = page.getByText('Als het kan, is er nu een nieuwe mail onderweg.');
  await expect(note).toBeHidden();
  await page.getByRole('button', { name: 'Stuur de mail opnieuw' }).click();
  await expect(note).toBeVisible();
  await expect(note).toBeInViewport();
});

test('A person who did not ask has the request deleted', async ({ page, hub, browser }) => {
  const link = await hub.signUp('olga@reader.example', 'nl');
  await page.goto(link);
  await page.getByRole('button', { name: 'Dit was ik niet' }).click();
  await expect(heading(page)).toHaveText('De aanvraag is gewist');
  expect(page.url()).toBe(`${hub.url}/nieuwsbrief/niet-van-mij/`);
  const another = await browser.newPage();
  await another.goto(link);
  await expect(heading(another)).toHaveText('Deze link werkt niet meer');
  await another.close();
});

test('A reader chooses topics and how often, and sees both before confirming', async ({
  page,
  hub,
  browser,
}) => {
  await page.goto('/nieuwsbrief/');
  await page.getByLabel('Je e-mailadres').fill('pia@reader.example');
  await page.getByRole('radio', { name: 'Hoogstens één keer per maand' }).check();
  await page.getByRole('button', { name: 'Schrijf me in' }).click();
  const link = linkIn(await hub.mailTo('pia@reader.example'));
  const phone = await browser.newContext();
  const elsewhere = await phone.newPage();
  await elsewhere.goto(link);
  await expect(elsewhere.getByText('Hoogstens één keer per maand')).toBeVisible();
  await phone.close();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('A reader confirms by code, and by the button behind the link', async ({ page, hub }) => {
    await signUp(page, 'roos@reader.example');
    await typeCode(page, codeIn(await hub.mailTo('roos@reader.example')));
    await expect(heading(page)).toHaveText('Je staat op de lijst');

    await signUp(page, 'saar@reader.example');
    await page.goto(linkIn(await hub.mailTo('saar@reader.example')));
    await expect(heading(page)).toHaveText('Nog één klik');
    await confirmButton(page).click();
    await expect(heading(page)).toHaveText('Je staat op de lijst');
  });
});
