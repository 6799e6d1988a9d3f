import { describe, expect, test } from 'vitest';

import { aBlog, imported, planOf } from '../../support/blogs.ts';

const files = ['img/Foto 1.JPG', 'plaat.png', 'stukken/Lijst A.pdf'];

describe('the body of an imported article', () => {
  test.each([
    [
      'kramdown in HTML',
      '<aside markdown="1" class="pquote">\n**vet** hier\n</aside>',
      '<PullQuote>\n  **vet** hier\n</PullQuote>',
    ],
    [
      'Markdown between tags',
      '<div class="alert alert-warning">\n\nPas _op_.\n\n</div>',
      '<Callout kind="warning">\n  Pas _op_.\n</Callout>',
    ],
    ['tags that end by themselves', 'een<br>twee', 'een\\\ntwee'],
    [
      'HTML that the hub allows',
      '<kbd class="x">Ctrl</kbd> en H<sub>2</sub>O',
      '<kbd>Ctrl</kbd> en H<sub>2</sub>O',
    ],
    [
      'a figure',
      '<figure><img src="plaat.png" alt="Een plaat"><figcaption>Onderschrift</figcaption></figure>',
      '<Figure caption="Onderschrift">\n  ![Een plaat](../../media/imported/plaat.png)\n</Figure>',
    ],
    [
      'a frame',
      '<iframe src="https://www.youtube.com/embed/abcdefg" title="Film"></iframe>',
      '[Film](https://www.youtube.com/watch?v=abcdefg)',
    ],
    [
      'things to tick off',
      '<div><input type="checkbox"><label>een</label></div>\n<div><input type="checkbox" checked><label>twee</label></div>',
      '- [ ] een\n- [x] twee',
    ],
    [
      'a table of HTML',
      '<table><tr><th>A</th></tr><tr><td>x</td></tr></table>',
      '| A |\n| - |\n| x |',
    ],
    ['signs that are text', 'a < b en {x} en 2 <3', 'a \\< b en \\{x} en 2 \\<3'],
    ['an address between angles', '<https://x.nl/a>', '[https://x.nl/a](https://x.nl/a)'],
    [
      'code with braces',
      '```js {1}\nconst a = {b: "<c>"}\n```',
      '```js {1}\nconst a = {b: "<c>"}\n```',
    ],
    ['footnotes', 'tekst[^1]\n\n[^1]: Noot {y}', 'tekst[^1]\n\n[^1]: Noot \\{y}'],
    ['links by reference', '[een][1]\n\n[1]: https://x.nl "T"', '[een](https://x.nl "T")'],
    ['a word that MDX runs', 'import dit niet', '&#105;mport dit niet'],
    ['Mermaid', '```mermaid\ngraph TD; A-->B\n```', '```mermaid\ngraph TD; A-->B\n```'],
    ['formulas', '$$\n\\frac{a}{b}\n$$', '```math\n\\frac{a}{b}\n```'],
    ['prices, which are no formulas', '$5 en $10_', '$5 en $10\\_'],
    [
      'an admonition with a title',
      ':::tip Let op\nTekst\n:::',
      '<Callout kind="tip" title="Let op">\n  Tekst\n</Callout>',
    ],
    ['an admonition of GitHub', '> [!NOTE]\n> Tekst', '<Callout kind="note">\n  Tekst\n</Callout>'],
    ['a name of a heading', '## Titel {#eigen}\n\n[x](#eigen)', '## Titel\n\n[x](#titel)'],
    ['attributes of kramdown', 'alinea\n{: .groot #plek}', 'alinea'],
    ['a contents list', '* TOC\n{:toc}\n\ntekst', 'tekst'],
    [
      'Liquid with code',
      '- een\n\n  {% highlight ruby %}\n  def a\n\n    "{{ x }}"\n  {% endhighlight %}',
      '- een\n\n  ```ruby\n  def a\n\n    "{{ x }}"\n  ```',
    ],
    ['Liquid that is text', '{% raw %}{{ blijft }}{% endraw %}', '\\{\\{ blijft }}'],
    ['Liquid in an address', '[x]({{ site.baseurl }}/post/)', '[x](/artikelen/post/)'],
    ['a tag nobody knows', '{% include foo.html bar="x" %}', '`{% include foo.html bar="x" %}`'],
    [
      'a figure of Hugo',
      '{{< figure src="plaat.png" alt="Alt" title="Titel" >}}',
      '<Figure caption="Titel">\n  ![Alt](../../media/imported/plaat.png)\n</Figure>',
    ],
    [
      'a box of Hugo',
      '{{% notice tip "Let op" %}}\nDit **is** het.\n{{% /notice %}}',
      '<Callout kind="tip" title="Let op">\n  Dit **is** het.\n</Callout>',
    ],
    [
      'code of Hugo',
      '{{< highlight go "linenos=table" >}}\nfmt("{{")\n{{< /highlight >}}',
      '```go\nfmt("{{")\n```',
    ],
    [
      'a film of Hugo',
      '{{< youtube abc123 >}}',
      '[https://www.youtube.com/watch?v=abc123](https://www.youtube.com/watch?v=abc123)',
    ],
    [
      'a picture with spaces and capitals',
      '![Een foto](/img/Foto 1.JPG)',
      '![Een foto](../../media/imported/foto-1.jpg)',
    ],
    ['a picture without text', '![](plaat.png)', '![plaat](../../media/imported/plaat.png)'],
    ['a picture that is missing', '![Weg](weg.png)', '_Weg_'],
    ['a picture of someone else', '![Hun](https://x.nl/a.png)', '[Hun](https://x.nl/a.png)'],
    [
      'a file to download',
      '[Lijst](stukken/Lijst A.pdf)',
      '[Lijst](/downloads/stukken/lijst-a.pdf)',
    ],
    ['a link that led nowhere', '[x](/oud/)', 'x'],
    [
      'headings of the first level',
      '# Een\n\n## Twee\n\n##### Drie',
      '## Een\n\n### Twee\n\n#### Drie',
    ],
    ['a teaser mark', 'een\n\n<!--more-->\n\ntwee', 'een\n\ntwee'],
  ])('%s', (_, source, expected) => {
    expect(imported(source, { files }).body).toBe(expected);
  });

  test.each([
    [
      'tabs',
      '<Tabs>\n<TabItem value="a" label="Appel">\n\nEen **appel**\n\n</TabItem>\n</Tabs>',
      '**Appel**\n\nEen **appel**',
    ],
    [
      'what is folded',
      '<details>\n<summary>Meer</summary>\n\nInhoud\n\n</details>',
      '<Aside title="Meer">\n  Inhoud\n</Aside>',
    ],
    ['modules', "import A from './a';\n\ntekst\n\nexport const x = 1;", 'tekst'],
    ['an unknown component', '<Onbekend a="b" c={1} />', '`<Onbekend a="b" c="1">`'],
    ['a component around text', '<Eigen>Kind</Eigen>', 'Kind'],
    ['expressions', '{"tekst"} {/* weg */}{naam}', 'tekst `{naam}`'],
    ['comments of HTML', 'een\n\n<!-- truncate -->\n\ntwee', 'een\n\ntwee'],
    ['MDX that is none', '{ open\n\n<b>vet', '\\{ open\n\n**vet**'],
  ])('MDX: %s', (_, source, expected) => {
    expect(imported(source, { source: 'post.mdx' }).body).toBe(expected);
  });

  test('names what is left out, on the line where it stood', () => {
    const { findings } = imported(
      'een\n\n<!-- stil -->\n\n<script>alert(1)</script>\n\n![Weg](weg.png)',
    );
    expect(
      findings
        .filter(({ outcome }) => outcome === 'lost')
        .map(({ line, what }) => `${line} ${what}`),
    ).toEqual(['7 <!-- stil -->', '9 <script>: alert(1)', '11 ![Weg](weg.png)']);
  });
});

describe('an imported blog', () => {
  const post = (fields: string, body = 'Tekst.') => `---\n${fields}\n---\n\n${body}\n`;

  test('pairs languages in folders and in endings, and lets anchors of one lead within the other', () => {
    const { articles, files: made } = planOf(
      aBlog({
        'posts/ketting.md': post(
          'title: The chain of a bicycle\nlang: en',
          '## Oil it\n\n[x](#oil-it)',
        ),
        'posts/nl/ketting.md': post(
          'title: De ketting van een fiets',
          '## Smeer hem\n\n[x](#oil-it)',
        ),
        'posts/band.en.md': post('title: A tyre of a bicycle'),
        'posts/band.nl.md': post('title: Een band van een fiets'),
      }),
    );
    expect(articles.map(({ lang, translationKey }) => `${lang} ${translationKey}`)).toEqual([
      'en ketting',
      'nl ketting',
      'en band',
      'nl band',
    ]);
    expect(made.find(({ file }) => file === 'content/articles/nl/ketting.mdx')?.text).toContain(
      '[x](#smeer-hem)',
    );
  });

  test.each([
    ['_posts/2019-05-01-ketting.md', 'title: Een titel van acht', '2019-05-01'],
    ['blog/2019/05/02/ketting/index.md', 'title: Een titel van acht', '2019-05-02'],
    ['blog/2019-05-03-ketting/index.mdx', 'title: Een titel van acht', '2019-05-03'],
    ['a.md', 'title: Een titel van acht\ndate: 3 mei 2019', '2019-05-03'],
    ['a.md', 'title: Een titel van acht\npubDate: May 4, 2019', '2019-05-04'],
    ['a.md', 'title: Een titel van acht\ndate: 2019-05-05T23:30:00-05:00', '2019-05-05'],
  ])('%s with %j is of %s', (source, fields, day) => {
    expect(planOf(aBlog({ [source]: post(fields) })).articles[0]?.publishedAt).toBe(day);
  });

  test.each([
    ['a name', 'author: Bea Band', ['bea-band']],
    ['an id into a list', 'authors: [bea]', ['bea-band']],
    ['objects', 'authors:\n  - name: Bea Band\n  - { name: Cor Crank }', ['bea-band', 'cor-crank']],
    ['nobody', 'layout: post', ['redactie']],
    ['someone the hub knows', 'author: Ada Wielemaker', ['ada']],
  ])('authors as %s', (_, fields, people) => {
    const blog = aBlog(
      { 'a.md': post(`title: Een titel van acht\n${fields}`) },
      { authors: { bea: { name: 'Bea Band' } } },
    );
    expect(planOf(blog).articles[0]?.authors).toEqual(people);
  });

  test('categories become topics, tags hashtags, and the editor decides', () => {
    const blog = aBlog({
      'a.md': post('title: Een titel van acht\ncategories: [Onderhoud]\ntags: [natte ketting]'),
    });
    const plan = planOf(blog);
    expect(plan.articles[0]?.topic).toBe('onderhoud');
    expect(plan.files.find(({ file }) => file === 'content/topics/onderhoud.yaml')?.text).toContain(
      'NatteKetting',
    );
    const mapped = planOf(blog, { mapping: { topics: { Onderhoud: 'repair' }, authors: {} } });
    expect(mapped.articles[0]?.topic).toBe('repair');
  });

  test('a text in TOML, one whose title is its first heading, and a draft', () => {
    const { articles } = planOf(
      aBlog({
        'a.md': '+++\ntitle = "Een titel in TOML"\ndate = 2019-05-01\n+++\n\nTekst.\n',
        'b.md': '# Een titel als kop\n\nTekst.\n',
        'c.md': post('title: Een titel van acht\ndraft: true'),
        'd.md': post('title: Een titel met werk', 'TODO nog doen'),
      }),
    );
    expect(articles.map(({ title, status }) => `${title} ${status}`)).toEqual([
      'Een titel in TOML published',
      'Een titel als kop published',
      'Een titel van acht draft',
      'Een titel met werk draft',
    ]);
  });

  test('gives every article its own address and description', () => {
    const { articles } = planOf(
      aBlog({
        'a/x.md': post('title: Een titel van acht'),
        'b/x.md': post('title: Een titel van acht'),
      }),
    );
    expect(articles.map(({ slug }) => slug)).toEqual(['x', 'x-2']);
    expect(new Set(articles.map(({ description }) => description)).size).toBe(2);
  });
});
