import { header, leaveLinkIn, linkIn } from '../support/running-hub.ts';
import { expect, test } from '../support/reader.ts';

test('A reader subscribes, confirms by mail and is welcomed', async ({ page, hub }) => {
  await page.goto('/artikelen/de-eerlijke-som/');
  await page.getByLabel('Je e-mailadres').fill('anna@reader.example');
  await page.getByRole('button', { name: 'Schrijf me in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');

  const link = linkIn(await hub.mailTo('anna@reader.example'));
  expect(link).toMatch(new RegExp(`^${hub.url}/nieuwsbrief/bevestigen/\\?token=`));
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je staat op de lijst');
  expect(page.url()).toBe(`${hub.url}/nieuwsbrief/welkom/`);
});

test('A reader subscribes in English and is answered in English', async ({ page, hub }) => {
  await page.goto('/en/newsletter/');
  await page.getByLabel('Your e-mail address').fill('edith@reader.example');
  await page
    .getByRole('group', { name: 'What do you want to read about?' })
    .getByRole('checkbox')
    .first()
    .check();
  await page.getByRole('button', { name: 'Sign me up' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail');

  const mail = await hub.mailTo('edith@reader.example');
  expect(mail.subject).toContain('The Workbench');
  await page.goto(linkIn(mail));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are on the list');
});

test('A reader whose mail program opens the link first can still confirm', async ({
  page,
  hub,
}) => {
  const link = await hub.signUp('bram@reader.example', 'nl');
  for (const method of ['HEAD', 'GET', 'GET']) await fetch(link, { method });
  await page.goto(link);
  await page.getByRole('button', { name: 'Bevestig', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je staat op de lijst');

  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je staat op de lijst');
});

test('A reader with a broken link is offered a new one', async ({ page }) => {
  await page.goto('/nieuwsbrief/bevestigen/?token=afgebroken');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deze link werkt niet meer');
  await expect(page.getByRole('button', { name: 'Schrijf me in' })).toBeVisible();
});

test('A reader unsubscribes with one click', async ({ page, hub }) => {
  await hub.subscribe('cora@reader.example', 'nl');
  const mail = await hub.mailTo(
    'cora@reader.example',
    (one) => header(one, 'list-unsubscribe') !== '',
  );
  // What a mail program does by itself: RFC 8058 §3.2.
  expect(header(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const answer = await fetch(leaveLinkIn(mail), {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    redirect: 'manual',
  });
  expect(answer.status).toBe(200);

  // Whoever is off the list gets a confirmation mail again, as if new.
  const asksToConfirm = ({ text = '' }) => text.includes('/nieuwsbrief/bevestigen/');
  const first = await hub.mailTo('cora@reader.example', asksToConfirm);
  await page.goto('/nieuwsbrief/');
  await page.getByLabel('Je e-mailadres').fill('cora@reader.example');
  await page.getByRole('button', { name: 'Schrijf me in' }).click();
  await hub.mailTo(
    'cora@reader.example',
    (one) => asksToConfirm(one) && one.messageId !== first.messageId,
  );
});

test('A reader unsubscribes by the page that her mail links to', async ({ page, hub }) => {
  await page.goto(await hub.subscribe('dina@reader.example', 'nl'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Afmelden');
  await page.getByRole('button', { name: 'Meld me af' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je bent afgemeld');
  expect(page.url()).toBe(`${hub.url}/nieuwsbrief/afmelden/`);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('A reader subscribes without JavaScript', async ({ page, hub }) => {
    await page.goto('/nieuwsbrief/');
    await page.getByLabel('Je e-mailadres').fill('els@reader.example');
    await page.getByRole('button', { name: 'Schrijf me in' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
    await page.goto(linkIn(await hub.mailTo('els@reader.example')));
    await page.getByRole('button', { name: 'Bevestig', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je staat op de lijst');
  });
});

test('A reader mistypes her address and is told beside the field', async ({ page, hub }) => {
  await page.goto('/nieuwsbrief/');
  const field = page.getByLabel('Je e-mailadres');
  await field.fill('fien@reader');
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Schrijf me in' }).click();

  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveValue('fien@reader');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/adres/);
  await expect(page.getByRole('checkbox').first()).toBeChecked();

  await field.fill('fien@reader.example');
  await page.getByRole('button', { name: 'Schrijf me in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
  await hub.mailTo('fien@reader.example');
});

test('A reader uses the keyboard only to vote and to sign up', async ({ page, hub }) => {
  await page.goto('/artikelen/de-eerlijke-som/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Naar de inhoud' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  const field = page.getByLabel('Je e-mailadres');
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const middle = document.elementFromPoint(
        box.x + box.width / 2,
        box.y + Math.min(box.height, 20) / 2,
      );
      return {
        what: `${element.tagName} ${element.textContent.trim().slice(0, 40)}`,
        isField: element.getAttribute('type') === 'email',
        isVote: element.matches('.useful button[value=yes]'),
        isMarked: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        isCovered: middle !== null && !element.contains(middle) && !middle.contains(element),
      };
    });
    expect(focus.isMarked, `${focus.what} shows that it has the focus`).toBe(true);
    expect(focus.isCovered, `${focus.what} is covered`).toBe(false);
    if (focus.isVote) {
      await page.keyboard.press('Enter');
      await expect(page.getByText('fijn om te weten')).toBeFocused();
    }
    if (focus.isField) break;
  }
  await expect(field).toBeFocused();
  await expect(page.getByText('fijn om te weten')).toBeVisible();
  await page.keyboard.type('gijs@reader.example');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');
  await hub.mailTo('gijs@reader.example');
});
