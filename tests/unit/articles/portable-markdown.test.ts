import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { type MdastNode, markdownToMdast } from 'satteri';
import { describe, expect, test } from 'vitest';

import { markdownText, portableMarkdown } from '#articles/portable-markdown.ts';

const markdownOf = (html: string) => portableMarkdown(parseFragment(html));

describe('portableMarkdown', () => {
  test.each([
    [
      '<h2>De cijfers</h2><p>Een <em>koude</em> <strong>accu</strong>.</p>',
      '## De cijfers\n\nEen *koude* **accu**.\n',
    ],
    [
      '<p>Zie <a href="https://hub.example/a_(b)/">hier</a>.</p>',
      'Zie [hier](https://hub.example/a_%28b%29/).\n',
    ],
    ['<ul><li>Band</li><li>Ketting</li></ul>', '- Band\n- Ketting\n'],
    ['<ol start="3"><li>Meet</li><li>Reken</li></ol>', '3. Meet\n4. Reken\n'],
    [
      '<ul><li>Band<ul><li>voor</li><li>achter</li></ul></li></ul>',
      '- Band\n\n  - voor\n  - achter\n',
    ],
    [
      '<blockquote><p><strong>Tip</strong></p><p>Kijk eerst.</p></blockquote>',
      '> **Tip**\n>\n> Kijk eerst.\n',
    ],
    [
      '<figure><img src="https://h.example/a.svg" alt="Een [band]"><figcaption>Zo.</figcaption></figure>',
      '![Een \\[band\\]](https://h.example/a.svg)\n\n*Zo.*\n',
    ],
    ['<pre><code>const a = `x`;\n</code></pre>', '```\nconst a = `x`;\n```\n'],
    ['<p>Typ <code>a ` b</code></p>', 'Typ ``a ` b``\n'],
    ['<p>Een<br>twee</p>', 'Een\\\ntwee\n'],
    [
      '<dl><dt>Door</dt><dd>Ada</dd><dt>Bron</dt><dd>Een boek</dd></dl>',
      '- **Door**: Ada\n- **Bron**: Een boek\n',
    ],
    ['<p>1986. Een mooi jaar</p>', '1986\\. Een mooi jaar\n'],
    ['<p># geen kop</p><p>- geen lijst</p>', '\\# geen kop\n\n\\- geen lijst\n'],
  ])('%s', (html, markdown) => {
    expect(markdownOf(html)).toBe(markdown);
  });

  test('a table keeps its columns, and a bar in a cell does not make another', () => {
    const html = `<table><thead><tr><th>Post</th><th align="right">Per jaar</th></tr></thead>
      <tbody><tr><td>Bus | tram</td><td align="right">€128</td></tr></tbody></table>`;
    expect(markdownOf(html)).toBe('| Post | Per jaar |\n| --- | ---: |\n| Bus \\| tram | €128 |\n');
  });

  test('text is read back as it was, whatever signs it holds', () => {
    fc.assert(
      fc.property(fc.array(awkwardText, { minLength: 1, maxLength: 4 }), (paragraphs) => {
        const html = paragraphs.map((text) => `<p>${asHtml(text)}</p>`).join('');
        expect(paragraphsIn(markdownOf(html))).toEqual(paragraphs.map(oneLine).filter(Boolean));
      }),
    );
  });
});

describe('markdownText', () => {
  test('shows exactly the text it was given', () => {
    fc.assert(
      fc.property(awkwardText, (text) => {
        expect(paragraphsIn(markdownText(text)).join(' ')).toBe(oneLine(text));
      }),
    );
  });
});

/** Text full of what Markdown, HTML and GFM give a meaning to. */
const awkwardText = fc
  .array(
    fc.constantFrom(
      ...'a b1 één * ** _ __ ` `` [ ] ( ) < > & &amp; &#35; # ## - + 1. 1) | ~ ~~ ! !['.split(' '),
      ' ',
      '\\',
      '=',
      '---',
      '"',
      ':',
      'x_y',
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function paragraphsIn(markdown: string): string[] {
  const tree = markdownToMdast(markdown, { features: { smartPunctuation: false } });
  return 'children' in tree ? tree.children.map((block) => oneLine(textOf(block))) : [];
}

function textOf(node: MdastNode): string {
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
