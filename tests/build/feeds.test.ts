import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';

import { feedFormats } from '#feeds/formats.ts';

import { builtDemo, bytesOf, openSmallHub } from '../support/built-hub.ts';
import { elementsOf, srcsetUrls } from '../support/html.ts';
import { articleText } from '../support/hub-folder.ts';
import { childrenOf, parseXml } from '../support/xml.ts';

const site = 'https://tandradijs.example';

let files: Map<string, Buffer>;

beforeAll(async () => {
  files = await bytesOf(builtDemo().clientDir);
});

function textOf(name: string): string {
  const bytes = files.get(name);
  if (!bytes) throw new Error(`the build has no ${name}`);
  return bytes.toString();
}

/** Every feed's folder in the build: that of its RSS file. */
function feedFolders(): string[] {
  return [...files.keys()]
    .filter((name) => /(?:^|\/)rss\.xml$/.test(name))
    .map((name) => name.slice(0, -'rss.xml'.length));
}

interface Read {
  readonly id: string | undefined;
  readonly url: string | undefined;
  readonly title: string | undefined;
  readonly html: string | undefined;
}

/** The items of a feed as each format tells them. */
function itemsIn(folder: string): Record<'rss' | 'atom' | 'json', Read[]> {
  const { rss, atom, json } = feedFormats;
  return {
    rss: (parseRssFeed(textOf(folder + rss.file)).items ?? []).map((item) => ({
      id: item.guid?.value,
      url: item.link,
      title: item.title,
      html: item.content?.encoded,
    })),
    atom: (parseAtomFeed(textOf(folder + atom.file)).entries ?? []).map((entry) => ({
      id: entry.id,
      url: entry.links?.find(({ rel }) => rel === 'alternate')?.href,
      title: entry.title?.value,
      html: entry.content?.value,
    })),
    json: (parseJsonFeed(textOf(folder + json.file)).items ?? []).map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      html: item.content_html,
    })),
  };
}

describe('the feeds of the demo hub', () => {
  test('there is one for the hub, each topic, person and series, in both languages', () => {
    expect(feedFolders()).toEqual(
      expect.arrayContaining([
        '',
        'en/',
        'onderwerpen/rekenkamer/',
        'en/topics/sums/',
        'mensen/roos-velgrem/',
        'en/people/roos-velgrem/',
        'feeds/winter/',
        'en/feeds/winter/',
      ]),
    );
  });

  test('the three formats of each say the same, and a strict parser reads the XML', () => {
    for (const folder of feedFolders()) {
      const { rss, atom, json } = itemsIn(folder);
      expect(atom, folder).toEqual(rss);
      expect(json, folder).toEqual(rss);
      for (const file of ['rss.xml', 'atom.xml'])
        expect(() => parseXml(textOf(folder + file)), folder + file).not.toThrow();
    }
  });

  test('each feed names its own address and dates itself by its newest change', () => {
    for (const folder of feedFolders()) {
      const [channel] = childrenOf(parseXml(textOf(`${folder}rss.xml`)), 'channel');
      if (!channel) throw new Error(`${folder}rss.xml has no channel`);
      const self = childrenOf(channel, 'atom:link').find(
        ({ attributes }) => attributes['rel'] === 'self',
      );
      expect(self?.attributes['href']).toBe(`${site}/${folder}rss.xml`);
      const changes = (parseAtomFeed(textOf(`${folder}atom.xml`)).entries ?? []).map(
        ({ updated }) => Date.parse(updated ?? ''),
      );
      const built = childrenOf(channel, 'lastBuildDate').map(({ text }) => Date.parse(text));
      expect(built, folder).toEqual(changes.length > 0 ? [Math.max(...changes)] : []);
    }
  });

  test('every address in an article’s HTML is absolute, and nothing needs the page around it', () => {
    const items = [...itemsIn('').rss, ...itemsIn('en/').rss];
    expect(items.length).toBe(13);
    for (const { html = '', url } of items) {
      for (const { attributes, name } of elementsOf(html)) {
        const { href, src, poster, srcset = '' } = attributes;
        const addresses = [href, src, poster, ...srcsetUrls(srcset)].filter(
          (one) => one !== undefined,
        );
        for (const address of addresses) expect(address, url).toMatch(/^(?:https?:\/\/|mailto:)/);
        expect(
          Object.keys(attributes).filter((one) => /^(?:style|class|id|on|data-)/.test(one)),
          url,
        ).toEqual([]);
        expect(name, url).not.toMatch(/^(?:script|style|form|svg|iframe|picture)$/);
      }
    }
  });

  test('an item holds all words of its page’s article, whatever components it is made of', () => {
    for (const { html = '', url = '' } of [...itemsIn('').rss, ...itemsIn('en/').rss]) {
      const page = textOf(`${url.slice(site.length + 1)}index.html`);
      expect(wordsOf(html), url).toContain(bare(articleTextOf(page)));
    }
  });

  test('disclosures come first, then where a translation came from', () => {
    const { html = '' } =
      itemsIn('').rss.find(({ url }) => url?.endsWith('/langzaam-is-ook-een-snelheid/')) ?? {};
    const places = [
      'Goed om te weten',
      'er is niet voor betaald',
      'Vertaling',
      'Slow is a speed too',
      'Ik had één schoen aan',
    ].map((words) => html.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('sources close an item', () => {
    const { html = '' } =
      itemsIn('').rss.find(({ url }) => url?.endsWith('/de-eerlijke-som/')) ?? {};
    expect(html.slice(html.lastIndexOf('<h2>'))).toContain(
      '<h2>Bronnen</h2><ol><li><a href="https://doi.org/',
    );
  });

  test('the enclosed card is in the build and has the length that is stated', () => {
    for (const { enclosures } of parseRssFeed(textOf('rss.xml')).items ?? []) {
      const [enclosure] = enclosures ?? [];
      expect(enclosure?.type).toBe('image/jpeg');
      expect(files.get((enclosure?.url ?? '').slice(site.length + 1))?.length).toBe(
        enclosure?.length,
      );
    }
  });

  test('each page announces the feeds it belongs to, and they exist', () => {
    const linked = (page: string) =>
      elementsOf(textOf(page))
        .filter(
          ({ name, attributes }) =>
            name === 'link' &&
            attributes['rel'] === 'alternate' &&
            /rss|atom|feed\+json/.test(attributes['type'] ?? ''),
        )
        .map(({ attributes }) => attributes['href']?.slice(1) ?? '');
    expect(linked('artikelen/fiets-winterklaar-in-een-uur/index.html')).toEqual(
      ['', 'onderwerpen/zelf-sleutelen/', 'feeds/winter/'].flatMap((folder) => [
        `${folder}rss.xml`,
        `${folder}atom.xml`,
        `${folder}feed.json`,
      ]),
    );
    for (const page of files.keys())
      if (page.endsWith('.html'))
        for (const feed of linked(page)) expect(files.has(feed), `${page}: ${feed}`).toBe(true);
  });

  test.each(['feeds/feeds.opml', 'en/feeds/feeds.opml'])(
    '%s lists all feeds of its language',
    (name) => {
      const language = name.startsWith('en/') ? 'en/' : '';
      const listed = (parseOpml(textOf(name)).body?.outlines ?? []).flatMap(({ outlines = [] }) =>
        outlines.map(({ xmlUrl }) => xmlUrl),
      );
      const wanted = feedFolders().filter(
        (folder) => folder.startsWith('en/') === (language === 'en/'),
      );
      expect(listed.toSorted()).toEqual(
        wanted.map((folder) => `${site}/${folder}rss.xml`).toSorted(),
      );
    },
  );
});

describe('the feed of a hub that changes', () => {
  test('an item keeps its id and its picture when its title changes; drafts and tomorrow’s articles are not in it', async () => {
    const article = 'content/articles/nl/eerste-lekke-band.mdx';
    const photograph = { width: 1600, height: 900, channels: 3, background: '#345' } as const;
    await using hub = await openSmallHub('feed-ids', {
      'content/media/photo.jpg': await sharp({ create: photograph }).jpeg().toBuffer(),
      [article]: articleText({ body: 'Kijk.\n\n![Een lekke band](../../media/photo.jpg)' }),
      'content/articles/nl/een-concept.mdx': articleText({
        fields: {
          title: 'Een geheim concept',
          description:
            'Dit stuk is nog niet af en mag nergens te lezen zijn, ook niet in een feed.',
          status: 'draft',
        },
      }),
      'content/articles/nl/van-later.mdx': articleText({
        fields: {
          title: 'Een stuk van later',
          description:
            'Dit stuk verschijnt pas volgend jaar en mag tot die tijd nergens te lezen zijn.',
          publishedAt: '2027-01-01',
        },
      }),
    });
    const read = async () => {
      const built = await bytesOf(hub.clientDir);
      const { items = [] } = parseRssFeed(String(built.get('rss.xml')));
      for (const { content } of items) {
        const [, address = ''] = /<img src="([^"]*)"/.exec(content?.encoded ?? '') ?? [];
        expect(built.has(new URL(address).pathname.slice(1)), address).toBe(true);
      }
      return items.map(({ guid, title }) => ({ id: guid?.value, title }));
    };
    await hub.mustBuild();
    const [before, ...others] = await read();
    expect(others).toEqual([]);
    await hub.change(article, (text) =>
      text.replace('De eerste lekke band', 'Een band die leegloopt'),
    );
    await hub.mustBuild();
    expect(await read()).toEqual([{ id: before?.id, title: 'Een band die leegloopt' }]);
  });
});

/** The words of an article's text on its page. */
function articleTextOf(page: string): string {
  const isText = (classes = '') => classes.split(' ').includes('e-content');
  const element = elementsOf(page).find(({ attributes }) => isText(attributes['class']));
  if (!element?.text) throw new Error('the page has no article text');
  return element.text;
}

function wordsOf(html: string): string {
  return bare(elementsOf(html).find(({ name }) => name === 'body')?.text ?? '');
}

/** White space differs where a box of the page became a passage of its own. */
function bare(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
