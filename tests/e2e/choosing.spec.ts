import { linkIn } from '../support/running-hub.ts';
import { expect, test } from '../support/reader.ts';

test('A reader chooses topics, how often, and what may be remembered', async ({ page, hub }) => {
  const link = await hub.choices('dora@reader.example', 'nl');
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kies wat je krijgt');
  await page
    .getByRole('group', { name: 'Waarover wil je lezen?' })
    .getByRole('checkbox')
    .first()
    .check();
  await page.getByLabel('Hoogstens één keer per maand').check();
  const agree = page.getByLabel('Ja, onthoud welke links ik volg');
  await expect(agree).not.toBeChecked();
  await agree.check();
  await page.getByRole('button', { name: 'Bewaar mijn keuzes' }).click();
  await expect(page.getByRole('status')).toContainText('Bewaard');

  await page.goto(link);
  await expect(page.getByLabel('Hoogstens één keer per maand')).toBeChecked();
  await expect(agree).toBeChecked();
  await expect(
    page.getByRole('group', { name: 'Waarover wil je lezen?' }).getByRole('checkbox').first(),
  ).toBeChecked();
  expect(await page.content()).not.toContain('dora@reader.example');
});

test('A reader who lost the link gets a new one by typing the address', async ({ page, hub }) => {
  await hub.subscribe('emma@reader.example', 'en');
  await page.goto('/en/newsletter/preferences/');
  await page.getByLabel('Your e-mail address').fill('emma@reader.example');
  await page.getByRole('button', { name: 'Mail me the link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Have a look in your mail');
  const mail = await hub.mailTo('emma@reader.example', ({ subject }) =>
    Boolean(subject?.startsWith('Your choices')),
  );
  await page.goto(linkIn(mail));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose what you get');
});

test('A reader leaves by mistake and takes it back', async ({ page, hub }) => {
  await page.goto(await hub.subscribe('fien@reader.example', 'nl'));
  await page.getByRole('button', { name: 'Meld me af' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je bent afgemeld');
  expect(page.url()).not.toContain('token');
  await page.getByRole('button', { name: 'Ik wil toch blijven' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fijn dat je blijft');
  expect(page.url()).not.toContain('token');
});

test('A reader sees, downloads and erases everything', async ({ page, hub }) => {
  await page.goto(await hub.personalData('gijs@reader.example', 'nl'));
  await expect(page.getByText('gijs@reader.example')).toBeVisible();
  await expect(page.getByText('Ja, stuur me De Werkbank per e-mail.')).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download alles' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('gegevens.json');

  await page.getByLabel('Ja, wis alles.').check();
  await page.getByRole('button', { name: 'Wis mijn gegevens' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alles is gewist');
});

test('A reader moves to another address', async ({ page, hub }) => {
  await page.goto(await hub.personalData('hans@reader.example', 'nl'));
  await page.getByLabel('Je nieuwe e-mailadres').fill('johannes@reader.example');
  await page.getByRole('button', { name: 'Verander mijn adres' }).click();
  await expect(page.getByRole('status')).toContainText('bevestig daar');
  await page.goto(linkIn(await hub.mailTo('johannes@reader.example')));
  await page.getByRole('button', { name: 'Ja, mail me hier' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je bent over');
});
