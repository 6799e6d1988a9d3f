import { describe, expect, test } from 'vitest';

import { addressElsewhere } from '#importing/elsewhere/address.ts';
import { hostOf, ownHosts, parseWantedHosts } from '#importing/elsewhere/hosts.ts';
import { originalOf, picturesBehind } from '#importing/elsewhere/originals.ts';
import { unaccounted } from '#importing/noting.ts';
import { elsewhereIn, type PictureLedger } from '#importing/elsewhere/picture-ledger.ts';
import { placeForPicture } from '#importing/elsewhere/picture-place.ts';
import { linesAboutPictures, picturesByHost } from '#importing/elsewhere/tell-pictures.ts';

import { aBlog, planOf } from '../../support/blogs.ts';

const old = 'https://oud.example';

describe('addressElsewhere', () => {
  test.each([
    ['https://a.example/b c.jpg#x', 'https://a.example/b%20c.jpg'],
    ['//a.example/b.jpg', 'https://a.example/b.jpg'],
    [' HTTP://A.example/B.jpg ', 'http://a.example/B.jpg'],
    ['/content/images/b.jpg', 'https://oud.example/content/images/b.jpg'],
    ['images/b.jpg', null],
    ['data:image/png;base64,AA', null],
    ['file:///etc/passwd', null],
    ['https://', null],
  ])('%s is %s', (url, address) => {
    expect(addressElsewhere(url, old)).toBe(address);
  });

  test('is that of no site where nobody knows the old one', () => {
    expect(addressElsewhere('/content/images/b.jpg', null)).toBeNull();
  });
});

describe('originalOf', () => {
  test.each([
    [`${old}/wp-content/uploads/2019/05/a-300x200.jpg`, `${old}/wp-content/uploads/2019/05/a.jpg`],
    [`${old}/wp-content/uploads/a-1024x768.jpeg?ver=12`, `${old}/wp-content/uploads/a.jpeg`],
    ['https://i2.wp.com/oud.example/a.jpg?resize=300%2C200&ssl=1', `${old}/a.jpg`],
    [`${old}/content/images/size/w600/2019/a.png`, `${old}/content/images/2019/a.png`],
    [`${old}/content/images/size/w30/format/webp/a.png`, `${old}/content/images/a.png`],
    [`${old}/a.jpg?w=640&v=3`, `${old}/a.jpg?v=3`],
    [`${old}/photo.php?id=7`, `${old}/photo.php?id=7`],
    [`${old}/charts/10-100x100.png`, `${old}/charts/10-100x100.png`],
  ])('of %s is %s', (address, original) => {
    expect(originalOf(address)).toBe(original);
  });

  test('is its own original', () => {
    const address = `${old}/wp-content/uploads/a-300x200.jpg?w=30`;
    expect(originalOf(originalOf(address))).toBe(originalOf(address));
  });
});

describe('picturesBehind', () => {
  test('knows a picture by its original, and asks for larger sizes before smaller ones', () => {
    const at = (name: string) => `${old}/wp-content/uploads/${name}`;
    expect(
      picturesBehind(['a-150x150.jpg', 'b.jpg', 'a-768x512.jpg', 'a-300x200.jpg'].map(at)),
    ).toEqual([
      {
        original: at('a.jpg'),
        candidates: [at('a.jpg'), at('a-768x512.jpg'), at('a-300x200.jpg')],
      },
      { original: at('b.jpg'), candidates: [at('b.jpg')] },
    ]);
  });
});

describe('whose a picture is', () => {
  const isOwn = ownHosts(['https://www.oud.example', null]);

  test.each([
    ['https://oud.example/a.jpg', true],
    ['https://media.oud.example/a.jpg', true],
    ['https://i0.wp.com/www.oud.example/a.jpg', true],
    ['https://koud.example/a.jpg', false],
    ['https://oud.example.evil.example/a.jpg', false],
  ])('%s: own is %s', (address, own) => {
    expect(isOwn(hostOf(address))).toBe(own);
  });

  test.each([
    ['', new Set()],
    ['all', 'all'],
    ['a.example, B.example:8080', new Set(['a.example', 'b.example:8080'])],
    ['https://a.example', null],
    ['a b', null],
  ])('--fetch-pictures=%s asks for %j', (value, wanted) => {
    expect(parseWantedHosts(value)).toEqual(wanted);
  });
});

describe('placeForPicture', () => {
  test.each([
    [`${old}/wp-content/uploads/2019/05/De%20Band.JPG`, 'oud-example/2019/05/de-band.webp'],
    ['https://www.oud.example/', 'oud-example/picture.webp'],
    ['https://a.example/../../%2e%2e/%2e%2e%2fx.php?id=2', 'a-example/x.webp'],
    ['https://[::1]:80/%E0%A4%A', '1/e0-a4-a.webp'],
  ])('%s goes to %s', (address, place) => {
    expect(placeForPicture(address, { ending: '.webp', isTaken: () => false })).toBe(
      `content/media/imported/${place}`,
    );
  });

  test('takes no place twice', () => {
    const taken = new Set(['content/media/imported/a-example/x.png']);
    const isTaken = (file: string) => taken.has(file);
    expect(placeForPicture('https://a.example/x.png', { ending: '.png', isTaken })).toBe(
      'content/media/imported/a-example/x-2.png',
    );
  });
});

const text = `---
title: Een proef met een ketting
date: 2019-05-01
cover: https://oud.example/cover.jpg
coverAlt: De werkplaats
---
![Band](https://oud.example/band.jpg)

![Ketting](https://foto.example/ketting.jpg "Van Jan")

![Stuur](/img/stuur.jpg)

![](${old}/static/zadel.png)
`;

function aLedger(given: Partial<PictureLedger> = {}): PictureLedger {
  return {
    ...{ files: new Map(), refusals: new Map(), wanted: null, isTrial: false },
    isOwnHost: ownHosts([old]),
    ...given,
  };
}

function planWith(ledger: PictureLedger) {
  const blog = aBlog({ 'post.md': text }, { files: ['static/zadel.png'], site: old });
  const plan = planOf(blog, { pictureAt: elsewhereIn(ledger) });
  expect(plan.ledgers.flatMap(unaccounted)).toEqual([]);
  return {
    article: plan.files.find(({ file }) => file.startsWith('content/articles/'))?.text ?? '',
    told: plan.findings
      .filter(({ construct }) => ['picture', 'cover'].includes(construct))
      .map(({ outcome, line, what, advice = '' }) => `${line} ${outcome}: ${what}; ${advice}`),
    lines: linesAboutPictures(picturesByHost(plan.picturesElsewhere, ledger)),
  };
}

describe('pictures of the web in a text', () => {
  test('become links, each told with how it comes along; what the source has is shown', () => {
    const { article, told, lines } = planWith(aLedger());
    expect(article).toContain('[Band](https://oud.example/band.jpg)\n');
    expect(article).toContain('[Ketting](https://foto.example/ketting.jpg "Van Jan")');
    expect(article).toContain('![zadel](../../media/imported/zadel.png)');
    expect(told.join('\n')).toContain(
      'band.jpg), now a link; import with --fetch-pictures, which brings it',
    );
    expect(told.join('\n')).toContain('--fetch-pictures=foto.example brings it');
    expect(lines).toEqual([
      'Pictures on the old blog, now links; --fetch-pictures brings them: 3 (oud.example 3).',
      'Pictures at hosts of others, now links; --fetch-pictures=all brings them, only where their makers let you: 1 (foto.example 1).',
    ]);
  });

  test('are shown once they are here, the cover too, and those of others with a reminder', () => {
    const files = new Map([
      [`${old}/cover.jpg`, 'content/media/imported/a/cover.png'],
      [`${old}/band.jpg`, 'content/media/imported/a/band.jpg'],
      [`${old}/img/stuur.jpg`, 'content/media/imported/a/stuur.jpg'],
      ['https://foto.example/ketting.jpg', 'content/media/imported/b/ketting.jpg'],
    ]);
    const { article, told } = planWith(aLedger({ files }));
    expect(article).toContain(
      'src: ../../media/imported/a/cover.png\n  alt:\n    nl: De werkplaats',
    );
    expect(article).toContain('![Band](../../media/imported/a/band.jpg)');
    expect(article).toContain('![Stuur](../../media/imported/a/stuur.jpg)');
    expect(told).toContain(
      '9 guessed: ![Ketting](https://foto.example/ketting.jpg); it came from foto.example; keep it only if its maker lets you',
    );
  });

  test('that lead to themselves lead nowhere once they are here', () => {
    const body = '[![Band](https://oud.example/s.jpg?w=9)](https://oud.example/s.jpg)';
    const blog = aBlog({ 'post.md': text.replace(/^!\[Band.*$/m, body) }, { site: old });
    const articleOf = (files: Map<string, string>) =>
      planOf(blog, { pictureAt: elsewhereIn(aLedger({ files })) }).files[0]?.text;
    expect(articleOf(new Map())).toContain('[Band](https://oud.example/s.jpg)');
    const files = new Map([[`${old}/s.jpg`, 'content/media/imported/a/s.jpg']]);
    expect(articleOf(files)).toContain('\n![Band](../../media/imported/a/s.jpg)\n');
  });

  test('that could not be fetched stay links with line, address and reason', () => {
    const refusals = new Map([
      [`${old}/band.jpg`, 'is not given (404)'],
      [`${old}/cover.jpg`, 'is a web page, no picture'],
    ]);
    const { article, told, lines } = planWith(aLedger({ refusals, wanted: new Set() }));
    expect(article).toContain('[Band](https://oud.example/band.jpg)\n');
    expect(article).toContain('generated: true');
    expect(told).toContain(
      '7 kept: ![Band](https://oud.example/band.jpg), now a link; it is not given (404); or put a copy in content/media/ and show that',
    );
    expect(told.join('\n')).toContain('it is a web page, no picture');
    expect(lines[0]).toContain('could not be fetched');
  });

  test('are told as what would be fetched in a trial', () => {
    const { told, lines } = planWith(aLedger({ wanted: 'all', isTrial: true }));
    expect(told.filter((one) => one.endsWith('it would be fetched'))).toHaveLength(4);
    expect(lines).toEqual(['Pictures that would be fetched: 4 (oud.example 3, foto.example 1).']);
  });
});
