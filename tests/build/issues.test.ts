import { beforeAll, describe, expect, test } from 'vitest';

import { findMailParts, type MailParts } from '#adapters/mail-parts.ts';
import { readContent } from '#adapters/content-files.ts';
import { filesBelow } from '#adapters/file-tree.ts';
import type { Hub } from '#hub/hub.ts';
import { checklistOf, linksIn } from '#newsletter/checklist.ts';
import { type ComposedIssue, composeIssue } from '#newsletter/compose-issue.ts';
import { articleIdsOf } from '#newsletter/issue.ts';

import { builtDemo } from '../support/built-hub.ts';
import { elementsOf } from '../support/html.ts';

const { root, clientDir } = builtDemo();
let hub: Hub;
let parts: MailParts;
let files: Set<string>;
let composed: ComposedIssue[];

beforeAll(async () => {
  const { content } = await readContent(root);
  const found = await findMailParts(root);
  if (!content || !found) throw new Error('the demo hub was not built');
  hub = content.hub;
  parts = found;
  files = new Set(await filesBelow(clientDir));
  composed = parts.issues.map((issue) =>
    composeIssue(issue, { hub, siteUrl: hub.site, articles: parts.articles }),
  );
});

describe('the mails of the demo', () => {
  test('are made of every issue, and nothing of them is served but pages, feeds and pictures', () => {
    expect(parts.issues.map(({ id }) => id)).toEqual([
      'en/2026-11-13',
      'nl/2026-11-04',
      'nl/2026-11-18',
    ]);
    expect([...files].filter((name) => name.startsWith('mail/'))).toEqual([]);
    for (const { path } of parts.issues) expect(files).toContain(`${path.slice(1)}index.html`);
  });

  test('pass the checklist', () => {
    for (const [index, one] of composed.entries()) {
      const preheader = parts.issues[index]?.data.preheader ?? '';
      const failed = checklistOf(one, { hub, preheader }).filter(({ isPassed }) => !isPassed);
      expect(failed).toEqual([]);
    }
  });

  test('lead to pages that are there, and show pictures that are there', () => {
    for (const { message } of composed) {
      const sources = elementsOf(message.html).flatMap(({ attributes }) => attributes['src'] ?? []);
      const own = [...linksIn(message.html), ...sources].filter((url) => url.startsWith(hub.site));
      expect(own.length).toBeGreaterThan(5);
      for (const url of own) {
        const path = new URL(url).pathname.slice(1);
        expect(files, url).toContain(
          path === '' || path.endsWith('/') ? `${path}index.html` : path,
        );
      }
    }
  });

  test('give every component a form that mails show: nothing leaks, and no class of pages is left', () => {
    for (const issue of parts.issues) {
      expect(issue.leaks).toEqual([]);
      for (const html of [issue.intro, ...Object.values(issue.wholes)]) {
        const classes = elementsOf(html).flatMap(({ attributes }) =>
          (attributes['class'] ?? '').split(' ').filter((name) => name !== ''),
        );
        expect(classes.filter((name) => !name.startsWith('m-'))).toEqual([]);
      }
    }
  });

  test('bring the whole text of an article where its editor wished so', () => {
    const whole = parts.issues.flatMap(({ wholes }) => Object.keys(wholes));
    expect(whole.toSorted()).toEqual(['en/winter-ready-in-an-hour', 'nl/drie-nachten-vorst']);
    for (const { message, parts: sizes } of composed) {
      expect(sizes.filter(({ isShortened }) => isShortened)).toEqual([]);
      expect(message.text.length).toBeGreaterThan(1000);
    }
  });
});

describe('the archive', () => {
  test('shows each issue with its articles, for everybody alike', async () => {
    for (const issue of parts.issues) {
      const page = await builtDemo().read(`dist/client${issue.path}index.html`);
      expect(page).toContain(issue.data.subject);
      for (const id of articleIdsOf(issue)) {
        const article = parts.articles.find((one) => one.id === id);
        expect(page, id).toContain(`href="${article?.path}"`);
      }
      expect(page).not.toContain('token=');
    }
  });

  test('is a feed of its own, newest first', async () => {
    const feed = JSON.parse(await builtDemo().read('dist/client/nieuwsbrief/feed.json')) as {
      items: { url: string; content_html: string }[];
    };
    expect(feed.items.map(({ url }) => url)).toEqual([
      `${hub.site}/nieuwsbrief/2026-11-18/`,
      `${hub.site}/nieuwsbrief/2026-11-04/`,
    ]);
    expect(feed.items[0]?.content_html).toContain('De gordels zijn twaalf centimeter langer');
  });
});
