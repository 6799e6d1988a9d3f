import { describe, expect, test } from 'vitest';

import { aBlog, imported, planOf } from '../../support/blogs.ts';

describe('what themes of Jekyll and Hugo add', () => {
  test.each([
    [
      'a box by the attribute below it',
      '> Pas op voor `rm`.\n{: .prompt-warning }\n\nNa.',
      '<Callout kind="warning">\n  Pas op voor `rm`.\n</Callout>\n\nNa.',
    ],
    [
      'a box by the attribute above it',
      '{: .tip }\nRust _eerst_.',
      '<Callout kind="tip">\n  Rust _eerst_.\n</Callout>',
    ],
    ['a class that only looks', 'Tekst\n{: .text-center .table-primary }', 'Tekst'],
    [
      'a list of terms',
      'Deeg\n:   bloem en _water_\n    met zout\n\nGist\n\n: laat het rijzen',
      'Deeg\n\n- bloem en _water_\n  met zout\n\nGist\n\n- laat het rijzen',
    ],
    ['a line of prose that begins with a colon', 'een\ntwee\n: drie', 'een\ntwee\n: drie'],
    ['an abbreviation', 'Met HTML.\n\n*[HTML]: een opmaaktaal', 'Met HTML.'],
    [
      'a quote that says whose it is',
      '{{< quote author="Een bakker" source="Het boek" url="https://x.nl" >}}\nBrood.\n{{< /quote >}}',
      'Een bakker, [Het boek](https://x.nl):\n\n> Brood.',
    ],
    [
      'a quote of Hexo',
      '{% blockquote Een bakker https://x.nl Het boek %}\nBrood.\n{% endblockquote %}',
      'Een bakker, [Het boek](https://x.nl):\n\n> Brood.',
    ],
    [
      'a note between words',
      'Zin{{< sidenote >}}met _nadruk_{{< /sidenote >}} verder.',
      'Zin (met _nadruk_) verder.',
    ],
    [
      'films that a theme embeds',
      '{% include embed/youtube.html id="abc" %}\n\n{% include video id="1" provider="vimeo" %}',
      '[https://www.youtube.com/watch?v=abc](https://www.youtube.com/watch?v=abc)\n\n[https://vimeo.com/1](https://vimeo.com/1)',
    ],
    [
      'a button',
      '{{< button href="https://x.nl" >}}\nKoop brood\n{{< /button >}}',
      '[Koop brood](https://x.nl)',
    ],
    ['a link with words', '{{< link "https://x.nl" "De site" >}}', '[De site](https://x.nl)'],
    [
      'a box that names an icon',
      '{{< alert "bell" >}}\nLet op.\n{{< /alert >}}',
      '<Callout kind="note">\n  Let op.\n</Callout>',
    ],
    ['a field of the text', '{{< param title >}}', 'Een proef met een ketting'],
    [
      'a program in the text',
      'een\n\n{{< stand.inline >}}\n{{ if x }}<b>y</b>{{ end }}\n{{< /stand.inline >}}\n\ntwee',
      'een\n\ntwee',
    ],
    [
      'a tag that nobody knows, in HTML',
      '<div class="notice">\n  {{ deel | markdownify }}\n</div>',
      '<Callout kind="note">\n  `{{ deel | markdownify }}`\n</Callout>',
    ],
    ['words typed by a machine', '<var>x</var> en <code>npm i</code>', '`x` en `npm i`'],
  ])('%s', (_, source, expected) => {
    expect(imported(source).body).toBe(expected);
  });

  test.each([
    ['\\(x^2\\) en \\\\(y_1\\\\)', '`x^2` en `y_1`'],
    ['\\(zie noot\\) en \\[1\\]', '(zie noot) en \\[1]'],
    ['\\[ e = mc^2 \\]', '```math\ne = mc^2 \n```'],
    ['- \\$$ x_1 $$', '- `x_1`'],
    [
      '\\begin{align*}\na = b\n\\end{align*}',
      '```math\n\\begin{align*}\na = b\n\\end{align*}\n```',
    ],
    ['{{< katex >}}\n\\\\(x^2\\\\)', '`x^2`'],
  ])('the formula in %j', (source, expected) => {
    expect(imported(source).body).toBe(expected);
  });

  test('Chirpy: pictures stand in the folder that the text names', () => {
    const blog = aBlog(
      {
        '_posts/2020-01-02-brood.md':
          '---\nmedia_subpath: /img/2020/\n---\n![Een brood](brood.png)',
      },
      { files: ['img/2020/brood.png'] },
    );
    expect(planOf(blog).copies.map(({ from }) => from)).toEqual(['img/2020/brood.png']);
  });
});
