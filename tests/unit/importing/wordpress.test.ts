import { describe, expect, test } from 'vitest';

import { tidyHtml } from '#importing/sources/tidy-html.ts';
import { uploadsOf } from '#importing/sources/uploads.ts';
import { convertBlocks } from '#importing/sources/wordpress/blocks.ts';
import { paragraphsOf } from '#importing/sources/wordpress/paragraphs.ts';
import { convertShortcodes } from '#importing/sources/wordpress/shortcodes.ts';

describe('convertShortcodes', () => {
  const convert = (text: string) => {
    const met: string[] = [];
    const html = convertShortcodes(text, {
      picture: (id) =>
        id === '7' ? { html: '<img src="/x.png" alt="X">', caption: 'Een <em>band</em>' } : null,
      ownPictures: () => ['7'],
      met: (shortcode, outcome) => met.push(`${outcome} ${shortcode}`),
    });
    return { html: html.trim(), met };
  };

  test.each([
    [
      '[caption]<a href="/x"><img src="x"></a> Woorden[/caption]',
      '<figure><a href="/x"><img src="x"></a><figcaption>Woorden</figcaption></figure>',
    ],
    [
      '[gallery ids="7,8"]',
      '<figure><img src="/x.png" alt="X"><figcaption>Een <em>band</em></figcaption></figure>',
    ],
    [
      '[gallery]',
      '<figure><img src="/x.png" alt="X"><figcaption>Een <em>band</em></figcaption></figure>',
    ],
    [
      '[audio https://a.example/a.mp3]',
      '<p><a href="https://a.example/a.mp3">https://a.example/a.mp3</a></p>',
    ],
    ['[vc_row][vc_column width="1/2"]Tekst[/vc_column][/vc_row]', 'Tekst'],
    ['[vc_custom_heading text="Kop"]', '<p>Kop</p>'],
    [
      '<a href="[site_url x=1]">hier</a> [knop url="/x"]Druk[/knop]',
      '<a href="[site_url x=1]">hier</a> <code>[knop url=&quot;/x&quot;]</code>Druk<code>[/knop]</code>',
    ],
    [
      '[embed]https://a.example/?x=1&amp;y[/embed]',
      '<p><a href="https://a.example/?x=1&amp;y">https://a.example/?x=1&amp;y</a></p>',
    ],
    [
      '[youtube abcdefgh]',
      '<p><a href="https://www.youtube.com/watch?v=abcdefgh">https://www.youtube.com/watch?v=abcdefgh</a></p>',
    ],
    [
      '[sourcecode language="php"]<?php a<b[/sourcecode]',
      '<pre><code class="language-php">&lt;?php a&lt;b</code></pre>',
    ],
    ['[[gallery]]', '[gallery]'],
  ])('%s', (text, html) => {
    expect(convert(text).html.replaceAll(/\n{2,}/g, '')).toBe(html);
  });

  test.each(['Dit [is] tekst', 'Zie [1] en [a link](https://a.example/)', '[x] gedaan'])(
    'words between brackets are no shortcode: %s',
    (text) => {
      expect(convert(text)).toEqual({ html: text, met: [] });
    },
  );

  test('one that nobody knows stays as code, so that its address is no link, and is named', () => {
    expect(convert('Hier [my_form id="2"] dus')).toEqual({
      html: 'Hier <code>[my_form id=&quot;2&quot;]</code> dus',
      met: ['kept [my_form id="2"]'],
    });
  });
});

describe('convertBlocks', () => {
  const convert = (html: string) => {
    const met: string[] = [];
    const converted = convertBlocks(html, {
      pattern: (id) => (id === '9' ? '<p>Gedeeld</p>' : null),
      met: (block, outcome) => met.push(`${outcome} ${block}`),
    });
    return { html: converted, met };
  };

  test.each([
    ['<!-- wp:block {"ref":9} /-->', '<p>Gedeeld</p>', ['mapped pattern 9']],
    ['<!-- wp:block {"ref":8} /-->', '', ['lost wp:block {"ref":8}']],
    [
      '<!-- wp:social-link {"url":"https://a.example/","service":"mastodon"} /-->',
      '<li><a href="https://a.example/">mastodon</a></li>',
      ['guessed social-link: https://a.example/'],
    ],
    [
      '<!-- wp:acf/quote {"data":{"words":"Alleen hier"}} /-->',
      '',
      ['lost wp:acf/quote {"data":{"words":"Alleen hier"}}'],
    ],
    [
      '<!-- wp:spacer {"h":1} --><p>Blijft</p><!-- /wp:spacer --><!-- wp:search {"label":"Zoek"} /--><!-- wp:latest-posts /-->',
      '<!-- wp:spacer {"h":1} --><p>Blijft</p><!-- /wp:spacer -->',
      ['lost search, latest-posts'],
    ],
  ])('%s', (html, expected, met) => {
    expect(convert(html)).toEqual({ html: expected, met });
  });
});

describe('paragraphsOf', () => {
  test.each([
    [
      'zie\nhttps://a.example/film\ndaar',
      '<p>zie<br>\n<a href="https://a.example/film">https://a.example/film</a><br>\ndaar</p>',
    ],
    ['een\ntwee\n\ndrie', '<p>een<br>\ntwee</p>\n\n<p>drie</p>'],
    [
      'een\n\n<ul>\n<li>a</li>\n</ul>\n\ntwee',
      '<p>een</p>\n\n<ul>\n<li>a</li>\n</ul>\n\n<p>twee</p>',
    ],
    ['<pre>a\n\nb</pre>', '<pre>a\n\nb</pre>'],
  ])('%j', (text, html) => {
    expect(paragraphsOf(text)).toBe(html);
  });
});

describe('tidyHtml', () => {
  const wishes = {
    base: 'https://oud.example/a/b/',
    fileFor: uploadsOf(new Set(['2019/x.jpg'])).find,
  };

  test.each([
    [
      '<img src="data:image/gif;base64,A" data-src="https://oud.example/up/2019/x-300x200.jpg">',
      '<img src="/2019/x.jpg">',
    ],
    [
      '<img srcset="/s.jpg 300w, /l.jpg 900w" sizes="50vw">',
      '<img src="https://oud.example/l.jpg">',
    ],
    [
      '<img src="/s.jpg" srcset="data:image/gif;base64,A 2000w, /s.jpg 300w, /l.jpg 900w">',
      '<img src="https://oud.example/l.jpg">',
    ],
    [
      '<img src="/s.jpg" data-orig-file="/whole.jpg" srcset="/l.jpg 900w">',
      '<img src="https://oud.example/whole.jpg">',
    ],
    [
      '<img src="/up/2019/x-300x200.jpg" srcset="https://cdn.example/l.jpg 900w">',
      '<img src="/2019/x.jpg">',
    ],
    [
      '<p>Ja <img class="wp-smiley" src="https://s.w.org/images/core/emoji/1f642.svg" alt="🙂"> toch</p>',
      '<p>Ja 🙂 toch</p>',
    ],
    ['<img src="../../../../etc/passwd">', '<img src="https://oud.example/etc/passwd">'],
    [
      '<img data-src="a.png" src="blank.gif"><noscript><img src="a.png"></noscript>',
      '<img src="https://oud.example/a/b/a.png">',
    ],
    ['<!-- wp:x --><p class="has-text">a</p><!--more--><!-- echt -->', '<p>a</p><!-- echt -->'],
    ['<pre class="brush: js">a</pre>', '<pre><code class="language-js">a</code></pre>'],
    [
      '<pre><code class="lang-py x">a</code></pre>',
      '<pre><code class="language-py">a</code></pre>',
    ],
    [
      '<a href="c/#d">x</a><a href="#e">y</a>',
      '<a href="https://oud.example/a/b/c/#d">x</a><a href="#e">y</a>',
    ],
  ])('%s', (html, tidied) => {
    expect(tidyHtml(html, wishes)).toBe(tidied);
  });

  test('HTML without end of depth is read all the same', () => {
    expect(tidyHtml('<div>'.repeat(2000), wishes)).toContain('<div>');
  });
});
