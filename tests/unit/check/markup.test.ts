import { describe, expect, test } from 'vitest';

import { pageText } from '../../support/hub-folder.ts';
import { expectMistake, type Mistake, problemsWith, withBody } from '../../support/mistakes.ts';

const mistakes: Record<string, Mistake> = {
  'a component that is not closed': {
    files: withBody('Eerst dit.\n\n<Callout kind="tip">\n\nTekst'),
    rule: 'content/mdx',
    line: '<Callout kind="tip">',
    says: ['<Callout> is not closed', 'add </Callout>'],
  },
  'a closing tag without an opening one': {
    files: withBody('Tekst.\n\n</Callout>'),
    rule: 'content/mdx',
    line: '</Callout>',
    says: ['</Callout> closes nothing', 'add <Callout> before it'],
  },
  'tags closed in the wrong order': {
    files: withBody('<Aside><Steps>1</Aside></Steps>'),
    rule: 'content/mdx',
    line: '<Aside><Steps>',
    says: ['</Aside> stands where </Steps> should', 'reverse order'],
  },
  'a picture in HTML': {
    files: withBody('<img src="band.png">'),
    rule: 'content/mdx',
    line: '<img',
    says: ['<img> is HTML and not closed', 'write ![what it shows](path)'],
  },
  'a sign that looks like a tag': {
    files: withBody('Bij 5 graden\nof <3 graden'),
    rule: 'content/mdx',
    line: 'of <3 graden',
    says: ['a < that begins no tag', 'write \\<'],
  },
  'an address between angle brackets': {
    files: withBody('Zie <https://band.example/>.'),
    rule: 'content/mdx',
    line: 'Zie <https',
    says: ['an address between < and >', '[text](address)'],
  },
  'an HTML comment': {
    files: withBody('Tekst.\n\n<!-- later -->'),
    rule: 'content/mdx',
    line: '<!-- later -->',
    says: ['an HTML comment', 'a line that begins with #'],
  },
  'curly quotes around a property': {
    files: withBody('<Callout kind=“tip”>\n\nTekst\n\n</Callout>'),
    rule: 'content/mdx',
    line: '<Callout kind=“tip”>',
    says: ['the tag <Callout> is not written right', 'straight quotes'],
  },
  'a brace that is never closed': {
    files: withBody('Tekst {\n\nen meer'),
    rule: 'content/mdx',
    line: 'Tekst {',
    says: ['a { that begins code', 'write \\{'],
  },
  'an expression': {
    files: withBody('De som is {1 + 1}.'),
    rule: 'content/expression',
    line: '{1 + 1}',
    says: ['{1 + 1} would run as code', 'write \\{'],
  },
  'an import': {
    files: withBody("import X from './x.astro'\n\nTekst."),
    rule: 'content/expression',
    line: 'import X',
    says: ['would run as code', 'components need no import'],
  },
  'an export': {
    files: withBody('export const a = 1\n\nTekst.'),
    rule: 'content/expression',
    line: 'export const a',
    says: ['would run as code', 'remove it'],
  },
  'a property with code': {
    files: withBody('<Aside title={naam}>\n\nTekst\n\n</Aside>'),
    rule: 'content/expression',
    line: '<Aside',
    says: ['title={naam} would run as code', 'name="value"'],
  },
  'properties spread from an object': {
    files: withBody('<Aside {...alles}>\n\nTekst\n\n</Aside>'),
    rule: 'content/expression',
    line: '<Aside',
    says: ['{...alles} would run as code', 'name="value"'],
  },
  'an unknown component': {
    files: withBody('<Calout kind="tip">\n\nTekst\n\n</Calout>'),
    rule: 'component/unknown',
    line: '<Calout',
    says: ['<Calout> is no component; known components: Callout', 'Did you mean "Callout"?'],
  },
  'a nameless tag': {
    files: withBody('<>Tekst</>'),
    rule: 'component/unknown',
    line: '<>Tekst</>',
    says: ['<> is no component', 'Correct the name'],
  },
  'an unknown property': {
    files: withBody('<Callout kind="tip" titel="Let op">\n\nTekst\n\n</Callout>'),
    rule: 'component/property',
    line: '<Callout',
    says: ['<Callout> has no property "titel"; it takes kind, title', 'Did you mean "title"?'],
  },
  'a missing property': {
    files: withBody('<Callout>\n\nTekst\n\n</Callout>'),
    rule: 'component/property',
    line: '<Callout>',
    says: ['<Callout> has no "kind"', 'add kind="note"'],
  },
  'a property twice': {
    files: withBody('<Aside title="A" title="B">\n\nTekst\n\n</Aside>'),
    rule: 'component/property',
    line: '<Aside',
    says: ['<Aside> has "title" twice', 'keep one'],
  },
  'a property value that does not exist': {
    files: withBody('<Callout kind="tipp">\n\nTekst\n\n</Callout>'),
    rule: 'component/property',
    line: '<Callout',
    says: ['kind="tipp"', 'write one of note, tip, warning. Did you mean "tip"?'],
  },
  'an empty property': {
    files: withBody('<Aside title="">\n\nTekst\n\n</Aside>'),
    rule: 'component/property',
    line: '<Aside',
    says: ['an empty "title"', 'write title="…"'],
  },
  'a flag with a value': {
    files: withBody('<Figure wide="ja">\n\n![Band](../../media/tyre.svg)\n\n</Figure>'),
    rule: 'component/property',
    line: '<Figure',
    says: ['<Figure> has wide="ja"', 'write wide alone'],
  },
  'a language that is none': {
    files: withBody('<PullQuote lang="Engels">\n\nKijk.\n\n</PullQuote>'),
    rule: 'component/property',
    line: '<PullQuote',
    says: ['lang="Engels"', 'a language tag such as en'],
  },
  'a download that does not exist': {
    files: withBody('<Download href="/logoo.svg" label="Logo">Het logo.</Download>'),
    rule: 'component/property',
    line: '<Download',
    says: ['which does not exist; put the file at public/logoo.svg', 'Did you mean "/logo.svg"?'],
  },
  'a figure without a picture': {
    files: withBody('<Figure caption="Niets">\n\nTekst\n\n</Figure>'),
    rule: 'component/content',
    line: '<Figure',
    says: ['<Figure> holds no picture', '![what it shows]'],
  },
  'steps without numbers': {
    files: withBody('<Steps>\n\n- eerst\n- dan\n\n</Steps>'),
    rule: 'component/content',
    line: '<Steps>',
    says: ['<Steps> holds no numbered list', 'begin with 1.'],
  },
  'key points without a list': {
    files: withBody('<KeyPoints>\n\nTekst\n\n</KeyPoints>'),
    rule: 'component/content',
    line: '<KeyPoints>',
    says: ['<KeyPoints> holds no list', 'put a Markdown list'],
  },
  'an empty callout': {
    files: withBody('<Callout kind="tip"></Callout>'),
    rule: 'component/content',
    line: '<Callout',
    says: ['<Callout> is empty', 'put its text'],
  },
  HTML: {
    files: withBody('<div>\n\nTekst\n\n</div>'),
    rule: 'content/html',
    line: '<div>',
    says: ['<div> is HTML', 'remove the tag'],
  },
  'HTML that nobody expects': {
    files: withBody('<output>12</output>'),
    rule: 'content/html',
    line: '<output>',
    says: ['<output> is HTML', 'write Markdown or a component'],
  },
  'an event handler on allowed HTML': {
    files: withBody('Druk <kbd onclick="x()">Enter</kbd>'),
    rule: 'content/html',
    line: '<kbd',
    says: ['<kbd> has "onclick"', 'write it without properties'],
  },
  'an embedded frame': {
    files: withBody('<iframe src="https://video.example/1"></iframe>'),
    rule: 'content/platform-embed',
    line: '<iframe',
    says: ['<iframe> would load what others serve', 'link to the rest'],
  },
  'a script': {
    files: withBody('<script async src="https://x.example/w.js"></script>'),
    rule: 'content/platform-embed',
    line: '<script',
    says: ['<script> would load what others serve', 'a picture of your own'],
  },
  'a heading of the first level': {
    files: withBody('# Nog een titel\n\nTekst.'),
    rule: 'content/heading-level',
    line: '# Nog een titel',
    says: ['which is the title', 'write ## Nog een titel'],
  },
  'a heading that skips a level': {
    files: withBody('## Eén\n\n#### Drie'),
    rule: 'content/heading-level',
    line: '#### Drie',
    says: ['#### follows ##', 'write ### Drie'],
  },
  'a first heading of the third level, on a page': {
    files: { 'content/pages/nl/over-ons.mdx': pageText({ body: '### Wie' }) },
    file: 'content/pages/nl/over-ons.mdx',
    rule: 'content/heading-level',
    line: '### Wie',
    says: ['### follows the title', 'write ## Wie'],
  },
};

describe('checkContent on markup', () => {
  test.each(Object.entries(mistakes))('names %s', async (_, mistake) => expectMistake(mistake));

  test('accepts every component as content/README.md shows it', async () => {
    const body = [
      '<Callout kind="tip" title="Let op">\n\nTekst met **nadruk**.\n\n</Callout>',
      '<Figure caption="Een band" credit="Ada" wide>\n\n![Band](../../media/tyre.svg)\n\n</Figure>',
      '<PullQuote person="ada" lang="en-GB">Look.</PullQuote>',
      'Rubber slijt.<Source id="rubber" />',
      '<Disclosure>\n\nWij verkopen banden.\n\n</Disclosure>',
      '<Steps>\n\n1. Kijk.\n2. Plak.\n\n</Steps>',
      '<KeyPoints title="Kort">\n\n- Kijk.\n\n</KeyPoints>',
      '<Aside title="Ernaast">\n\nTekst\n\n</Aside>',
      '<Aside title="Alleen code">\n\n```js\nremmen();\n```\n\n</Aside>',
      '<Download href="/logo.svg" label="Logo">Het logo.</Download>',
      'Druk op <kbd>Enter</kbd> of H<sub>2</sub>O.',
    ].join('\n\n');
    const sources = [{ id: 'rubber', title: 'Rubber', url: 'https://rubber.example/' }];
    expect(await problemsWith(withBody(body, { sources }))).toEqual([]);
  });
});
