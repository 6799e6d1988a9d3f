import { parse } from 'parse5';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { countBars } from '#sharing/kit-page/counters.ts';
import { shownText } from '#sharing/kit-page/folded.ts';
import { exact, html, verbatim } from '#sharing/kit-page/html.ts';
import { kitPage } from '#sharing/kit-page/kit-page.ts';
import { pictureFor } from '#sharing/kit-page/pictures.ts';
import { postedCommand } from '#sharing/kit-page/posted.ts';
import { intentFor } from '#sharing/intent.ts';
import type { PersonalKit } from '#sharing/personal/personal-posts.ts';
import { platformIds, platforms } from '#sharing/platforms.ts';
import { shareKitFor } from '#sharing/share-kit.ts';

import { anArticle, someContent } from '../../support/content-builders.ts';

const pictures = [
  { name: 'og', width: 1200, height: 630 },
  { name: 'square', width: 1080, height: 1080 },
  { name: 'portrait', width: 1080, height: 1350 },
  { name: 'story', width: 1080, height: 1920 },
];

function pageOf(
  fields: Parameters<typeof anArticle>[0] = {},
  personal: readonly PersonalKit[] = [],
): string {
  const hub = {
    share: { platforms: Object.fromEntries(platformIds.map((id) => [id, { use: 'service' }])) },
  };
  const article = anArticle(fields);
  const { kit } = shareKitFor(article, {
    content: someContent({ hub, articles: [article] }),
    cardOf: () => ({ file: '/cards/x.jpg', width: 1200, height: 630 }),
  });
  return kitPage(
    {
      ...{ kit, personal, language: 'nl', brandName: 'Proefhub', folder: 'x', pictures },
      stateOn: (platform) =>
        platform === 'mastodon'
          ? {
              kind: 'posted',
              posts: [
                { article: article.id, platform, url: 'https://m.example/1', on: '2026-10-08' },
              ],
            }
          : { kind: 'none' },
    },
    { css: ':root { color: red }', script: 'void "</script><!--"' },
  );
}

describe('html', () => {
  test('whatever is put in comes out as text, between tags and in attributes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`;
        expect(markup.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
        expect(markup.match(/"/g)).toHaveLength(2);
      }),
    );
  });

  test('markup stays markup, and what is missing or false is left out', () => {
    expect(
      verbatim`<p>${[verbatim`<b>${'&'}</b>`]}${null}${undefined}${false}${0}</p>`.markup,
    ).toBe('<p><b>&amp;</b>0</p>');
  });

  test('the first line break of a text is kept by a parser that drops one', () => {
    const document = JSON.stringify(
      parse(html`<pre>${exact('\nTwee')}</pre>`.markup),
      (name, value: unknown) => (name === 'parentNode' ? undefined : value),
    );
    expect(document).toContain(String.raw`"value":"\nTwee"`);
  });
});

describe('kitPage', () => {
  test('no engine keeps the page, and nothing in it leads outside unasked', () => {
    const page = pageOf();
    expect(page).toMatch(/<meta name="robots" content="noindex"\s*\/?>/);
    expect(page).not.toMatch(/<(?:link|iframe|script src)/);
    for (const [, address] of page.matchAll(/<img\s[^>]*src="([^"]*)"/g)) {
      expect(address).toMatch(/^(og|square|portrait|story)\.jpg$/);
    }
  });

  test('the script cannot end early', () => {
    expect(pageOf()).toContain(String.raw`void "<\/script><\!--"`);
    expect(pageOf().match(/<\/script>/g)).toHaveLength(1);
  });

  test('a hostile article becomes no markup', () => {
    const page = pageOf({
      title: 'Banden <script>alert(1)</script>',
      share: { hook: '"><img src=x onerror=alert(1)>' },
      cover: { src: '../../media/tyre.svg', alt: { nl: `'"><u>` } },
    });
    expect(page).not.toMatch(/<script>alert|<img src=x|<u>/);
  });

  test('every platform has its post, its limits and a link that brings the text along', () => {
    const page = pageOf();
    for (const id of platformIds) {
      expect(page).toContain(`data-platform="${id}"`);
      expect(page).toContain(`posted nl/eerste-lekke-band ${id} &lt;url&gt;`);
    }
    const links = [...page.matchAll(/<a\s[^>]*data-intent[^>]*>/g)].map(([tag]) => tag);
    expect(links.length).toBeGreaterThan(8);
    for (const tag of links) expect(tag).toContain('rel="noopener nofollow"');
  });

  test('what the ledger knows is said', () => {
    const page = pageOf().replaceAll(/\s+/g, ' ');
    expect(page).toContain('Geplaatst op 8 oktober 2026');
    expect(page).toContain('href="https://m.example/1"');
  });

  test('says where colleagues cannot share in their own name, and why', () => {
    const said = (page: string) => page.replaceAll(/\s+/g, ' ');
    const locked = { person: 'roos', name: 'Roos', kind: 'locked', policy: 'social', version: 1 };
    const page = said(pageOf({}, [locked as PersonalKit]));
    expect(page).toContain('Niet op Instagram en TikTok: een link is daar niet aan te klikken');
    expect(page).toContain('Niet op Reddit, Hacker News, Pinterest en YouTube: een bericht begint');
    expect(said(pageOf())).not.toContain('Niet op');
  });

  test('tells a colleague too that the page of LinkedIn takes the link only', () => {
    const post = { variant: 'hook', rest: 'Vast.', url: 'https://proefhub.example/', utm: {} };
    const own = {
      person: 'ada',
      name: 'Ada',
      kind: 'open',
      posts: [{ ...post, platform: 'linkedin' }],
    };
    const [, section = ''] = pageOf({}, [own as unknown as PersonalKit]).split(
      'id="person-ada-linkedin"',
    );
    expect(section).toContain('LinkedIn neemt alleen de link over');
  });

  test('offers a picture for every place that a platform has for one', () => {
    const [, instagram = ''] = pageOf().split('id="instagram"');
    const [own = ''] = instagram.split('</section>');
    const offered = [...own.matchAll(/download="x-(\w+)\.jpg"/g)].map(([, name]) => name);
    expect(offered).toEqual(['portrait', 'square', 'story']);
  });

  test('the same kit gives the same bytes', () => {
    expect(pageOf()).toBe(pageOf());
  });
});

describe('countBars', () => {
  test('says by how much a text is over, and fills the bar no further than its end', () => {
    const { markup } = countBars('x'.repeat(300), platforms.x.limits, 'nl');
    expect(markup).toContain('300 van 280 tekens');
    expect(markup).toContain('20 te veel');
    expect(markup).toContain('inline-size:100%');
  });
});

describe('shownText', () => {
  test('the fold never parts a link or a grapheme', () => {
    const words = fc.constantFrom(
      'fiets',
      '👩‍👩‍👧‍👧',
      'https://proefhub.example/een/lange/weg',
      '#Fiets',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 40, maxLength: 80 }), (parts) => {
        const { markup } = shownText(parts.join(' '), platforms.linkedin, 'nl');
        const pieces = [...markup.matchAll(/<pre\s+class="said[^"]*"\s*>(.*?)<\/pre>/gs)];
        const [before = '', after = ''] = pieces.map(([, one = '']) =>
          one.replaceAll(/<[^>]*>/g, ''),
        );
        expect(before.replace(/…$/, '') + after).toBe(parts.join(' '));
        expect(before).not.toMatch(/https:\/\/\S*(?<!weg)…$/);
        expect(after).not.toMatch(/^\u200d/);
      }),
    );
  });
});

describe('pictureFor', () => {
  test.each([
    ['og', 1200, 627],
    ['og', 1200, 675],
    ['square', 800, 800],
    ['portrait', 1080, 1350],
    ['story', 1080, 1920],
  ])('%s is for a place of %i by %i', (name, width, height) => {
    const [slot] = platforms.mastodon.images;
    if (!slot) throw new Error('Mastodon takes pictures');
    expect(pictureFor({ ...slot, width, height }, pictures)?.name).toBe(name);
  });

  test('without pictures there is none', () => {
    const [slot] = platforms.mastodon.images;
    expect(slot && pictureFor(slot, [])).toBeNull();
  });
});

describe('postedCommand', () => {
  test.each([
    ['https://m.example/@a/1?b=2&c=3', "'https://m.example/@a/1?b=2&c=3'"],
    ["https://m.example/o'clock", "'https://m.example/o%27clock'"],
    ['javascript:alert(1)', '<url>'],
    ['; rm -rf /', '<url>'],
    ['', '<url>'],
  ])('%s is written as %s', (address, written) => {
    expect(postedCommand({ article: 'nl/x', platform: 'x', address })).toBe(
      `npm run share -- posted nl/x x ${written}`,
    );
  });
});

describe('intentFor', () => {
  test('is none for a text that makes the address too long', () => {
    const post = { title: '', url: 'https://proefhub.example/', image: '' };
    expect(intentFor(platforms.mastodon, { ...post, text: 'é'.repeat(300) })).not.toBeNull();
    expect(intentFor(platforms.mastodon, { ...post, text: 'é'.repeat(400) })).toBeNull();
    expect(intentFor(platforms.instagram, { ...post, text: 'a' })).toBeNull();
  });
});
