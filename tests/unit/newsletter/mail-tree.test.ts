import { describe, expect, test } from 'vitest';

import { mailHtml } from '#newsletter/mail-tree.ts';

const url = 'https://proefhub.example/nieuwsbrief/2026-11-18/';

describe('mailHtml', () => {
  test.each([
    ['a script', '<script>alert(1)</script>', '<script'],
    ['a frame', '<iframe src="https://x.example"></iframe>', '<iframe'],
    ['a form', '<form><button>Ja</button></form>', '<form'],
    ['a drawing in the text', '<p><svg><path d="M0"/></svg></p>', '<svg'],
    ['a component that nobody knows', '<mijn-kaart>x</mijn-kaart>', '<mijn-kaart'],
    ['a film', '<video src="/x.mp4"></video>', '<video'],
    ['a handler', '<p onclick="x()">x</p>', 'onclick'],
    ['an address that is code', '<a href="javascript:x">x</a>', 'javascript:x'],
    ['a picture in its own address', '<img src="data:image/png;base64,AA" alt="x">', 'data:image'],
  ])('%s is a leak, and does not come out', (_, source, found) => {
    const { html, leaks } = mailHtml(source, { url });
    expect(leaks).toHaveLength(1);
    expect(leaks[0]?.found).toContain(found);
    expect(html).not.toContain(found);
  });

  test.each([
    [
      'a relative address',
      '<a href="/artikelen/x/">x</a>',
      '<a href="https://proefhub.example/artikelen/x/" class="m-link">x</a>',
    ],
    ['a place on the page', '<a href="#bron">x</a>', `<a href="${url}#bron" class="m-link">x</a>`],
    ['a class of pages', '<p class="lead">x</p>', '<p>x</p>'],
    ['a style of pages', '<p style="color:var(--ink)">x</p>', '<p>x</p>'],
    ['a task', '<li><input type="checkbox" checked disabled> x</li>', '<li>☑ x</li>'],
    [
      'highlighted code',
      '<pre class="astro-code"><code><span style="--c:1">x</span></code></pre>',
      '<pre><code>x</code></pre>',
    ],
  ])('%s becomes what mails can show', (_, source, html) => {
    expect(mailHtml(source, { url })).toEqual({ html, leaks: [] });
  });

  test('an article’s headings go one level down, below its title', () => {
    expect(mailHtml('<h2>a</h2><h3>b</h3>', { url, headingsDown: true }).html).toBe(
      '<h3>a</h3><h4>b</h4>',
    );
  });
});
