import { beforeAll, describe, expect, test } from 'vitest';

import { headingIds } from '#articles/heading-ids.ts';
import { messagesIn } from '#hub/messages.ts';
import { liveRoutes } from '#server/live-routes.ts';

import { builtDemo, bytesOf, pagesIn } from '../support/built-hub.ts';
import { elementsOf, fetchedBy, srcsetUrls } from '../support/html.ts';

const site = 'https://tandradijs.example';

/** Addresses that the audience service answers; there is no file for them. */
const livePaths: ReadonlySet<string> = new Set(liveRoutes.map(({ path }) => path));

/** Pages that no page links to. */
const reachedOtherwise = [
  /^\/(?:en\/)?(?:404|500|503)(?:\.html|\/)$/, // failures
  /^\/(?:nieuwsbrief|en\/newsletter)\/.+/, // the steps of signing up and leaving
  /^\/(?:vraag|en\/question)\/.+/, // the steps of asking a question
  /^\/(?:en\/)?papers\/check-/, // the step after asking for a paper
  /^\/(?:en\/)?links\/$/, // the address in a profile elsewhere
  /^\/(?:mensen|en\/people)\/tandradijs\/$/, // the brand, linked by what it signs along with someone
];

let files: Map<string, Buffer>;
let pages: Map<string, string>;
const idsOf = new Map<string, Set<string>>();

beforeAll(async () => {
  const { clientDir } = builtDemo();
  files = await bytesOf(clientDir);
  pages = await pagesIn(clientDir);
  for (const [page, html] of pages) {
    const ids = elementsOf(html).map(({ attributes }) => attributes['id'] ?? '');
    idsOf.set(page, new Set(ids));
  }
});

/** Why `href` leads nowhere, or `null` when it leads somewhere or out of the hub. */
function brokenness(href: string, from: string): string | null {
  const url = URL.parse(href, new URL(from, site));
  if (!url) return 'is no address';
  if (url.origin !== site) return null;
  const path = decodeURIComponent(url.pathname);
  if (livePaths.has(path)) return null;
  const file = path.slice(1) + (path.endsWith('/') ? 'index.html' : '');
  if (!files.has(file)) return 'leads to no file';
  const fragment = decodeURIComponent(url.hash.slice(1));
  if (fragment === '' || idsOf.get(path)?.has(fragment)) return null;
  return 'leads to no element of that page';
}

describe('a built page', () => {
  test('every link, form and picture in it leads somewhere, anchors too', () => {
    const broken = [...pages].flatMap(([page, html]) =>
      elementsOf(html).flatMap((element) => {
        const { href, action, content = '', property = '' } = element.attributes;
        const named = /^og:(?:url|image)$/.test(property) ? [content] : [];
        const urls = [href, action, ...named, ...fetchedBy(element)].filter(
          (url) => url !== undefined,
        );
        return urls.flatMap((url) => {
          const reason = brokenness(url, page);
          return reason ? [`${page}:${element.line}: ${url} ${reason}`] : [];
        });
      }),
    );
    expect(broken).toEqual([]);
    expect(pages.size).toBeGreaterThan(60);
  });

  test('no heading that an editor may write takes the id of something else on the page', () => {
    const texts = [...pages].filter(([page]) => /^\/(?:artikelen|en\/articles)\/./.test(page));
    const own = texts.flatMap(([page, html]) =>
      elementsOf(html).flatMap(({ name, attributes: { id } }) =>
        id !== undefined && headingIds([{ text: id }])[0] === id && !/^h[2-6]$/.test(name)
          ? [`${page}#${id}`]
          : [],
      ),
    );
    expect(own.filter((place) => !/#(?:source|user-content)-/.test(place))).toEqual([]);
    // Headings of the page itself hold a dot, which headings of articles never do.
    const titles = new Set(Object.values(messagesIn('en')).concat(Object.values(messagesIn('nl'))));
    const taken = texts.flatMap(([page, html]) =>
      elementsOf(html)
        .filter(({ name, attributes: { id } }) => /^h[2-6]$/.test(name) && id && !id.includes('.'))
        .filter(({ text }) => titles.has(text.trim()))
        .map(({ text }) => `${page}: ${text}`),
    );
    expect(taken).toEqual([]);
    expect(texts.length).toBeGreaterThan(10);
  });

  test('every page is reached by following links from the two front pages', () => {
    const reached = new Set(['/', '/en/']);
    for (const page of reached) {
      for (const { name, attributes } of elementsOf(pages.get(page) ?? '')) {
        const url = URL.parse(attributes['href'] ?? '', new URL(page, site));
        if (name === 'a' && url?.origin === site && pages.has(url.pathname))
          reached.add(url.pathname);
      }
    }
    const unreached = [...pages.keys()].filter((page) => !reached.has(page));
    expect(unreached.filter((page) => !reachedOtherwise.some((kind) => kind.test(page)))).toEqual(
      [],
    );
  });

  test('pages of both languages name each other as each other’s translation', () => {
    for (const [page, html] of pages) {
      const alternates = elementsOf(html).filter(
        ({ name, attributes }) => name === 'link' && attributes['hreflang'] !== undefined,
      );
      for (const { attributes } of alternates) {
        const { pathname } = new URL(attributes['href'] ?? '', site);
        const back = elementsOf(pages.get(pathname) ?? '').map(({ attributes: own }) =>
          own['hreflang'] === undefined ? '' : new URL(own['href'] ?? '', site).pathname,
        );
        expect(back, `${pathname} names ${page}`).toContain(page);
      }
    }
  });
});

describe('any other built file', () => {
  test('the addresses on the hub that it names exist', () => {
    const machine = [...files].filter(([name]) =>
      /^(?!pagefind\/).*\.(?:xml|json|opml|txt|md|css)$/.test(name),
    );
    const address = new RegExp(`${site.replaceAll('.', '\\.')}[^\\s"'<>()\\]\\\\]*`, 'g');
    const broken = machine.flatMap(([name, bytes]) =>
      [...bytes.toString('utf8').matchAll(address)]
        .map(([url]) =>
          url
            .replace(/[.,;:]+$/, '')
            .replaceAll('&amp;', '&')
            .replace(/&(?:lt|gt|quot|#).*$/, ''),
        )
        .flatMap((url) => {
          const reason = brokenness(url, '/');
          return reason ? [`${name}: ${url} ${reason}`] : [];
        }),
    );
    expect(broken).toEqual([]);
    expect(machine.length).toBeGreaterThan(0);
  });
});

describe('srcsetUrls', () => {
  test('gives the addresses alone', () => {
    expect(srcsetUrls('/a.webp 400w, /b.webp 2x,/c.webp')).toEqual([
      '/a.webp',
      '/b.webp',
      '/c.webp',
    ]);
  });
});
