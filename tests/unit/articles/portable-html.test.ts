import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { portableHtml } from '#articles/portable-html.ts';

import { elementsOf } from '../../support/html.ts';

const url = 'https://hub.example/artikelen/lekke-band/';
const portable = (html: string) => portableHtml(html, { url });

describe('portableHtml', () => {
  test.each([
    ['<a href="/mensen/ada/">Ada</a>', '<a href="https://hub.example/mensen/ada/">Ada</a>'],
    ['<a href="#bron">[1]</a>', `<a href="${url}#bron">[1]</a>`],
    [
      '<img src="../foto.jpg" alt="Een band">',
      '<img src="https://hub.example/artikelen/foto.jpg" alt="Een band">',
    ],
    [
      '<video src="/v.mp4" poster="/p.jpg" autoplay></video>',
      '<video src="https://hub.example/v.mp4" poster="https://hub.example/p.jpg"></video>',
    ],
    [
      '<blockquote cite="/bron/">x</blockquote>',
      '<blockquote cite="https://hub.example/bron/">x</blockquote>',
    ],
  ])('addresses become absolute: %s', (html, expected) => {
    expect(portable(html)).toBe(expected);
  });

  test.each([
    [
      '<p style="color:red" class="x" id="kop" data-astro-cid="y" onclick="z()">Tekst</p>',
      '<p>Tekst</p>',
    ],
    ['<p>Voor<script>alert(1)</script><style>p{}</style> en na</p>', '<p>Voor en na</p>'],
    ['<svg><title>x</title><a href="/y">z</a></svg><p>Blijft</p>', '<p>Blijft</p>'],
    [
      '<form action="/api/"><input name="a"><button>Ga</button></form><p>Blijft</p>',
      '<p>Blijft</p>',
    ],
    ['<a href="javascript:alert(1)">klik</a>', 'klik'],
    ['<img src="data:image/png;base64,AAAA" alt="x">', ''],
    ['<p hidden>Weg</p><p>Blijft</p>', '<p>Blijft</p>'],
    ['<xmp><img src=x onerror=alert(1)></xmp>', ''],
    ['<!-- opmerking --><p>Tekst</p>', '<p>Tekst</p>'],
  ])('what has no place outside the page goes: %s', (html, expected) => {
    expect(portable(html)).toBe(expected);
  });

  test('a picture with candidates becomes one image of a sensible width', () => {
    const html = `<picture><source srcset="/a.avif 640w" type="image/avif"><img src="/groot.jpg"
      srcset="/klein.jpg 640w, /goed.jpg 1280w, /groot.jpg 2400w" sizes="92vw" alt="Een band" width="2400" height="1200"></picture>`;
    expect(portable(html)).toBe(
      '<img src="https://hub.example/goed.jpg" alt="Een band" width="2400" height="1200">',
    );
  });

  test('a box of the page becomes an indented passage with its title in bold', () => {
    const html = `<div class="callout" data-kind="tip" role="note"><p class="callout-title">Tip</p><p>Kijk eerst.</p></div>`;
    expect(portable(html)).toBe(
      '<blockquote><p><strong>Tip</strong></p><p>Kijk eerst.</p></blockquote>',
    );
  });

  test('a heading inside a box does not join the outline of the text', () => {
    const html = `<aside class="note-card"><h2 id="disclosures">Goed om te weten</h2><p>Wij verkopen fietsen.</p></aside>`;
    expect(portable(html)).toBe(
      '<blockquote><p><strong>Goed om te weten</strong></p><p>Wij verkopen fietsen.</p></blockquote>',
    );
  });

  test('loose text of a section that goes gets a paragraph of its own', () => {
    const html =
      '<div class="download"><a href="/som.csv" download>Download</a><div>Drie <em>lege</em> kolommen.</div></div>';
    expect(portable(html)).toBe(
      '<p><a href="https://hub.example/som.csv">Download</a></p><p>Drie <em>lege</em> kolommen.</p>',
    );
  });

  test('columns of numbers stay right-aligned without a class', () => {
    const html =
      '<table><tbody><tr><td>Bus</td><td class="align-right">€128</td></tr></tbody></table>';
    expect(portable(html)).toBe(
      '<table><tbody><tr><td>Bus</td><td align="right">€128</td></tr></tbody></table>',
    );
  });

  test('highlighted code keeps its text and loses its colours', () => {
    const html =
      '<pre class="astro-code" tabindex="0"><code><span class="line"><span class="code-keyword">const</span> a</span></code></pre>';
    expect(portable(html)).toBe('<pre><code>const a</code></pre>');
  });

  test('the language of a foreign phrase stays', () => {
    expect(portable('<p><span lang="en" class="x">slow</span> <span>is</span></p>')).toBe(
      '<p><span lang="en">slow</span> is</p>',
    );
  });

  test('whatever comes in, what goes out is plain and absolute, and cleaning it again loses no word', () => {
    fc.assert(
      fc.property(htmlTree, (html) => {
        const result = portable(html);
        expect(result).not.toMatch(/ (?:style|class|id|on\w+|srcset|data-[\w-]+)=/);
        expect(result).not.toMatch(/<(?:script|style|form|svg|iframe|object)/);
        for (const address of addressesIn(result))
          expect(address).toMatch(/^(?:https?|mailto|tel):/);
        expect(wordsIn(portable(result))).toBe(wordsIn(result));
      }),
    );
  });
});

const tagNames =
  'a p div span section aside h1 h2 h3 ul ol li blockquote figure figcaption img table tr td pre code em strong script style form svg picture details summary video article template xmp'.split(
    ' ',
  );
const attributes = [
  'href="/x"',
  'href="javascript:x"',
  'src="y.png"',
  'src="data:,x"',
  'class="callout"',
  'class="callout-title"',
  'style="a:b"',
  'id="k"',
  'onclick="x"',
  'hidden',
  'lang="nl"',
  'srcset="a 1w, b 9w"',
  'role="note"',
];

/** HTML as unlikely as anyone could write it. */
const htmlTree: fc.Arbitrary<string> = fc.letrec<{ node: string; element: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('tekst', ' ', 'a &amp; b', '&lt;i&gt;', 'één'),
    tie('element'),
  ),
  element: fc
    .tuple(
      fc.constantFrom(...tagNames),
      fc.subarray(attributes, { maxLength: 3 }),
      fc.array(tie('node'), { maxLength: 4 }),
    )
    .map(
      ([name, given, children]) => `<${[name, ...given].join(' ')}>${children.join('')}</${name}>`,
    ),
})).node;

function wordsIn(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function addressesIn(html: string): string[] {
  return elementsOf(html).flatMap(({ attributes: { href, src, poster, cite } }) =>
    [href, src, poster, cite].filter((address) => address !== undefined),
  );
}
