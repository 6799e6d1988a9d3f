import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { crawlers } from '#machines/crawlers.ts';

import { builtDemo, buildDay, bytesOf, openSmallHub, pagesIn } from '../support/built-hub.ts';
import { headValue, isUnlisted } from '../support/head.ts';
import { elementsOf } from '../support/html.ts';
import { groupsIn } from '../support/robots.ts';
import { childrenOf, childText, parseXml } from '../support/xml.ts';

const site = 'https://tandradijs.example';

let files: Map<string, Buffer>;
let pages: Map<string, string>;

beforeAll(async () => {
  const { clientDir } = builtDemo();
  files = await bytesOf(clientDir);
  pages = await pagesIn(clientDir);
});

function textOf(name: string): string {
  const bytes = files.get(name);
  if (!bytes) throw new Error(`the build has no ${name}`);
  return bytes.toString();
}

function pageAt(path: string): string {
  const html = pages.get(path);
  if (html === undefined) throw new Error(`the build has no page ${path}`);
  return html;
}

describe('the sitemap', () => {
  const entries = () => {
    const index = parseXml(textOf('sitemap-index.xml'));
    return childrenOf(index, 'sitemap').flatMap((part) => {
      const name = childText(part, 'loc').slice(site.length + 1);
      return childrenOf(parseXml(textOf(name)), 'url').map((url) => ({
        path: childText(url, 'loc').slice(site.length),
        changed: childrenOf(url, 'lastmod').map(({ text }) => text.slice(0, 10))[0],
        alternates: Object.fromEntries(
          childrenOf(url, 'xhtml:link').map(({ attributes }) => [
            attributes['hreflang'],
            attributes['href']?.slice(site.length),
          ]),
        ),
      }));
    });
  };

  test('lists exactly the pages that may be found', () => {
    const findable = [...pages].filter(([, html]) => !isUnlisted(html)).map(([path]) => path);
    expect(
      entries()
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(findable.toSorted());
  });

  test('says the same about languages as the pages themselves, and each pair names each other', () => {
    const byPath = new Map(entries().map((entry) => [entry.path, entry]));
    for (const { path, alternates } of byPath.values()) {
      const linked = elementsOf(pageAt(path)).filter(
        ({ attributes }) => attributes['hreflang'] && attributes['rel'] === 'alternate',
      );
      const onPage = linked
        .filter(({ name }) => name === 'link')
        .map(({ attributes }) => [attributes['hreflang'], attributes['href']?.slice(site.length)]);
      expect(Object.fromEntries(onPage), path).toEqual(alternates);
      for (const other of Object.values(alternates))
        expect(byPath.get(String(other))?.alternates, `${path} and ${other}`).toEqual(alternates);
      if (Object.keys(alternates).length > 0)
        expect(alternates['x-default'], path).toBe(alternates['nl']);
    }
  });

  test('dates an article by its last change and a list by the newest in it, never by the day of the build', () => {
    const changed = Object.fromEntries(entries().map((entry) => [entry.path, entry.changed]));
    expect(changed['/artikelen/de-eerlijke-som/']).toBe('2026-09-02');
    expect(changed['/archief/2025/']).toBe('2025-04-24');
    expect(changed['/']).toBe('2026-11-12');
    expect(changed['/zoeken/']).toBeUndefined();
    expect(Object.values(changed)).not.toContain(buildDay);
  });
});

describe('what machines may do', () => {
  test('robots.txt, llms.txt, the pages and the well-known files tell one position', () => {
    const groups = groupsIn(textOf('robots.txt'));
    for (const { name, purpose } of crawlers) {
      const rules = groups.find(({ agents }) => agents.includes(name))?.rules;
      expect(rules?.includes('Disallow: /'), name).toBe(purpose === 'aiTraining');
      expect(rules, name).toContain('Content-Signal: search=yes, ai-input=yes, ai-train=no');
    }
    expect(textOf('llms.txt')).toContain('Modellen trainen met deze teksten mag niet.');
    expect(textOf('en/llms.txt')).toContain('Training models on these texts is not allowed.');
    expect(JSON.parse(textOf('.well-known/tdmrep.json'))).toEqual([
      { location: '/', 'tdm-reservation': 1 },
    ]);
    for (const [path, html] of pages) expect(headValue(html, 'tdm-reservation'), path).toBe('1');
  });

  test('a Dutch hub that forbids answers has no copies for machines, nothing in English, and says so everywhere', async () => {
    await using hub = await openSmallHub('rights', {
      'content/hub.yaml': (yaml) =>
        `${yaml.replace(/languages:\n {2}- nl\n {2}- en\n/, 'languages: [nl]\n')}rights: { aiInput: false, aiTraining: true, textMining: allowed }\n`,
    });
    expect(await hub.read('content/hub.yaml')).toContain('languages: [nl]');
    await hub.mustBuild();
    const built = await bytesOf(hub.clientDir);
    expect([...built.keys()].filter((name) => name.startsWith('en/'))).toEqual([]);
    for (const [name, bytes] of built)
      if (/\.(?:html|xml|txt|json|opml)$/.test(name))
        expect(String(bytes), name).not.toContain('/en/');
    expect(
      [...built.keys()].filter((name) => name.endsWith('.md') || name.endsWith('tdmrep.json')),
    ).toEqual([]);
    const groups = groupsIn(String(built.get('robots.txt')));
    expect(groups.find(({ agents }) => agents.includes('OAI-SearchBot'))?.rules).toContain(
      'Disallow: /',
    );
    expect(groups.find(({ agents }) => agents.includes('GPTBot'))?.rules).not.toContain(
      'Disallow: /',
    );
    const index = String(built.get('llms.txt'));
    expect(index).toContain(
      'Machines mogen deze teksten niet gebruiken om vragen te beantwoorden.',
    );
    expect(index).not.toContain('## ');
    const page = String(built.get('artikelen/eerste-lekke-band/index.html'));
    expect(page).not.toContain('text/markdown" href="/artikelen');
    expect(headValue(page, 'tdm-reservation')).toBeUndefined();
    // This hub has no such files in public/.
    for (const icon of ['icon', 'apple-touch-icon']) expect(headValue(page, icon)).toBeUndefined();
  });

  test('security.txt names a contact and has not run out', () => {
    const fields = Object.fromEntries(
      textOf('.well-known/security.txt')
        .trim()
        .split('\n')
        .map((line) => line.split(/: (.*)/)),
    );
    expect(fields).toMatchObject({
      Canonical: `${site}/.well-known/security.txt`,
      'Preferred-Languages': 'nl, en',
    });
    expect(fields['Contact']).toMatch(/^(?:mailto:|https:)/);
    expect(Date.parse(fields['Expires'])).toBeGreaterThan(Date.parse(buildDay));
  });
});

describe('the Markdown copies', () => {
  const copies = () => [...files].filter(([name]) => name.endsWith('/index.md'));

  test('each article has one, its page and llms.txt point to it', () => {
    expect(copies()).toHaveLength(13);
    const indexes = textOf('llms.txt') + textOf('en/llms.txt');
    for (const [name] of copies()) {
      const page = pageAt(`/${name.slice(0, -'index.md'.length)}`);
      const link = elementsOf(page).find(
        ({ attributes }) =>
          attributes['type'] === 'text/markdown' && attributes['rel'] === 'alternate',
      );
      expect(link?.attributes['href']).toBe(`/${name}`);
      expect(indexes).toContain(`(${site}/${name})`);
    }
  });

  test('no component, tag or relative address is left in them', () => {
    for (const [name, bytes] of copies()) {
      const outsideCode = bytes.toString().replaceAll(/`[^`]*`/g, '');
      expect(outsideCode.match(/(?<!\\)<\/?[A-Za-z][^>]*>/g), name).toBeNull();
      expect(outsideCode.match(/\]\((?!https?:|mailto:)[^)]*\)/g), name).toBeNull();
    }
  });

  test('they begin with who wrote what and when, what must be disclosed and what is allowed', () => {
    const text = textOf('artikelen/langzaam-is-ook-een-snelheid/index.md');
    const [, front = '', body = ''] = /^---\n(.*?)---\n\n(.*)$/s.exec(text) ?? [];
    expect(parse(front)).toMatchObject({
      title: 'Langzaam is ook een snelheid',
      language: 'nl-NL',
      authors: [{ name: 'Edith Crankshaw', url: `${site}/mensen/edith-crankshaw/` }],
      published: '2026-08-13',
      canonical: `${site}/artikelen/langzaam-is-ook-een-snelheid/`,
      disclosures: [{ kind: 'cooperation', party: 'The Slow Wheel' }],
      origin: { type: 'translation', source: { title: 'Slow is a speed too' } },
    });
    const places = [
      '# Langzaam',
      '> **Goed om te weten**',
      '> **Vertaling**',
      'Ik had één schoen aan',
    ].map((words) => body.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
