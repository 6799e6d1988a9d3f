import { describe, expect, test } from 'vitest';

import { imported } from '../../support/blogs.ts';

const files = ['plaat.png', 'static/img/foto.jpg', 'static/img/film.mp4'];

describe('MDX of another blog', () => {
  test.each([
    [
      'names of headings that stand in comments',
      '## Kop {/* #oude-naam */}\n\nZie [boven](#oude-naam). {/* weg */}',
      '## Kop\n\nZie [boven](#kop).',
    ],
    [
      'code that runs, in a fence of Docusaurus',
      "```mdx-code-block\nimport Tabs from '@theme/Tabs';\n\n<Tabs>\n\nHallo *daar*.\n\n</Tabs>\n```\n\nNa.",
      'Hallo _daar_.\n\nNa.',
    ],
    [
      'such a fence shown as code',
      '````md\n```mdx-code-block\n<Tabs/>\n```\n````',
      '````md\n```mdx-code-block\n<Tabs/>\n```\n````',
    ],
    ['a list of the headings', '<TOCInline toc={props.toc} />\n\nTekst.', 'Tekst.'],
    [
      'the heading of such a list',
      '## Table of contents\n\n## Eerst\n\nTekst.',
      '## Eerst\n\nTekst.',
    ],
    [
      'a heading with words of its own',
      '## Inhoud\n\nVan de tas.\n\n## Eerst\n\nTekst.',
      '## Inhoud\n\nVan de tas.\n\n## Eerst\n\nTekst.',
    ],
    [
      'a component that shows a picture',
      'import foto from \'./plaat.png\';\n\n<BlogImage src={foto} alt="Een plaat" />\n\n<Screenshot src="/img/foto.jpg" alt="Foto" caption="Zo ziet het eruit" />',
      '![Een plaat](../../media/imported/plaat.png)\n\n<Figure caption="Zo ziet het eruit">\n  ![Foto](../../media/imported/foto.jpg)\n</Figure>',
    ],
    [
      'pictures one below the other',
      '<Image src="/img/foto.jpg" alt="Een" />\n\n<Image src="/img/foto.jpg" alt="Twee" />',
      '![Een](../../media/imported/foto.jpg)\n\n![Twee](../../media/imported/foto.jpg)',
    ],
    ['components one below the other', '<Een />\n\n<Twee />', '`<Een>`\n\n`<Twee>`'],
    [
      'words in unknown components, in their sentence',
      'Een <Badge>nieuw</Badge> <Mark>brood</Mark> rijst.',
      'Een nieuw brood rijst.',
    ],
    [
      'cards that lead somewhere',
      '<Cards>\n<Card title="Meel" href="https://meel.example/">Uit Zeeland</Card>\n</Cards>',
      '**[Meel](https://meel.example/)**\n\nUit Zeeland',
    ],
    [
      'boxes by other names',
      '<callout-warning class="aside">\n\nHeet!\n\n</callout-warning>\n\n<InfoBox title="Let op">Meel stuift.</InfoBox>',
      '<Callout kind="warning">\n  Heet!\n</Callout>\n\n<Callout kind="note" title="Let op">\n  Meel stuift.\n</Callout>',
    ],
    [
      'what others show, and films of the blog',
      '<Tweet id="123" />\n\n<CodeSandbox src="https://codes.example/x" title="Proef" />\n\n<Video src="/img/film.mp4" />',
      '[https://x.com/i/status/123](https://x.com/i/status/123)\n\n[Proef](https://codes.example/x)\n\n[/img/film.mp4](/downloads/film.mp4)',
    ],
    [
      'a title of a box with a link',
      ':::info Nu op [de beurs](https://beurs.example/) te zien\n\nKom *gauw*.\n\n:::',
      '<Callout kind="note">\n  **Nu op [de beurs](https://beurs.example/) te zien**\n\n  Kom _gauw_.\n</Callout>',
    ],
    [
      'a title of a box with brackets',
      ':::tip Lijst [a, b]\n\nKom.\n\n:::',
      '<Callout kind="tip" title="Lijst [a, b]">\n  Kom.\n</Callout>',
    ],
    [
      'a note in the line',
      'Brood^[Van [meel](https://meel.example/), zegt men.] rijst.',
      'Brood (Van [meel](https://meel.example/), zegt men.) rijst.',
    ],
    [
      'letters of formulas',
      'Met $n$ en $k$ kost het $5 en $6.',
      'Met `n` en `k` kost het $5 en $6.',
    ],
    [
      'a picture without a text, named in code',
      "<img src={useBaseUrl('/img/foto.jpg')} />",
      '![foto](../../media/imported/foto.jpg)',
    ],
  ])('%s', (_, text, expected) => {
    const { body, findings } = imported(text, { source: 'post.mdx', files });
    expect(body).toBe(expected);
    expect(findings.filter(({ construct }) => construct === 'text')).toEqual([]);
  });

  test('classes are named as they were written', () => {
    const { not } = imported('<p className="klein grijs">Tekst</p>', { source: 'post.mdx' });
    expect(not('mapped').join('\n')).toContain('class="klein grijs" of <p>');
  });
});
