import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';

import { expect, test } from '../support/reader.ts';

/** How many people the hub knows as subscribers, confirmed or not. */
function countSubscribers(dataDir: string): unknown {
  const database = new DatabaseSync(path.join(dataDir, 'audience.sqlite'), { readOnly: true });
  const row = database
    .prepare('select count(*) as n from subscribers where address_key = ?')
    .get('lezer.van.papers@example.org');
  database.close();
  return row?.['n'];
}

test('A reader without JavaScript judges a paper, has it mailed, and is on no list', async ({
  browser,
  hub,
}) => {
  await using context = await browser.newContext({ baseURL: hub.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/artikelen/fiets-winterklaar-in-een-uur/');
  await page.getByRole('link', { name: 'Lees de paper' }).click();
  await expect(page.getByRole('heading', { name: '10. Pak een pechtas in' })).toBeVisible();

  const form = page.locator('#paper-form');
  await expect(form.getByRole('checkbox')).not.toBeChecked();
  await form.getByRole('textbox', { name: 'Je e-mailadres' }).fill('lezer@localhost');
  await form.getByRole('button', { name: 'Mail me de paper' }).click();
  const email = page.getByRole('textbox', { name: 'Je e-mailadres' });
  await expect(email).toHaveAccessibleDescription(/Dit lijkt geen e-mailadres/);
  await expect(page.getByText('Wij verkopen fietsen').first()).toBeVisible();

  await email.fill('lezer.van.papers@example.org');
  await page.getByRole('button', { name: 'Mail me de paper' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('De paper is onderweg');
  expect(await context.cookies()).toEqual([]);

  const mail = await hub.mailTo('lezer.van.papers@example.org');
  expect(mail.subject).toBe('Je paper: Winterklaar in tien handelingen');
  expect(mail.text).toContain('Je krijgt dit omdat');
  const [file = ''] = /https?:\S+\.pdf/.exec(mail.text ?? '') ?? [];
  const answer = await page.request.get(file);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  expect((await answer.body()).byteLength).toBeGreaterThan(50_000);
  expect(countSubscribers(hub.dataDir)).toBe(0);
});
