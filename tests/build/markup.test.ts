import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';

import { builtDemo, builtVaried, bytesOf, pagesIn } from '../support/built-hub.ts';
import { elementsOf, fetchedBy } from '../support/html.ts';

let pages: Map<string, string>;

beforeAll(async () => {
  pages = await pagesIn(builtDemo().clientDir);
});

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
    rules: {
      // Everything comes from the hub itself, where a hash would only repeat what is trusted already.
      'require-sri': ['error', { target: 'crossorigin' }],
      // Ticking several topics sends several values of one name; of two buttons only the pressed one is sent.
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
      // A heading may begin with a number; HTML allows it, and its address must not change.
      'valid-id': ['error', { relaxed: true }],
    },
  }),
);

describe('the HTML of a built page', () => {
  test('is valid', async () => {
    const faults: string[] = [];
    for (const [page, html] of pages) {
      const { results } = await validator.validateString(html, page);
      for (const { messages } of results)
        for (const { line, column, ruleId, message } of messages)
          faults.push(`${page}:${line}:${column}: ${message} (${ruleId})`);
    }
    expect(faults).toEqual([]);
  });

  test('has no style attribute, which the security policy refuses', () => {
    const styled = [...pages].flatMap(([page, html]) =>
      elementsOf(html)
        .filter(({ attributes }) => 'style' in attributes)
        .map(({ line, name }) => `${page}:${line}: <${name}>`),
    );
    expect(styled).toEqual([]);
  });

  test('has no list of nothing, also where no letter has been sent yet', async () => {
    const empty = [...pages, ...(await pagesIn(builtVaried().clientDir))].flatMap(([page, html]) =>
      [...html.matchAll(/<([uod]l)\b([^>]*)>\s*<\/\1>/g)]
        .filter(([, , attributes]) => !attributes?.includes('data-search-results'))
        .map(([list]) => `${page}: ${list}`),
    );
    expect(empty).toEqual([]);
  });

  test('has one h1 and skips no level of headings', () => {
    for (const [page, html] of pages) {
      const levels = elementsOf(html)
        .filter(({ name }) => /^h[1-6]$/.test(name))
        .map(({ name }) => Number(name[1]));
      expect(
        levels.filter((level) => level === 1),
        page,
      ).toHaveLength(1);
      const skips = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
      expect(skips, `${page} goes from level to level`).toEqual([]);
    }
  });
});

describe('a built file', () => {
  test('makes no browser fetch anything from another host', async () => {
    const files = await bytesOf(builtDemo().clientDir);
    const outside = (url: string) => {
      const { origin, protocol } = new URL(url, 'https://tandradijs.example');
      return protocol !== 'data:' && origin !== 'https://tandradijs.example';
    };
    const asked = [...pages].flatMap(([page, html]) =>
      elementsOf(html)
        .flatMap((element) => [...fetchedBy(element), element.attributes['action'] ?? '/'])
        .filter(outside)
        .map((url) => `${page}: ${url}`),
    );
    for (const [name, bytes] of files) {
      if (!/\.(?:css|svg|html)$/.test(name)) continue;
      const text = bytes.toString('utf8');
      const urls = [...text.matchAll(/(?:url\(|@import )\s*["']?([^"')\s;]+)/g)].map(
        ([, url]) => url ?? '',
      );
      asked.push(...urls.filter(outside).map((url) => `${name}: ${url}`));
      if (name.endsWith('.svg'))
        asked.push(
          ...elementsOf(text)
            .flatMap(fetchedBy)
            .filter(outside)
            .map((url) => `${name}: ${url}`),
        );
    }
    expect(asked).toEqual([]);
  });

  test('no script of ours names another host', async () => {
    const files = await bytesOf(builtDemo().clientDir);
    const scripts = [...files].filter(([name]) => /^_astro\/.*\.js$/.test(name));
    expect(scripts.length).toBeGreaterThan(0);
    for (const [name, bytes] of scripts)
      expect(bytes.toString('utf8'), name).not.toMatch(/https?:\/\//);
  });
});
