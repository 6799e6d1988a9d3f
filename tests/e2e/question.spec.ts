import { expect, test } from '../support/reader.ts';
import { header, linkIn } from '../support/running-hub.ts';

const question = 'Waarom kraakt mijn trapas alleen bergop?\nVet helpt <b>niet</b>.';

test('A reader puts a question to a person, confirms by mail, and the editors get it', async ({
  page,
  hub,
}) => {
  const address = 'vrager@example.org';
  await page.goto('/mensen/ilyas-naafdop/');
  await page.getByRole('textbox', { name: 'Je vraag' }).fill(question);
  await page.getByRole('textbox', { name: 'Je naam' }).fill('Vera');
  await page.locator('#ask-form').getByRole('textbox', { name: 'Je e-mailadres' }).fill(address);
  await page.getByRole('button', { name: 'Verstuur je vraag' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kijk in je mail');

  await page.goto(linkIn(await hub.mailTo(address)));
  await expect(page.getByText('Vet helpt <b>niet</b>.')).toBeVisible();
  await page.getByRole('button', { name: 'Bevestig' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je vraag is aangekomen');
  expect(page.url()).not.toContain('token');

  const mail = await hub.mailTo('redactie@tandradijs.example', ({ text = '' }) =>
    text.includes(question),
  );
  expect(mail.subject).toBe('Vraag voor Ilyas Naafdop');
  expect(header(mail, 'reply-to')).toBe(address);
});

test('A reader without JavaScript sees in English what to mend, and loses nothing', async ({
  browser,
  hub,
}) => {
  await using context = await browser.newContext({
    baseURL: hub.url,
    javaScriptEnabled: false,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto('/en/people/roos-velgrem/');
  const text = page.getByRole('textbox', { name: 'Your question' });
  const email = page.locator('#ask-form').getByRole('textbox', { name: 'Your e-mail address' });
  await text.fill('What does a second-hand bike cost a year?');
  await email.fill('reader@localhost');
  await page.getByRole('button', { name: 'Send your question' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Your question has not been sent yet',
  );
  await expect(email).toHaveAccessibleDescription(/does not look like an e-mail address/);
  await expect(email).toBeFocused();
  await expect(text).toHaveValue('What does a second-hand bike cost a year?');
  await email.fill('reader@example.org');
  await page.getByRole('button', { name: 'Send your question' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail');
});

test('A page that shows what a reader typed is kept by no cache and told to no other site', async ({
  request,
  hub,
}) => {
  for (const path of ['/api/question/', '/api/subscribe/']) {
    const form = { email: 'lezer@', language: 'nl' };
    const answer = await request.post(path, { form, headers: { origin: hub.url } });
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain('value="lezer@"');
    expect(answer.headers()).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  }
});
