import { expect, test } from '../support/reader.ts';

const token = 'A'.repeat(43);

test('A link of a reader who agreed tells the hub once somebody moves, and keeps nothing in the address', async ({
  page,
}) => {
  const told: (string | null)[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/followed/')) told.push(request.postData());
  });
  await page.goto(`/nieuwsbrief/?utm_source=newsletter#reader=${token}`);
  await expect(page).toHaveURL(/\/nieuwsbrief\/\?utm_source=newsletter$/);
  expect(told).toEqual([]);

  const answered = page.waitForResponse((answer) => answer.url().endsWith('/api/followed/'));
  await page.mouse.move(40, 40);
  await page.mouse.move(80, 80);
  expect((await answered).status()).toBe(204);
  expect(told).toEqual([JSON.stringify({ token, page: '/nieuwsbrief/' })]);
});
