import { describe, expect, test } from 'vitest';

import { plainCards } from '#importing/sources/ghost/cards.ts';
import { ghostBlog } from '#importing/sources/ghost/ghost-blog.ts';
import { lexicalHtml } from '#importing/sources/ghost/lexical.ts';
import { mobiledocHtml } from '#importing/sources/ghost/mobiledoc.ts';
import { uploadsOf } from '#importing/sources/uploads.ts';

/** The first entry of an export with one post, and what is said of it. */
function entryOf(post: Record<string, unknown>, data: Record<string, unknown> = {}) {
  const posts = [{ id: '1', title: 'Brood bakken', slug: 'brood', status: 'published', ...post }];
  const { blog, findings } = ghostBlog(
    { db: [{ data: { posts, ...data } }] },
    { name: 'ghost.json', uploads: uploadsOf(new Set()), timeZone: 'Europe/Amsterdam' },
  );
  return {
    ...blog.entries[0],
    told: findings.map(({ construct, what }) => `${construct}: ${what}`),
  };
}

describe('plainCards', () => {
  test.each([
    [
      'a bookmark',
      '<figure class="kg-card kg-bookmark-card"><a href="https://a.example/"><div class="kg-bookmark-title">Titel</div><div class="kg-bookmark-description">Over brood</div><img class="kg-bookmark-icon" src="i.ico"><span class="kg-bookmark-author">Bea</span></a><figcaption>Lees dit</figcaption></figure>',
      '<p><a href="https://a.example/">Titel</a> – Over brood (Bea)</p><p><em>Lees dit</em></p>',
    ],
    [
      'a callout',
      '<div class="kg-card kg-callout-card"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">Heet <b>water</b></div></div>',
      '<div class="callout"><p>💡 Heet <b>water</b></p></div>',
    ],
    [
      'what folds',
      '<div class="kg-card kg-toggle-card"><h4 class="kg-toggle-heading-text">Hoe?</h4><button><svg></svg></button><div class="kg-toggle-content"><p>Zo.</p></div></div>',
      '<details><summary>Hoe?</summary><p>Zo.</p></details>',
    ],
    [
      'sound, without its player',
      '<div class="kg-card kg-audio-card"><audio src="/a.mp3"></audio><div class="kg-audio-title">Deeg</div><span class="kg-audio-duration">15.12</span></div>',
      '<p><a href="/a.mp3">Deeg</a></p>',
    ],
    [
      'a file',
      '<div class="kg-card kg-file-card"><a href="/b.pdf"><div class="kg-file-card-title">Recept</div><div class="kg-file-card-filename">b.pdf</div><div class="kg-file-card-filesize">8 KB</div></a></div>',
      '<p><a href="/b.pdf">Recept</a> (b.pdf, 8 KB)</p>',
    ],
  ])('%s', (_, html, expected) => {
    expect(plainCards(html, () => undefined)).toBe(expected);
  });

  test('a form is left out and named', () => {
    const lost: string[] = [];
    const form = '<div class="kg-card kg-signup-card"><h2>Doe mee</h2><input></div><p>Na</p>';
    expect(plainCards(form, (card) => lost.push(card))).toBe('<p>Na</p>');
    expect(lost).toEqual(['a form to sign up: Doe mee']);
  });
});

test('mobiledoc is read with its marks, lists and cards', () => {
  const text = {
    markups: [['em'], ['a', ['href', 'https://a.example/']], ['strong']],
    atoms: [['soft-return', '', {}]],
    cards: [
      ['hr', {}],
      ['image', { src: '/a.png', alt: 'A', caption: 'Een <b>brood</b>' }],
      ['onbekend', { tekst: '<p>Deze woorden</p>' }],
    ],
    sections: [
      [
        1,
        'p',
        [
          [0, [], 0, 'Kneed <'],
          [0, [2, 0], 2, 'goed'],
          [1, [], 0, 0],
          [0, [1], 1, 'hier'],
        ],
      ],
      [3, 'ul', [[[0, [], 0, 'meel']]]],
      [10, 0],
      [10, 1],
      [10, 2],
    ],
  };
  const { html, unknown } = mobiledocHtml(JSON.stringify(text));
  expect(html.replaceAll('\n', '')).toBe(
    '<p>Kneed &lt;<strong><em>goed</em></strong><br><a href="https://a.example/">hier</a></p>' +
      '<ul><li>meel</li></ul><hr>' +
      '<figure><img src="/a.png" alt="A"><figcaption>Een <b>brood</b></figcaption></figure>',
  );
  expect(unknown).toEqual(['a card of the kind "onbekend": Deze woorden']);
});

test('cards that only sell, fold or head come with their words', () => {
  const children = [
    { type: 'header', heading: 'Kop', subheader: 'Onder' },
    {
      type: 'call-to-action',
      textValue: '<p>Kom langs</p>',
      buttonUrl: 'https://a.example/',
      buttonText: 'Kom',
    },
    {
      type: 'bookmark',
      url: 'https://b.example/',
      metadata: { title: 'B', description: 'Over B' },
    },
    { type: 'markdown', markdown: '**meel**' },
    {
      type: 'list',
      listType: 'number',
      start: 3,
      children: [{ type: 'listitem', children: [{ type: 'text', text: 'drie' }] }],
    },
  ];
  const { html } = lexicalHtml(JSON.stringify({ root: { type: 'root', children } }));
  for (const words of [
    '<h2>Kop</h2><p>Onder</p>',
    '<p>Kom langs</p>',
    '>Kom</a>',
    '>B</a> – Over B',
    '**meel**',
    '<ol start="3"><li>drie',
  ])
    expect(html).toContain(words);
});

test('a post that is one card of Markdown comes as Markdown', () => {
  const mobiledoc = JSON.stringify({
    cards: [['markdown', { markdown: '# Kop\n\n*meel*' }]],
    sections: [
      [10, 0],
      [1, 'p', []],
    ],
  });
  expect(entryOf({ mobiledoc })).toMatchObject({ format: 'markdown', body: '# Kop\n\n*meel*' });
});

test('the day is that of the blog, not of Greenwich', () => {
  const post = { html: '<p>x</p>', published_at: '2021-03-23T23:34:12.000Z' };
  expect(entryOf(post).fields).toMatchObject({ date: '2021-03-24' });
  const settings = [{ key: 'timezone', value: 'America/New_York' }];
  expect(entryOf(post, { settings }).fields).toMatchObject({ date: '2021-03-23' });
});

test('what a post has beside its text is used or named', () => {
  const posts_meta = [
    { post_id: '1', meta_description: 'Over brood.', feature_image_caption: 'Foto: Bea' },
  ];
  const { fields, told } = entryOf(
    {
      html: '<p>Een brood. En meer.</p>',
      title: '(Untitled)',
      status: 'sent',
      codeinjection_foot: '<script>',
    },
    { posts_meta },
  );
  expect(fields).toMatchObject({ title: 'Een brood', excerpt: 'Over brood.', draft: true });
  expect(told).toEqual([
    'visibility: was only mailed, so a draft',
    'code: <script>',
    'cover: Foto: Bea',
  ]);
});
