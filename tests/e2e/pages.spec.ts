import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import type { Language } from '#hub/languages.ts';

import { expect, test } from '../support/reader.ts';
import type { RunningHub } from '../support/running-hub.ts';

type Place = string | ((hub: RunningHub) => Promise<string>);

/** One page of every kind, per language. */
const kinds: Readonly<Record<string, Readonly<Record<Language, Place>>>> = {
  'front page': { nl: '/', en: '/en/' },
  article: { nl: '/artikelen/de-eerlijke-som/', en: '/en/articles/the-honest-sum/' },
  'guest article': {
    nl: '/artikelen/langzaam-is-ook-een-snelheid/',
    en: '/en/articles/slow-is-a-speed-too/',
  },
  articles: { nl: '/artikelen/', en: '/en/articles/' },
  topics: { nl: '/onderwerpen/', en: '/en/topics/' },
  topic: { nl: '/onderwerpen/rekenkamer/', en: '/en/topics/sums/' },
  people: { nl: '/mensen/', en: '/en/people/' },
  person: { nl: '/mensen/ilyas-naafdop/', en: '/en/people/ilyas-naafdop/' },
  archive: { nl: '/archief/', en: '/en/archive/' },
  year: { nl: '/archief/2026/', en: '/en/archive/2026/' },
  search: { nl: '/zoeken/?q=winter', en: '/en/search/?q=winter' },
  newsletter: { nl: '/nieuwsbrief/', en: '/en/newsletter/' },
  'check your mail': { nl: '/nieuwsbrief/check-je-mail/', en: '/en/newsletter/check-your-mail/' },
  welcome: { nl: '/nieuwsbrief/welkom/', en: '/en/newsletter/welcome/' },
  'expired link': { nl: '/nieuwsbrief/link-verlopen/', en: '/en/newsletter/link-expired/' },
  goodbye: { nl: '/nieuwsbrief/tot-ziens/', en: '/en/newsletter/goodbye/' },
  feeds: { nl: '/feeds/', en: '/en/feeds/' },
  'standing page': { nl: '/privacy/', en: '/en/privacy/' },
  'page that is not there': { nl: '/nergens/', en: '/en/nowhere/' },
  confirm: { nl: confirmation('nl'), en: confirmation('en') },
  unsubscribe: { nl: leaving('nl'), en: leaving('en') },
};

function confirmation(language: Language): Place {
  return async (hub) => pathOf(await hub.signUp(`page-${language}@reader.example`, language));
}

function leaving(language: Language): Place {
  return async (hub) => pathOf(await hub.subscribe(`leaver-${language}@reader.example`, language));
}

function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return pathname + search;
}

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, in one line a fault. */
async function axeFaults(page: Page, where: string, only?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (only ? builder.withRules(only) : builder.withTags(rules)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${where}: ${id} at ${target.join(' ')}: ${failureSummary}`,
    ),
  );
}

/** The elements that make the page wider than its window, or none when nothing scrolls sideways. */
async function tooWide(page: Page, where: string): Promise<string[]> {
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

/** Texts that their own box cuts off. */
async function cutOff(page: Page, where: string): Promise<string[]> {
  return page.evaluate((label) => {
    const texts = [
      ...document.querySelectorAll<HTMLElement>('h1, h2, h3, p, li, a, button, label'),
    ];
    const cut = texts.filter((element) => {
      const { overflowX, overflowY, position } = getComputedStyle(element);
      const clips = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip');
      const isForScreenReaders = position === 'absolute' && element.clientWidth <= 1;
      return (
        clips &&
        !isForScreenReaders &&
        (element.scrollWidth > element.clientWidth + 1 ||
          element.scrollHeight > element.clientHeight + 1)
      );
    });
    return cut.map((element) => `${label}: ${element.tagName}.${element.className} is cut off`);
  }, where);
}

for (const [kind, places] of Object.entries(kinds)) {
  for (const language of ['nl', 'en'] as const) {
    test(`The ${kind} in ${language} serves every reader`, async ({ page, hub }) => {
      const place = places[language];
      await page.setViewportSize(desktop);
      await page.goto(typeof place === 'string' ? place : await place(hub));
      await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      if (kind === 'search')
        await expect(page.locator('[data-search-results] li').first()).toBeVisible();

      const faults: string[] = [];
      for (const [name, size] of Object.entries({ desktop, phone })) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: 'light' });
        faults.push(...(await axeFaults(page, `${name}, light`)));
        // Only colours differ by night.
        await page.emulateMedia({ colorScheme: 'dark' });
        faults.push(...(await axeFaults(page, `${name}, dark`, ['color-contrast'])));
        faults.push(...(await tooWide(page, name)));
      }

      await page.setViewportSize({ width: 320, height: 640 });
      faults.push(...(await tooWide(page, '320 px wide')));
      for (const width of [1280, 640]) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate(() => {
          document.documentElement.style.fontSize = '200%';
        });
        const where = `letters twice as large, ${width} px wide`;
        faults.push(...(await tooWide(page, where)), ...(await cutOff(page, where)));
      }
      expect(faults).toEqual([]);
    });
  }
}
