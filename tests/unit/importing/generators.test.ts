import { describe, expect, test } from 'vitest';

import { aBlog, imported, planOf } from '../../support/blogs.ts';

describe('what generators write', () => {
  test.each([
    [
      'a picture that code names',
      '<img src={require(\'./plaat.png\').default} alt="Een plaat" />',
      '![Een plaat](../../media/imported/plaat.png)',
    ],
    [
      'a picture by the address of the site',
      '<img src={useBaseUrl(\'/img/foto.jpg\')} alt="Foto" />',
      '![Foto](../../media/imported/foto.jpg)',
    ],
    [
      'a picture that is imported',
      'import foto from \'./plaat.png\';\n\n<Image src={foto} alt="Plaat" />',
      '![Plaat](../../media/imported/plaat.png)',
    ],
    ['a link to a file of the site', '[x](pathname:///img/lijst.pdf)', '[x](/downloads/lijst.pdf)'],
  ])('MDX: %s', (_, text, expected) => {
    const files = ['plaat.png', 'static/img/foto.jpg', 'static/img/lijst.pdf'];
    expect(imported(text, { source: 'post.mdx', files }).body).toContain(expected);
  });

  test.each([
    [
      'a picture in the folder of a text of Hexo',
      '{% asset_img plaat.png 100 Een mooie plaat %}',
      '![Een mooie plaat](../../media/imported/plaat.png)',
    ],
    ['a link of Hexo', '{% post_link post "Dit stuk" %}', '[Dit stuk](/artikelen/post/)'],
    [
      'a tag with words before its address',
      '{% link De bron https://a.example/ %}',
      '[De bron](https://a.example/)',
    ],
    [
      'a button of NexT',
      '{% btn https://a.example/, Ga erheen, pijl %}',
      '[Ga erheen](https://a.example/)',
    ],
    ['a label of NexT', 'Een {% label info@heet brood %} hier', 'Een heet brood hier'],
    ['a key', 'Druk op {% kbd Ctrl %} en door', 'Druk op <kbd>Ctrl</kbd> en door'],
    ['a box to tick', '{% cb Meel, true, false %}', '☑ Meel'],
    ['words in the middle', '{% cq %}\nTraag\n{% endcq %}', '> Traag'],
    [
      'what folds',
      '{% folding blauw, Klik hier %}\nDicht\n{% endfolding %}',
      '<Aside title="Klik hier">',
    ],
    [
      'tabs',
      '{% tabs x %}\n<!-- tab Gist@x -->\nWeek\n<!-- endtab -->\n{% endtabs %}',
      '**Gist**\n\nWeek',
    ],
    [
      'a drawing',
      '{% mermaid graph TD %}\nA --> B\n{% endmermaid %}',
      '```mermaid\ngraph TD\nA --> B\n```',
    ],
    [
      'a file of code',
      '{% include_code Deeg lang:js deeg.js %}',
      '[Deeg](/downloads/downloads/code/deeg.js)',
    ],
    ['a file of the text', '{% asset_link lijst.pdf "De lijst" %}', '[De lijst](/downloads/'],
    [
      'blocks of old',
      'Een <center>kop</center> en <address>Deventer</address>',
      'Een\n\nkop\n\nen\n\nDeventer',
    ],
    ['two breaks', 'Kneed<br><br>\nRust<br>Bak', 'Kneed\n\nRust\\\nBak'],
    ['space within marks', 'Het <em> hete </em>brood', 'Het  _hete_ brood'],
    ['an address in no link', 'Zie {% post_path post %}.', 'Zie `{% post_path post %}`.'],
    ['a shortcode that Hugo shows', '{{</* figuur */>}} zo', '`{{< figuur >}}` zo'],
  ])('%s', (_, text, expected) => {
    expect(
      imported(text, {
        files: ['post/plaat.png', 'post/lijst.pdf', 'source/downloads/code/deeg.js'],
      }).body,
    ).toContain(expected);
  });

  test('a translation of Docusaurus is paired, and shows the pictures of its original', () => {
    const folder = '2021-08-26-welkom';
    const text = (title: string) =>
      `---\nslug: welkom\ntitle: ${title}\n---\n![Plaat](./plaat.png) [x](@site/blog/${folder}/index.md)`;
    const { articles, files } = planOf(
      aBlog(
        {
          [`blog/${folder}/index.md`]: text('Welcome to all of you'),
          [`i18n/nl/docusaurus-plugin-content-blog/${folder}/index.md`]: text('Welkom bij ons'),
        },
        { files: [`blog/${folder}/plaat.png`] },
      ),
      { language: 'en' },
    );
    expect(articles.map(({ lang, slug, translationKey }) => [lang, slug, translationKey])).toEqual([
      ['en', 'welkom', 'welkom'],
      ['nl', 'welkom', 'welkom'],
    ]);
    expect(files.find(({ file }) => file.includes('/nl/'))?.text).toContain('plaat.png)');
  });

  test.each([
    ['releases/3.6/index.md', '', 'versie-drie-punt-zes'],
    ['app/blog/(oud)/verhaal/page.mdx', 'date: 2020-01-01\n', 'verhaal'],
    ['src/routes/verhaal/+page.md', '', 'verhaal'],
    ['nieuws.md', 'slug: /a/b/verhaal.html\n', 'verhaal'],
  ])('%s is called by what says something of it', (source, fields, slug) => {
    const text = `---\ntitle: Versie drie punt zes\n${fields}---\nNieuw.`;
    expect(planOf(aBlog({ [source]: text })).articles[0]?.slug).toBe(slug);
  });

  test('links to the blog where it was are links within it, as far as its articles came along', () => {
    const text = (body: string) => `---\ntitle: Een ketting die lang meegaat\n---\n${body}`;
    const { files } = planOf(
      aBlog(
        {
          'blog/een.md': text(
            '[a](https://oud.example/blog/twee) [b](https://www.oud.example/winkel)',
          ),
          'blog/twee.md': text('Twee.'),
        },
        { settings: { url: 'https://oud.example' } },
      ),
    );
    expect(files.find(({ file }) => file.endsWith('/een.mdx'))?.text).toContain(
      '[a](/artikelen/twee/) [b](https://www.oud.example/winkel)',
    );
  });

  test('a translation of Docusaurus links to what stands beside its original', () => {
    const { files } = planOf(
      aBlog({
        'blog/1.0/index.md': '---\ntitle: The first one of all\nlang: en\n---\nNew.',
        'i18n/nl/docusaurus-plugin-content-blog/2.0/index.md':
          '---\ntitle: De tweede van allemaal\n---\nNa [de eerste](../1.0/index.md).',
      }),
    );
    const text = files.find(({ file }) => file.startsWith('content/articles/nl/'))?.text;
    expect(text).toMatch(/\[de eerste\]\(\/en\/articles\/[^)]+\)/);
  });

  test.each([
    ['blog/2021/05-12-ketting/index.mdx', '2021-05-12'],
    ['blog/2021/05/12-ketting.md', '2021-05-12'],
    ['blog/2021-05-12/ketting.md', '2021-05-12'],
    ['blog/2021-05-12-ketting/index.md', '2021-05-12'],
  ])('the day in %s is %s', (source, day) => {
    const plan = planOf(aBlog({ [source]: '---\ntitle: Een ketting smeren\n---\nOlie.' }));
    expect(plan.articles.map(({ slug, publishedAt }) => [slug, publishedAt])).toEqual([
      ['ketting', day],
    ]);
  });

  test('a reference of Hugo finds a bundle in the language of the text', () => {
    const post = (title: string, body: string) => `---\ntitle: ${title}\n---\n${body}`;
    const { files } = planOf(
      aBlog({
        'content/posts/oven/index.en.md': post('The oven at home', 'Hot.'),
        'content/posts/oven/index.nl.md': post('De oven van thuis', 'Heet.'),
        'content/posts/brood.nl.md': post('Het brood van thuis', '[x]({{< ref "oven" >}})'),
      }),
    );
    expect(files.find(({ file }) => file.endsWith('nl/brood.mdx'))?.text).toContain(
      '[x](/artikelen/oven/)',
    );
  });
});
