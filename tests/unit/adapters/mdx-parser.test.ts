import { describe, expect, test } from 'vitest';

import { parseMdx } from '#adapters/mdx-body.ts';
import { openMdxParser } from '#adapters/mdx-parser.ts';

const text = `Eerst *dit*<Source id="a" /> en [dat](/x/).

## Kop met \`code\`

<Figure caption="Een band">

![Band][band]

</Figure>

| a | b |
|---|---|
| 1 | [c](/c/) |

[band]: ../../media/tyre.svg
`;

describe('parseMdx', () => {
  test('finds what rules ask for, on the lines of the file', () => {
    expect(parseMdx(text, 10)).toEqual({
      failures: [],
      body: {
        blocks: [
          { line: 10, text: 'Eerst dit en dat.', sources: ['a'], links: ['/x/'] },
          { line: 12, text: 'Kop met code', sources: [], links: [] },
          { line: 16, text: '', sources: [], links: [] },
          ...[
            [20, 'a'],
            [20, 'b'],
            [22, '1'],
          ].map(([line, word]) => ({ line, text: word, sources: [], links: [] })),
          { line: 22, text: 'c', sources: [], links: ['/c/'] },
        ],
        headings: [{ line: 12, depth: 2, text: 'Kop met code' }],
        links: [
          { line: 10, url: '/x/' },
          { line: 22, url: '/c/' },
        ],
        images: [{ line: 16, url: '../../media/tyre.svg', alt: 'Band' }],
        tags: [
          {
            line: 10,
            name: 'Source',
            properties: [{ name: 'id', value: 'a' }],
            holds: { image: false, code: false, list: 'none' },
            text: '',
          },
          {
            line: 14,
            name: 'Figure',
            properties: [{ name: 'caption', value: 'Een band' }],
            holds: { image: true, code: false, list: 'none' },
            text: '',
          },
        ],
        code: [],
        tooDeepAt: null,
      },
    });
  });
});

describe('a text that came from elsewhere', () => {
  const problemsOf = (written: string) =>
    parseMdx(written, 5).failures.map(({ line, message }) => `${line} ${message}`);

  test('is told of everything that must be mended, at once and in order of discovery', () => {
    const written = `Zie <https://tandradijs.example> eerst.

<img src="a.png" alt="Een > teken">

Een zin<br>met een {losse accolade.

<!-- later -->

Tot slot <3 van ons.`;
    expect(problemsOf(written)).toEqual([
      expect.stringMatching(/^7 <img> is HTML and not closed; write !\[/),
      expect.stringMatching(/^9 <br> is not closed; write <br \/>/),
      expect.stringMatching(/^5 /),
      expect.stringMatching(/^9 /),
      expect.stringMatching(/^11 /),
      expect.stringMatching(/^13 /),
    ]);
    expect(parseMdx(written, 5).body?.blocks.at(-1)?.text).toContain('Tot slot');
  });

  test('may show tags in code and comments', () => {
    expect(
      problemsOf('`<img>` en {\n\n```html\n<img src="a.png">\n```\n\nen ``a ` <br>``'),
    ).toEqual([expect.stringMatching(/^5 /)]);
  });

  test('that nobody can make sense of is one problem', () => {
    const { body, failures } = parseMdx('<Aside>\n\nnooit gesloten', 1);
    expect(body).toBeNull();
    expect(failures).toHaveLength(1);
  });
});

describe('openMdxParser', () => {
  test('reads the same in its own process as here', async () => {
    // Braces in a long text send it to the other process.
    const long = `${text}\n\`\`\`js\n${'{ a }\n'.repeat(500)}\`\`\`\n\nNog {een} ding.`;
    await using parser = openMdxParser();
    expect(await parser.parse({ text: long, firstLine: 3 })).toEqual(parseMdx(long, 3));
  });

  test('answers every question, in order, after a process was lost', async () => {
    await using parser = openMdxParser();
    const deadly = `{${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    const code = `{a}\n\n${'woord '.repeat(500)}`;
    const areRead = await Promise.all(
      [code, deadly, 'kort', deadly, code].map(async (one) => {
        const { body } = await parser.parse({ text: one, firstLine: 1 });
        return body !== null;
      }),
    );
    expect(areRead).toEqual([true, false, true, false, true]);
  });

  test('leaves no process behind', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
    {
      await using parser = openMdxParser();
      await parser.parse({ text: `{a}${'woord '.repeat(500)}`, firstLine: 1 });
    }
    await expect
      .poll(() => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length)
      .toBe(before);
  });
});
