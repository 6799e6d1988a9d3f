import { describe, expect, test } from 'vitest';

import { decode } from '#importing/decode.ts';
import { dayIn } from '#importing/dates.ts';
import { splitFile } from '#importing/split-file.ts';

import { aBlog, planOf } from '../../support/blogs.ts';

describe('splitFile', () => {
  test.each([
    ['YAML', '---\ntitle: Brood\n---\nTekst'],
    ['YAML below blank lines', '\n\n---\ntitle: Brood\n---\nTekst'],
    ['YAML that says so', '---yaml\ntitle: Brood\n---\nTekst'],
    ['YAML of Hexo without its first line', 'title: Brood\ntags:\n- a\n---\nTekst'],
    ['TOML', '+++\ntitle = "Brood"\n+++\nTekst'],
    ['JSON behind a name', '---json\n{ "title": "Brood" }\n---\nTekst'],
    ['JSON between semicolons', ';;;\n{ "title": "Brood" }\n;;;\nTekst'],
    ['JSON at the beginning', '{\n "title": "Brood",\n "x": "}"\n}\nTekst'],
    ['an object of JavaScript', '---js\n{\n  title: "Brood",\n  tags: ["a"],\n}\n---\nTekst'],
    ['names of JavaScript', '---js\nconst title = `Brood`;\n\nconst order = 3;\n---\nTekst'],
  ])('reads %s', (_, text) => {
    const { fields, body, fault } = splitFile(text);
    expect([fields['title'], body.trim(), fault]).toEqual(['Brood', 'Tekst', null]);
  });

  test.each([
    ['a colon in a title', 'title: Brood: zo bak je het', 'Brood: zo bak je het'],
    ['a sign that YAML reserves', 'title: @bakker schrijft', '@bakker schrijft'],
    ['a quote within quotes', "title: 'It's brood'", "It's brood"],
    ['tabs', 'title:\tBrood\ntags:\n\t- een', 'Brood'],
    ['the same name twice', 'title: Oud\ntitle: Brood', 'Brood'],
  ])('reads what its author meant by %s', (_, fields, title) => {
    const split = splitFile(`---\n${fields}\n---\nTekst`);
    expect(split.fields['title']).toBe(title);
    expect(split.mended).not.toBeNull();
  });

  test.each([
    ['never ends', '---\ntitle: Brood\n\nTekst\n'],
    ['cannot be read', '---\ntitle: [Brood\n---\nTekst\n'],
    ['holds itself', '---\ntags: &all [brood, *all]\n---\nTekst\n'],
  ])('keeps all of a text whose front matter %s, and says so', (_, text) => {
    const { body, fault } = splitFile(text);
    expect(body).toBe(text);
    expect(fault).not.toBeNull();
  });

  test('does not begin to read front matter that is longer than any', () => {
    const text = `---\ntitle: Brood\nx: ${'[code]'.repeat(20_000)}\n---\nTekst\n`;
    expect(splitFile(text)).toMatchObject({
      body: text,
      fault: 'its front matter has more than 65536 characters',
    });
  });

  test('takes no more from JavaScript than it says', () => {
    expect(splitFile('---js\nconst title = "Brood";\n---\nTekst').fields).toEqual({
      title: 'Brood',
    });
  });

  test('counts the lines above the text', () => {
    expect(splitFile('\n\n---\ntitle: Brood\n---\nTekst').bodyLine).toBe(6);
  });
});

describe('decode', () => {
  const café = (encoding: BufferEncoding, mark: number[] = []) =>
    Buffer.concat([Buffer.from(mark), Buffer.from('café\r\nten', encoding)]);

  test.each([
    ['UTF-8', café('utf8')],
    ['UTF-8 with a byte order mark', café('utf8', [0xef, 0xbb, 0xbf])],
    ['UTF-16', café('utf16le', [0xff, 0xfe])],
    ['UTF-16 of a Mac', Buffer.from(café('utf16le', [0xff, 0xfe])).swap16()],
    ['Windows-1252', café('latin1')],
  ])('reads %s', (_, bytes) => {
    expect(decode(bytes)).toMatchObject({ kind: 'text', text: 'café\nten' });
  });

  test('leaves out what nobody sees, and says so', () => {
    expect(decode(Buffer.from('een\u0007 twee\u202E drie, vier, vijf en zes'))).toMatchObject({
      text: 'een twee drie, vier, vijf en zes',
      remark: 'invisible control characters left out',
    });
  });

  test('takes a picture for no text', () => {
    expect(decode(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13)).kind).toBe('binary');
  });
});

describe('dayIn', () => {
  test.each([
    ['20200102', '2020-01-02'],
    [20200102, '2020-01-02'],
    ['02-Jan-2020', '2020-01-02'],
    ['2nd of January 2020', '2020-01-02'],
    ['2020年1月2日', '2020-01-02'],
    ['2020. 01. 02.', '2020-01-02'],
    ['Thu, 02 Jan 2020 10:00:00 GMT', '2020-01-02'],
    ['2020-01-02T23:59:59-11:00', '2020-01-02'],
    ['2020-02-30', null],
    ['02/01/2020', null],
    ['20201399', null],
  ])('%s is %s', (said, day) => {
    expect(dayIn(said)).toBe(day);
  });
});

describe('a date without a day', () => {
  test.each([
    ['2020-03', 'post.md', '2020-03-01'],
    ['2020', 'post.md', '2020-01-01'],
    ['maart 2020', 'post.md', '2020-03-01'],
    ['2020-03', '_posts/2020-03-04-post.md', '2020-03-04'],
  ])('%s of %s becomes %s, and the report calls a first day a guess', (said, source, day) => {
    const { articles, findings } = planOf(
      aBlog({ [source]: `---\ntitle: Brood bakken\ndate: ${said}\n---\nTekst` }),
    );
    const date = findings.find(({ construct }) => construct === 'date');
    expect(articles[0]?.publishedAt).toBe(day);
    expect(date?.outcome).toBe(day.endsWith('-01') ? 'guessed' : 'mapped');
  });
});

describe('an article of Next', () => {
  test('may hold numbers larger than any of JSON', () => {
    const { findings } = planOf(
      aBlog({
        'page.mdx': 'export const meta = { title: "Brood bakken", visits: 10n };\n\nTekst.',
      }),
    );
    expect(findings).toContainEqual(expect.objectContaining({ what: 'visits: 10' }));
  });

  test('takes its fields from what it exports', () => {
    const { articles } = planOf(
      aBlog({
        'app/blog/brood/page.mdx': [
          "export const article = { title: 'Brood bakken in het bos', date: '2022-09-05' };",
          '',
          'export const metadata = { title: article.title, tags: ["bos"] };',
          '',
          'Tekst.',
        ].join('\n'),
      }),
    );
    expect(articles[0]).toMatchObject({
      title: 'Brood bakken in het bos',
      publishedAt: '2022-09-05',
      tags: ['bos'],
    });
  });
});
