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
    ['terms that mean the same', 'Zuur\nDesem\n: een starter', 'Zuur\nDesem\n\n- een starter'],
    [
      'a line of prose that begins with a colon',
      'Eerst kneed je.\nDan rust het\n: heel lang.',
      'Eerst kneed je.\nDan rust het\n: heel lang.',
    ],
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
    ['a shortcode that code shows', '```md\n{{</* note */>}}\n```', '```md\n{{< note >}}\n```'],
    [
      'code behind a label',
      '{{< tabpane >}}{{< tab header="Go" lang="go" >}}\nf("<hi>{}")\n{{< /tab >}}{{< /tabpane >}}',
      '**Go**\n\n```go\nf("<hi>{}")\n```',
    ],
    [
      'code with a title',
      '{% codeblock Zo bak je lang:ruby %}\nbak\n{% endcodeblock %}',
      '_Zo bak je_\n\n```ruby\nbak\n```',
    ],
    [
      'a caption in Markdown',
      '{{< figure src="brood.png" caption="Van [Bea](https://x.nl)" >}}',
      '![Van Bea](../../media/imported/brood.png)\n\nVan [Bea](https://x.nl)',
    ],
    [
      'a link to a text behind the address of the site',
      '[x]({{ site.url }}{{ site.baseurl }}{% post_url post %}#kop)\n\n## Kop',
      '[x](#kop)\n\n## Kop',
    ],
    ['a day that a template knows', '{{ "now" | date: "%Y" }}', '`{{ "now" | date: "%Y" }}`'],
    ['words typed by a machine', '<var>x</var> en <code>npm i</code>', '`x` en `npm i`'],
  ])('%s', (_, source, expected) => {
    expect(imported(source, { files: ['brood.png'] }).body).toBe(expected);
  });

  test.each([
    ['\\(x^2\\) en \\\\(y_1\\\\)', '`x^2` en `y_1`'],
    ['C:\\Map\\(naam) en \\(a_1\\)', 'C:\\Map(naam) en `a_1`'],
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

  test('a sign that is typed by its name, where the old site made signs of names', () => {
    const text = '---\ntitle: Brood bakken\n---\nKlaar :rocket: om 10:30:20 :bakkersmuts: `:tada:`';
    const { files, findings } = planOf(
      aBlog({ 'p.md': text }, { settings: { enableEmoji: true } }),
    );
    expect(files[0]?.text).toContain('Klaar 🚀 om 10:30:20 :bakkersmuts: `:tada:`');
    expect(findings.filter(({ construct }) => construct === 'emoji')).toMatchObject([
      { outcome: 'mapped', what: ':rocket:' },
      { outcome: 'kept', what: ':bakkersmuts:' },
    ]);
    expect(planOf(aBlog({ 'p.md': text })).files[0]?.text).toContain(':rocket:');
  });

  test('a reference leads to the text in its own language, or in the one it asks for', () => {
    const blog = aBlog({
      'content/en/posts/brood.md': '---\ntitle: Baking of bread\n---\nText',
      'content/nl/posts/brood.md': '---\ntitle: Brood bakken\n---\nTekst',
      'content/nl/posts/meel.md':
        '---\ntitle: Meel malen\n---\n[a]({{< ref "brood" >}}) [b]({{< ref path="brood" lang="en" >}})',
    });
    const text = planOf(blog).files.find(({ file }) => file.endsWith('/meel.mdx'))?.text;
    expect(text).toContain('[a](/artikelen/brood/) [b](/en/articles/brood/)');
  });

  test('a link with the whole address of the old site leads to the article; others stay', () => {
    const text =
      '---\ntitle: Brood bakken\npermalink: /brood/\n---\n[a](https://oud.nl/brood/) [b](https://oud.nl/over/)';
    const settings = { url: 'https://oud.nl' };
    const other = { 'meel.md': text, 'brood.md': text.replace('/brood/', '/ander/') };
    const [file] = planOf(aBlog(other, { settings })).files;
    expect(file?.text).toContain('[a](/artikelen/meel/) [b](https://oud.nl/over/)');
  });

  test('Jekyll: a text without Liquid shows its tags as they are', () => {
    const text =
      '---\ntitle: Brood bakken\nrender_with_liquid: false\n---\nSchrijf `{% raw %}` en {{ x }}.';
    expect(planOf(aBlog({ 'p.md': text })).files[0]?.text).toContain(
      'Schrijf `{% raw %}` en \\{\\{ x }}.',
    );
  });

  test('Jekyll: a line of tags holds them between spaces', () => {
    const text = '---\ntitle: Brood bakken\ntags: brood gist\n---\nTekst';
    const { articles } = planOf(
      aBlog({ '_posts/2020-01-02-b.md': text }, { files: ['_config.yml'] }),
    );
    expect(articles[0]).toMatchObject({ tags: ['brood', 'gist'] });
  });

  test('Minimal Mistakes: pictures that front matter lists stand where the text asks for them', () => {
    const text = [
      '---\ntitle: Brood bakken\nheader:\n  overlay_image: /kop.jpg',
      'gallery:\n  - url: /groot.jpg\n    image_path: /klein.jpg\n    alt: Een brood\n    title: Vers\n---',
      '{% include gallery caption="Uit de **oven**" %}',
    ];
    const blog = aBlog({ 'p.md': text.join('\n') }, { files: ['groot.jpg', 'kop.jpg'] });
    const { files, findings, copies } = planOf(blog);
    expect(files[0]?.text).toContain('![Een brood](../../media/imported/groot.jpg)');
    expect(files[0]?.text).toContain('caption="Vers"');
    expect(files[0]?.text).toContain('_Uit de **oven**_');
    expect(copies.map(({ from }) => from).toSorted()).toEqual(['groot.jpg', 'kop.jpg']);
    expect(
      findings.filter(({ construct, outcome }) => construct === 'field' && outcome === 'lost'),
    ).toEqual([]);
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
