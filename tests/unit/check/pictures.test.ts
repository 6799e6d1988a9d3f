import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';

import { makeHub } from '../../support/hub-folder.ts';
import {
  articleFile,
  asOf,
  expectMistake,
  type Mistake,
  problemsWith,
  withBody,
  withFields,
} from '../../support/mistakes.ts';

const person = (change: (text: string) => string) => ({ 'content/people/ada.yaml': change });
const alt = { nl: 'Een band', en: 'A tyre' };
const picture = 'content/media/tyre.svg';
const drawing = (inside: string) => ({
  [picture]: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n${inside}\n</svg>\n`,
});
const isActive = (inside: string, what: string): Mistake => ({
  files: drawing(inside),
  file: picture,
  rule: 'image/active',
  line: inside,
  says: [`holds ${what}`, 'save the drawing as plain SVG'],
});

const mistakes: Record<string, Mistake> = {
  "a cover without a text in the article's language": {
    files: {
      'content/articles/en/first-flat-tyre.mdx': `---
title: The first flat tyre
description: What to do when a tyre goes flat on a dike without a village in sight.
lang: en
publishedAt: 2026-10-07
status: published
authors: [ada]
topic: repair
cover: { src: ../../media/tyre.svg, alt: { nl: Een lekke band } }
origin: { type: own }
---

Turn it over and look.
`,
    },
    file: 'content/articles/en/first-flat-tyre.mdx',
    rule: 'article/alt-missing',
    line: 'cover:',
    says: ['"cover.alt" has no text in "en"', 'add en'],
  },
  'a cover without any text': {
    files: withFields({ cover: { src: '../../media/tyre.svg' } }),
    rule: 'article/alt-missing',
    line: 'cover:',
    says: ['"cover.alt" is missing', 'add it'],
  },
  'a picture without a text': {
    files: withBody('![](../../media/tyre.svg)'),
    rule: 'article/alt-missing',
    line: '![](',
    says: ['has no text', 'write ![what it shows](../../media/tyre.svg)'],
  },
  'a portrait without a text in a language of the hub': {
    files: person((text) => text.replace(/\n +en: Portrait of Ada/, '')),
    file: 'content/people/ada.yaml',
    rule: 'article/alt-missing',
    line: 'alt:',
    says: ['"photo.alt" has no text in "en"', 'add en'],
  },
  'a stock portrait of an employee': {
    files: person((text) => text.replace('photo:\n', 'photo:\n  stock: true\n')),
    file: 'content/people/ada.yaml',
    rule: 'people/portrait',
    line: 'stock: true',
    says: ['"photo.stock" is true', 'a drawing of Ada Wielemaker'],
  },
  'a generated portrait of an employee': {
    files: person((text) => text.replace('photo:\n', 'photo:\n  generated: true\n')),
    file: 'content/people/ada.yaml',
    rule: 'people/portrait',
    line: 'generated: true',
    says: ['"photo.generated" is true', 'show Ada Wielemaker'],
  },
  'a cover that does not exist': {
    files: withFields({ cover: { src: '../../media/tire.svg', alt } }),
    rule: 'image/missing',
    line: 'src:',
    says: ['../../media/tire.svg does not exist', 'put it at content/media/tire.svg'],
  },
  'a picture in the text that does not exist': {
    files: withBody('Kijk:\n\n![Band](../../media/weg.png)'),
    rule: 'image/missing',
    line: '![Band]',
    says: ['does not exist', 'content/media/weg.png'],
  },
  'a picture in the wrong case': {
    files: withBody('![Een band](../../media/Tyre.svg)'),
    rule: 'image/missing',
    line: '![Een band]',
    says: ['the picture ../../media/Tyre.svg', '"../../media/tyre.svg"'],
  },
  'a picture that is a folder': {
    files: withBody('![Band](../../media)'),
    rule: 'image/missing',
    line: '![Band]',
    says: ['the picture ../../media is a folder', 'name a picture in it'],
  },
  'a picture named without its path': {
    files: withBody('![Band](tyre.svg)'),
    rule: 'image/missing',
    line: '![Band]',
    says: ['is not named as a file', 'write ./tyre.svg'],
  },
  'a picture with a query': {
    files: withBody('![Band](../../media/tyre.svg?raw)'),
    rule: 'image/missing',
    line: '![Band]',
    says: ['is not named as a file', 'write ../../media/tyre.svg'],
  },
  'a picture outside content/': {
    files: withBody('![Band](../../../public/logo.svg)'),
    rule: 'image/outside',
    line: '![Band]',
    says: ['is not in content/', 'put a copy in content/media/'],
  },
  'a cover far outside': {
    files: withFields({ cover: { src: '../../../../../../etc/hostname', alt } }),
    rule: 'image/outside',
    line: 'src:',
    says: ['is not in content/', 'put a copy'],
  },
  "a picture on someone else's server": {
    files: withBody('![Band](https://elders.example/band.png)'),
    rule: 'image/external',
    line: '![Band]',
    says: ['is not yours to serve', 'put a copy'],
  },
  'a picture written out in the text': {
    files: withBody('![Band](data:image/png;base64,AAAA)'),
    rule: 'image/external',
    line: '![Band]',
    says: ['is not yours to serve', 'content/media/'],
  },
  'a picture that public/ does not have': {
    files: withBody('![Band](/band.svg)'),
    rule: 'image/missing',
    line: '![Band]',
    says: ['/band.svg does not exist', 'put it at public/band.svg'],
  },
  'a file that is no picture': {
    files: { ...withBody('![Band](../../media/band.txt)'), 'content/media/band.txt': 'band' },
    file: 'content/media/band.txt',
    rule: 'image/format',
    says: ['is no picture', 'use one of .png'],
  },
  'a drawing called .png': {
    files: { ...withBody('![Band](../../media/band.png)'), 'content/media/band.png': '<svg/>' },
    file: 'content/media/band.png',
    rule: 'image/format',
    says: ['is no .png file inside', 'save it again'],
  },
  'a damaged picture': {
    files: {
      ...withBody('![Band](../../media/band.png)'),
      'content/media/band.png': Buffer.from('\x89PNG\r\n\x1a\n and no more', 'latin1'),
    },
    file: 'content/media/band.png',
    rule: 'image/format',
    says: ['is damaged', 'save or export it again'],
  },
  'a drawing without a drawing': {
    files: { [picture]: 'leeg\n' },
    file: picture,
    rule: 'image/format',
    says: ['holds no <svg> element', 'plain SVG'],
  },
  'a drawing of a hundred million pixels': {
    files: {
      [picture]: '<svg xmlns="http://www.w3.org/2000/svg" width="10000" height="10000"></svg>',
    },
    file: picture,
    rule: 'image/too-large',
    says: ['10000 × 10000 pixels', 'make it smaller'],
  },
  'a script in a drawing': isActive('<script>1</script>', 'a script'),
  'a script with a prefix': isActive('<svg:script>1</svg:script>', 'a script'),
  'an event handler in a drawing': isActive('<g onload="x()"/>', 'an event handler'),
  'foreign content in a drawing': isActive('<foreignObject/>', 'foreign content'),
  'a picture fetched by a drawing': isActive(
    '<image href="https://elders.example/x.png"/>',
    'an address to fetch or open',
  ),
  'a style fetched by a drawing': isActive(
    '<path style="fill:url(https://elders.example/x)"/>',
    'an address to fetch',
  ),
  'an animation of an address': isActive(
    '<set attributeName="href" to="x"/>',
    'an animated address',
  ),
};

describe('checkContent on pictures', () => {
  test.each(Object.entries(mistakes))('names %s', async (_, mistake) => expectMistake(mistake));

  test('accepts a drawing with fragments and pictures of its own', async () => {
    const inside =
      '<style>.a{fill:url(#g)}</style><use href="#a"/><image href="data:image/png;base64,AA"/>';
    expect(await problemsWith(drawing(inside))).toEqual([]);
  });

  test('accepts a photograph', async () => {
    const jpeg = await sharp({
      create: { width: 12, height: 8, channels: 3, background: 'red' },
    })
      .jpeg()
      .toBuffer();
    const files = { ...withBody('![Band](../../media/b%20a.jpg)'), 'content/media/b a.jpg': jpeg };
    expect(await problemsWith(files)).toEqual([]);
  });

  test.each([7000, 40_000])(
    'refuses a picture %i pixels wide and high by its header alone',
    async (side) => {
      const files = {
        ...withBody('![Band](../../media/band.png)'),
        'content/media/band.png': await headerOfSquare(side),
      };
      await expectMistake({
        files,
        file: 'content/media/band.png',
        rule: 'image/too-large',
        says: [`${side} × ${side} pixels`, 'make it smaller'],
      });
    },
  );

  test('refuses a picture that a link leads to', async () => {
    await using hub = await makeHub(withBody('![Geheim](../../media/geheim.svg)'));
    await writeFile(path.join(hub.root, 'geheim.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await symlink('../../geheim.svg', path.join(hub.root, 'content/media/geheim.svg'));
    const { problems } = await checkContent(hub.root, { asOf });
    expect(problems).toMatchObject([
      { rule: 'image/outside', file: articleFile },
      { rule: 'content/symlink', file: 'content/media/geheim.svg', line: 1 },
    ]);
  });
});

/** A PNG that says it is `side` pixels wide and high; its one pixel is all that follows. */
async function headerOfSquare(side: number): Promise<Buffer> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}
