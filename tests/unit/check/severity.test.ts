import { describe, expect, test } from 'vitest';

import { articleText, pageText } from '../../support/hub-folder.ts';
import { articleFile, problemsWith, withFields } from '../../support/mistakes.ts';

const hub = (change: (text: string) => string) => ({ 'content/hub.yaml': change });

describe('checkContent with rules in hub.yaml', () => {
  test('lets hub.yaml make a rule stricter, milder or silent', async () => {
    const files = (severity: string) => ({
      ...withFields({ title: 'De eerste band.', publishedAt: '2025-01-01' }),
      ...hub(
        (text) => `${text}rules: { article/title-period: ${severity}, article/stale: error }\n`,
      ),
    });
    expect(await problemsWith(files('off'))).toMatchObject([
      { rule: 'article/stale', severity: 'error' },
    ]);
    expect(await problemsWith(files('information'))).toMatchObject([
      { rule: 'article/title-period', severity: 'information' },
      { rule: 'article/stale' },
    ]);
  });
});

describe('checkContent for a build', () => {
  test('passes over what is wrong in drafts and reviews', async () => {
    const draft = withFields({ status: 'draft', topic: 'repiar', titel: 'x' });
    expect(await problemsWith(draft)).toMatchObject([
      { rule: 'reference/dangling' },
      { rule: 'content/schema' },
    ]);
    expect(await problemsWith(draft, { forBuild: true })).toEqual([]);
    const broken = {
      [articleFile]: articleText({ fields: { status: 'review' }, body: '<Aside>' }),
    };
    expect(await problemsWith(broken, { forBuild: true })).toEqual([]);
  });

  test('judges what is scheduled', async () => {
    const scheduled = withFields({ publishedAt: '2026-12-24', topic: 'repiar' });
    expect(await problemsWith(scheduled, { forBuild: true })).toMatchObject([
      { rule: 'reference/dangling' },
    ]);
  });

  test('refuses a link from the public to what is not', async () => {
    const files = {
      'content/pages/nl/over-ons.mdx': pageText({ body: '[later](/artikelen/eerste-lekke-band/)' }),
      ...withFields({ status: 'draft' }),
    };
    expect(await problemsWith(files, { forBuild: true })).toMatchObject([
      { rule: 'article/link-unpublished', severity: 'error' },
    ]);
    expect(await problemsWith(files)).toMatchObject([
      { rule: 'article/link-unpublished', severity: 'warning' },
    ]);
  });
});
