import { describe, expect, test } from 'vitest';

import { crawlers } from '#machines/crawlers.ts';
import { robotsText } from '#machines/robots.ts';

import { groupsIn } from '../../support/robots.ts';

const site = 'https://hub.example';
const rights = { aiInput: true, aiTraining: false, textMining: 'reserved' } as const;

describe('robotsText', () => {
  test('crawlers are allowed in or kept out by what they gather texts for', () => {
    const groups = groupsIn(robotsText({ site, rights }));
    for (const { name, purpose } of crawlers) {
      const group = groups.filter(({ agents }) => agents.includes(name));
      expect(group, name).toHaveLength(1);
      expect(group[0]?.rules.includes('Disallow: /'), name).toBe(purpose === 'aiTraining');
    }
  });

  test.each([
    { aiInput: true, aiTraining: true, signal: 'search=yes, ai-input=yes, ai-train=yes' },
    { aiInput: true, aiTraining: false, signal: 'search=yes, ai-input=yes, ai-train=no' },
    { aiInput: false, aiTraining: false, signal: 'search=yes, ai-input=no, ai-train=no' },
  ])('every group carries the same signal: $signal', ({ signal, ...position }) => {
    const groups = groupsIn(robotsText({ site, rights: { ...rights, ...position } }));
    for (const { rules } of groups) expect(rules).toContain(`Content-Signal: ${signal}`);
  });

  test('search engines may read whatever a brand says about language models', () => {
    const silent = { ...rights, aiInput: false, aiTraining: false };
    const everyone = groupsIn(robotsText({ site, rights: silent })).find(({ agents }) =>
      agents.includes('*'),
    );
    expect(everyone?.rules).not.toContain('Disallow: /');
    expect(crawlers.map(({ name }) => name)).not.toContain('Googlebot');
  });

  test('a reservation of text and data mining is said where there is one', () => {
    expect(robotsText({ site, rights })).toContain('2019/790');
    expect(robotsText({ site, rights: { ...rights, textMining: 'allowed' } })).not.toContain(
      '2019/790',
    );
  });

  test('the sitemap has an absolute address', () => {
    expect(robotsText({ site, rights })).toContain(
      '\nSitemap: https://hub.example/sitemap-index.xml\n',
    );
  });
});

describe('crawlers', () => {
  test('each is named once and has a page that explains it', () => {
    const names = crawlers.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const { source } of crawlers) expect(source).toMatch(/^https:\/\//);
  });
});
