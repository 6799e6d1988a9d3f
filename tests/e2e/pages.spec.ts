import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { type Language, languages } from '#hub/languages.ts';
import { pathTo, personPath, type PlaceId } from '#hub/urls.ts';

import { giveLongTitles, tooWide } from '../support/page-width.ts';
import { expect, test } from '../support/reader.ts';
import { linkIn, type RunningHub } from '../support/running-hub.ts';

interface Visit {
  readonly page: Page;
  readonly hub: RunningHub;
  readonly language: Language;
}

/** Brings the reader to a page. */
type Open = (visit: Visit) => Promise<unknown>;

const at =
  (place: PlaceId, query = ''): Open =>
  ({ page, language }) =>
    page.goto(pathTo(place, language) + query);

const inEach =
  (paths: Readonly<Record<Language, string>>): Open =>
  ({ page, language }) =>
    page.goto(paths[language]);

/** One page of every kind: all fixed places, and the others. */
const kinds = {
  root: at('root'),
  articles: at('articles'),
  topics: at('topics'),
  people: at('people'),
  archive: at('archive'),
  search: at('search', '?q=winter'),
  newsletter: at('newsletter'),
  checkMail: at('checkMail'),
  confirm: async ({ page, hub, language }) =>
    page.goto(await hub.signUp(`new-${language}@reader.example`, language)),
  welcome: at('welcome'),
  linkExpired: at('linkExpired'),
  unsubscribe: async ({ page, hub, language }) =>
    page.goto(await hub.subscribe(`leaver-${language}@reader.example`, language)),
  goodbye: at('goodbye'),
  notMe: at('notMe'),
  stay: async ({ page, hub, language }) => {
    const address = `stayer-${language}@reader.example`;
    await page.goto(await hub.subscribe(address, language));
    await page.locator('form button[type=submit]').click();
    await expect(page.locator('form[action*="stay"], form[action*="blijven"]')).toBeVisible();
    return page.goto(linkIn(await hub.mailTo(address)));
  },
  preferences: async ({ page, hub, language }) =>
    page.goto(await hub.choices(`chooser-${language}@reader.example`, language)),
  preferencesWithoutLink: at('preferences'),
  linkSent: at('linkSent'),
  personalData: async ({ page, hub, language }) =>
    page.goto(await hub.personalData(`owner-${language}@reader.example`, language)),
  newAddress: async ({ page, hub, language }) => {
    await page.goto(await hub.personalData(`mover-${language}@reader.example`, language));
    await page.locator('input[type=email]').fill(`moved-${language}@reader.example`);
    await page.locator('form:has(input[type=email]) button').click();
    return page.goto(linkIn(await hub.mailTo(`moved-${language}@reader.example`)));
  },
  addressChanged: at('addressChanged'),
  welcomeBack: at('welcomeBack'),
  erased: at('erased'),
  checkQuestionMail: at('checkQuestionMail'),
  confirmQuestion: async ({ page, hub, language }) => {
    const address = `asker-${language}@reader.example`;
    await ask(page, language, address);
    return page.goto(linkIn(await hub.mailTo(address)));
  },
  questionReceived: at('questionReceived'),
  questionLinkExpired: at('questionLinkExpired'),
  checkPaperMail: at('checkPaperMail'),
  feeds: at('feeds'),
  issues: at('issues'),
  issue: inEach({ nl: '/nieuwsbrief/2026-11-18/', en: '/en/newsletter/2026-11-13/' }),
  links: at('links'),
  article: inEach({ nl: '/artikelen/de-eerlijke-som/', en: '/en/articles/the-honest-sum/' }),
  guestArticle: inEach({
    nl: '/artikelen/langzaam-is-ook-een-snelheid/',
    en: '/en/articles/slow-is-a-speed-too/',
  }),
  topic: inEach({ nl: '/onderwerpen/rekenkamer/', en: '/en/topics/sums/' }),
  person: inEach({ nl: '/mensen/ilyas-naafdop/', en: '/en/people/ilyas-naafdop/' }),
  year: inEach({ nl: '/archief/2026/', en: '/en/archive/2026/' }),
  standing: inEach({ nl: '/privacy/', en: '/en/privacy/' }),
  paper: inEach({
    nl: '/papers/winterklaar-in-tien-handelingen/',
    en: '/en/papers/winter-ready-in-ten-jobs/',
  }),
  nowhere: inEach({ nl: '/nergens/', en: '/en/nowhere/' }),
  refusedSignUp: async ({ page, language }) => {
    await page.goto(pathTo('newsletter', language));
    await page.locator('form.subscribe input[type=email]').fill('ada@reader');
    await page.locator('form.subscribe button').click();
    await expect(page.locator('[aria-invalid]')).toBeVisible();
  },
  refusedQuestion: async ({ page, language }) => {
    await ask(page, language, 'ada@reader');
    await expect(page.locator('[aria-invalid]')).toBeVisible();
  },
} satisfies Record<PlaceId, Open> & Record<string, Open>;

async function ask(page: Page, language: Language, address: string): Promise<void> {
  await page.goto(personPath(language, 'ilyas-naafdop'));
  const form = page.locator('#ask-form');
  await form.locator('textarea').fill('Waarom kraakt mijn trapas alleen bergop?');
  await form.locator('input[type=email]').fill(address);
  await form.locator('button').click();
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

// Where Web Vitals begin to call it poor is 0.25, and good ends at 0.1 (https://web.dev/articles/cls). What is left here
// is a line of a heading that moves when its letters arrive late, on a busy machine.
const maxLayoutShift = 0.05;

/** What moved while the page came. */
async function moved(page: Page, where: string): Promise<string[]> {
  const shift = await page.evaluate(async () => {
    await document.fonts.ready;
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return sum;
  });
  return shift > maxLayoutShift ? [`${where}: moved by ${shift} while it came`] : [];
}

/** What a reader with a keyboard, colours of her own and no wish for motion loses sight of. */
async function lostFromSight(page: Page, where: string): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  // Only after a key are marks of the focus due.
  await page.keyboard.press('Tab');
  const faults = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
    );
    const shown = [...all].filter(
      (element) => element.checkVisibility() && !element.closest('.trap'),
    );
    const lost = shown.flatMap((element) => {
      element.focus();
      const name = `${element.tagName} ${element.textContent.trim().slice(0, 40)}`;
      if (document.activeElement !== element) return [`${name} takes no focus`];
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const isMarked = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      const { top, bottom } = element.getBoundingClientRect();
      const isInSight = bottom > 0 && top < innerHeight;
      return [
        ...(isMarked ? [] : [`${name} does not show that it has the focus`]),
        ...(isInSight ? [] : [`${name} has the focus out of sight`]),
      ];
    });
    const moving = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1);
    return moving.length > 0 ? [...lost, 'something moves'] : lost;
  });
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
  return faults.map((fault) => `${where}: ${fault}`);
}

/** What most readers see is visited in each language; of all else, half the kinds in one and half in the other. */
const seenByMost: readonly string[] = [
  'root',
  'article',
  'topic',
  'search',
  'newsletter',
  'preferences',
  'paper',
  'issue',
] satisfies readonly (keyof typeof kinds)[];

/** Pages that show titles of articles, which may hold a word of any length. */
const lists: readonly string[] = [
  'root',
  'articles',
  'archive',
  'topic',
  'person',
] satisfies readonly (keyof typeof kinds)[];

for (const [number, [kind, open]] of Object.entries(kinds).entries()) {
  const visited = seenByMost.includes(kind)
    ? languages
    : languages.filter((_, index) => index === number % languages.length);
  for (const language of visited) {
    test(`The page "${kind}" in ${language} serves every reader`, async ({ page, hub }) => {
      // Each language comes on another screen.
      const screen = language === 'nl' ? desktop : phone;
      await page.setViewportSize(screen);
      await open({ page, hub, language });
      await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      if (kind === 'search')
        await expect(page.locator('[data-search-results] li').first()).toBeVisible();

      const faults = await moved(page, `${screen.width} px wide`);
      faults.push(...(await lostFromSight(page, 'forced colours')));
      for (const [name, size] of Object.entries({ desktop, phone })) {
        await page.setViewportSize(size);
        faults.push(...(await tooWide(page, name)));
        // The other language brings the other screen.
        if (visited.length > 1 && size !== screen) continue;
        await page.emulateMedia({ colorScheme: 'light' });
        faults.push(...(await axeFaults(page, `${name}, light`)));
        // Only colours differ by night.
        await page.emulateMedia({ colorScheme: 'dark' });
        faults.push(...(await axeFaults(page, `${name}, dark`, ['color-contrast'])));
      }

      await page.setViewportSize({ width: 320, height: 640 });
      const traps = await page
        .locator('.trap')
        .evaluateAll((all) => all.filter((trap) => trap.getBoundingClientRect().right > 0));
      expect(traps, 'nothing that is for robots is in sight').toEqual([]);
      faults.push(...(await tooWide(page, '320 px wide')));
      for (const width of [1280, 640]) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate(() => {
          document.documentElement.style.fontSize = '200%';
        });
        const where = `letters twice as large, ${width} px wide`;
        faults.push(...(await tooWide(page, where)), ...(await cutOff(page, where)));
      }

      if (lists.includes(kind)) {
        await page.setViewportSize({ width: 320, height: 640 });
        await giveLongTitles(page);
        faults.push(...(await tooWide(page, 'titles of one long word, 320 px wide')));
      }
      expect(faults).toEqual([]);
    });
  }
}
