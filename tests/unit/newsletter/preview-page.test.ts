import { describe, expect, test } from 'vitest';

import { previewPage, type PreviewParts } from '#newsletter/preview-page.ts';
import { shownAs } from '#newsletter/preview-views.ts';

import { elementsOf } from '../../support/html.ts';

const html = `<style>:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){.m-ink{color:#fff}}</style>
<p class="m-ink">Hoi</p><img alt="Een fiets" src="https://hub.example/fiets.jpg" width="600">`;

function aPreview(changes: Partial<PreviewParts> = {}): PreviewParts {
  return {
    language: 'nl',
    title: 'Vijf <lessen>',
    id: 'nl/2026-11-18',
    checks: [
      { id: 'subject', isPassed: true, says: '13 tekens' },
      { id: 'links', isPassed: false, says: 'leiden nergens heen: /weg/' },
    ],
    sizes: [{ part: 'intro', as: null, isShortened: false, bytes: 2400 }],
    bytes: 2400,
    mails: [
      { reader: 'each', why: 'Je bent abonnee.', mail: { subject: 'Vijf', html, text: 'Hoi' } },
      { reader: 'weekly', why: 'Niets nieuws.', mail: null },
    ],
    ...changes,
  };
}

describe('previewPage', () => {
  test('speaks the language of the editors', () => {
    const dutch = previewPage(aPreview());
    expect(dutch).toContain('<html lang="nl">');
    expect(dutch).toContain('Eén punt vraagt je aandacht');
    expect(dutch).toContain('Wil elke brief');
    expect(dutch).toContain('2.400 van 92.160 bytes');
    const english = previewPage(aPreview({ language: 'en' }));
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('One point needs your attention');
    expect(english).toContain('Wants every issue');
    expect(english).toContain('2,400 of 92,160 bytes');
  });

  test('marks each point of the checklist by a sign and a word', () => {
    const items = previewPage(aPreview()).match(/<li>.*<\/li>/g) ?? [];
    expect(items[0]).toMatch(/✓.*Onderwerp.*In orde.*13 tekens/);
    expect(items[1]).toMatch(/!.*Links.*Let op.*leiden nergens heen/);
  });

  test('needs nothing beside it, and keeps what a mail holds in a box', () => {
    const elements = elementsOf(previewPage(aPreview()));
    expect(elements.filter(({ name }) => ['script', 'link', 'img'].includes(name))).toEqual([]);
    const frames = elements.filter(({ name }) => name === 'iframe');
    expect(frames.map(({ attributes }) => attributes['title'])).toEqual([
      'Telefoon, licht',
      'Telefoon, donker',
      'Telefoon, zonder beeld',
      'Computer, licht',
      'Computer, donker',
    ]);
    expect(frames.every(({ attributes }) => attributes['sandbox'] === '')).toBe(true);
  });
});

describe('shownAs', () => {
  test('shows the scheme of the view, whatever that of the browser', () => {
    const light = shownAs(html, { scheme: 'light', hasPictures: true });
    expect(light).toContain('@media not all');
    expect(light).toContain('color-scheme:light}');
    const dark = shownAs(html, { scheme: 'dark', hasPictures: true });
    expect(dark).toContain('@media all');
    expect(dark).toContain('color-scheme:dark}');
  });

  test('leaves of a picture that is not shown its words', () => {
    const plain = shownAs(html, { scheme: 'light', hasPictures: false });
    expect(plain).not.toContain('fiets.jpg');
    expect(plain).toContain('alt="Een fiets"');
  });
});
