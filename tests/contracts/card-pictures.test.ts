import { stat } from 'node:fs/promises';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { aCard, aDrawnHub, cardFile, draw } from '../support/cards.ts';

const first = aCard();
const second = aCard({ path: '/artikelen/tweede/' });

describe('pictures that are refused', () => {
  const svg = (inside: string, size = 'width="900" height="600"') =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size}>${inside}</svg>`;

  test.each([
    [
      'a file beside it',
      svg('<image href="secret.png" width="9" height="9"/>'),
      'refers to "secret.png"',
    ],
    [
      'a file by its full path',
      svg('<image xlink:href="/etc/secret.png"/>'),
      'refers to "/etc/secret.png"',
    ],
    [
      'an address',
      svg("<image href='https://elsewhere.example/x.png'/>"),
      'refers to "https://elsewhere',
    ],
    [
      'an address in a style',
      svg('<style>@import "https://elsewhere.example/x.css";</style>'),
      'refers to',
    ],
    [
      'a drawing in a drawing',
      svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'),
      'refers to "data:',
    ],
    [
      'a hidden address',
      svg('<image href="&#104;ttps://elsewhere.example/x.png"/>'),
      'character codes',
    ],
    ['entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`, 'declares XML entities'],
    ['a million pixels a side', svg('', 'width="1000000" height="1000000"'), 'million are drawn'],
    ['no drawing', 'no drawing at all', 'is no picture that can be drawn'],
  ])('an SVG with %s', async (_, drawing, reason) => {
    await using hub = await aDrawnHub({ 'content/media/tyre.svg': drawing });
    const { drawn, problems } = await draw(hub, [first]);
    expect(drawn).toBe(0);
    expect(problems).toMatchObject([
      {
        rule: 'card/picture',
        severity: 'error',
        file: 'content/media/tyre.svg',
        message: expect.stringContaining(reason),
      },
    ]);
  });

  test('a raster image that unpacks to more than 40 million pixels', async () => {
    const bomb = await sharp({
      create: { width: 8000, height: 5001, channels: 3, background: '#fff' },
    })
      .png({ compressionLevel: 1 })
      .toBuffer();
    await using hub = await aDrawnHub({ 'content/media/bomb.png': bomb });
    const card = aCard({ covers: [{ file: 'content/media/bomb.png', alt: null }] });
    const { problems } = await draw(hub, [card]);
    expect(problems[0]?.message).toContain('content/media/bomb.png is 8000 by 5001 pixels');
  });

  test('a picture that does not exist, or lies outside the project', async () => {
    await using hub = await aDrawnHub();
    const missing = aCard({ covers: [{ file: 'content/media/gone.svg', alt: null }] });
    const outside = aCard({
      path: '/artikelen/b/',
      covers: [{ file: '../../../etc/hostname', alt: null }],
    });
    const { drawn, problems } = await draw(hub, [missing, outside, second]);
    expect(drawn).toBe(1);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^\.\.\/.* lies outside the project; the card of \/artikelen\/b\/ shows it$/,
      ),
      'content/media/gone.svg does not exist; the card of /artikelen/eerste-lekke-band/ shows it',
    ]);
    await expect(stat(cardFile(hub, missing))).rejects.toThrow('ENOENT');
  });
});
