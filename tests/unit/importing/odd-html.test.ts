import { describe, expect, test } from 'vitest';

import { unendedAt } from '#importing/body/unended.ts';

import { imported } from '../../support/blogs.ts';

const picture = 'https://oud.example/a.png';

describe('HTML with signs that begin nothing', () => {
  test.each([
    ['an apostrophe in a comment', `<p>Een</p><!-- it's --><p>twee</p>`, 'Een\n\ntwee'],
    ['a quote in a comment', '<p>Een</p><!-- 12" --><p>twee</p>', 'Een\n\ntwee'],
    ['a script in a comment', '<p>Een</p><!-- <script> --><p>twee</p>', 'Een\n\ntwee'],
    [
      'a tag in a title',
      '<p>Een <b title="a <b c">twee</b>.</p><p>Drie</p>',
      'Een **twee**.\n\nDrie',
    ],
    [
      'a string in a script',
      `<p>Een</p><script>if (a <b) c("it's")</script><p>twee</p>`,
      'Een\n\ntwee',
    ],
  ])('%s leaves the rest of the article as it is', (_, html, markdown) => {
    expect(imported(html, { source: 'post.html' }).body).toBe(markdown);
  });

  test.each([
    ['Voor.\n\n<!-- it’s "so" \' -->\n\nNa.', 'Voor.\n\nNa.'],
    ["Voor<!-- it's --> na.", 'Voor na.'],
    [`Zie ![1 <b 2](${picture}) hier.`, null],
    [`Zie <img src="${picture}" alt="1 <b 2"> hier.`, null],
  ])('%j in Markdown as well', (text, markdown) => {
    const { body } = imported(text);
    if (markdown === null) expect(body).toMatch(/^Zie .*1 .*2.* hier\.$/);
    else expect(body).toBe(markdown);
  });
});

describe('unendedAt', () => {
  test.each([
    ['een <b', 4],
    ['een <!-- twee', 4],
    ['een <b title="twee> drie</b>', 4],
    ["<b></b><a href='x", 7],
    ['een <b> twee', 12],
    ['<!--> <!-- een -->', 18],
    ['1 < 2', 5],
    ['<script>a <b "</script><i', 23],
  ])('of %j is %i', (html, at) => {
    expect(unendedAt(html)).toBe(at);
  });
});
