import { describe, expect, test } from 'vitest';

import { sharePreview } from '#adapters/share-toolbar/share-preview.ts';

import { articleText } from '../../support/hub-folder.ts';
import { article, makeSharingHub } from '../../support/sharing-hub.ts';

const path = '/artikelen/eerste-lekke-band/';

async function previewOf(text: string, at = path) {
  await using hub = await makeSharingHub({ [article]: text }, ['x', 'linkedin']);
  return await sharePreview(hub.root, at);
}

describe('sharePreview', () => {
  test('a draft shows its posts and their counts before it is published', async () => {
    const { markup, level } = await previewOf(articleText({ fields: { status: 'draft' } }));
    expect(markup).toContain('Wat je doet als je band leegloopt');
    expect(markup).toMatch(/\d+ van 280 tekens/);
    expect(markup).toMatch(/\d+ van 3\.000 tekens/);
    expect(level).toBeNull();
  });

  test('a text of one’s own that is too long is said, with its line and by how much', async () => {
    const overrides = { x: 'te lang '.repeat(60) };
    const { markup, level } = await previewOf(articleText({ fields: { share: { overrides } } }));
    expect(level).toBe('error');
    expect(markup).toMatch(/<li class="error">\d+: the X post of nl\/eerste-lekke-band counts/);
    expect(markup).toMatch(/\d+ te veel/);
  });

  test('an article that cannot be read says what to mend', async () => {
    const { markup, level } = await previewOf(articleText({ fields: { title: 'Kort' } }));
    expect(level).toBe('error');
    expect(markup).toContain('&quot;title&quot;');
  });

  test('another page says that it is no article', async () => {
    const { markup, level } = await previewOf(articleText(), '/nieuwsbrief/');
    expect(markup).toContain('Open een artikel');
    expect(level).toBeNull();
  });
});
