import type { Page } from '@playwright/test';

/** The elements that make the page wider than its window, or none when nothing scrolls sideways. */
export async function tooWide(page: Page, where: string): Promise<string[]> {
  return page.evaluate((label) => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > room + 1,
    );
    return wide
      .slice(0, 5)
      .map((element) => `${label}: ${element.tagName}.${element.className} is too wide`);
  }, where);
}

/** Makes every title a word that a browser without a dictionary cannot divide. */
export async function giveLongTitles(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
    const titles = document.querySelectorAll('main :is(h1, .p-name a, .titles a)');
    for (const title of titles)
      title.textContent = 'Arbeidsongeschiktheidsverzekeringsmaatschappij';
  });
}
