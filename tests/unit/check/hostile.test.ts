import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { checkContent } from '#adapters/check-content.ts';

import { articleText, makeHub } from '../../support/hub-folder.ts';
import { articleFile, asOf, problemsWith, withBody } from '../../support/mistakes.ts';

const bytes = (...parts: readonly string[]) => Buffer.from(parts.join(''), 'latin1');

/** The article with `yaml` in the place of its front matter's last line. */
function withYaml(yaml: string): Record<string, string> {
  return { [articleFile]: articleText().replace(/(origin:\n.*\n)---/, `$1${yaml}\n---`) };
}

const bomb = Array.from(
  { length: 12 },
  (_, index) => `a${index}: &a${index} [${`*a${index - 1},`.repeat(9)}]`,
)
  .join('\n')
  .replaceAll('*a-1', 'x');

describe('checkContent on hostile input', () => {
  test.each([
    ['an alias bomb', bomb, 'aliases'],
    ['15,000 aliases', `x: &x 1\ny: [${'*x,'.repeat(15_000)}]`, 'aliases'],
    ['an alias of itself', 'x: &x [*x]', 'in a circle'],
    ['an alias of nothing', 'x: *x', 'before their anchor'],
    ['front matter of 300 KB', `x: ${'y'.repeat(300_000)}`, 'is larger than 64 KB'],
    ['lists nested 30,000 deep', `x: ${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'too deep'],
    ['a list as the name of a field', '? [a]\n: b', 'write name: value'],
    ['a field that names a prototype', '__proto__: { x: 1 }', '"__proto__" is no field'],
    ['an unknown tag', 'x: !!js/function "function () {}"', 'between quotes'],
    ['a merge of others', '<<: { title: x }', '"<<" is no field'],
    ['a control character in YAML', String.raw`x: "a\u0000b"`, 'U+0000'],
    ['a text that turns around', 'x: "a\u202Eb"', 'U+202E'],
  ])('refuses %s', async (_, yaml, says) => {
    const problems = await problemsWith(withYaml(yaml));
    expect(problems.map(({ severity, file }) => `${severity} ${file}`)).toContain(
      `error ${articleFile}`,
    );
    expect(problems.map(({ message }) => message).join('\n')).toContain(says);
  });

  test.each([
    ['a NUL', bytes('a\0b'), 'content/control-character', 'U+0000'],
    ['an escape sequence', bytes('a\x1b[2Jb'), 'content/control-character', 'U+001B'],
    ['bytes that are no UTF-8', bytes('caf\xe9'), 'content/encoding', 'encoding UTF-8'],
  ])('refuses %s in a text', async (_, body, rule, says) => {
    const text = Buffer.concat([Buffer.from(articleText()), body]);
    expect(await problemsWith({ [articleFile]: text })).toEqual([
      {
        rule,
        severity: 'error',
        file: articleFile,
        line: expect.any(Number),
        message: expect.stringContaining(says),
      },
    ]);
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src="x" onerror="alert(1)" />',
    '<svg onload="alert(1)" />',
    '<kbd onfocus="alert(1)" autofocus>x</kbd>',
    '<a href="javascript:alert(1)">klik</a>',
    '[klik](javascript:alert(1))',
    '[klik](JaVaScRiPt&#58;alert(1))',
    '[klik][x]\n\n[x]: data:text/html,<script>alert(1)</script>',
    '![foto](javascript:alert(1))',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;" />',
    '<object data="data:text/html,x" />',
    '<form action="https://evil.example/"><button>x</button></form>',
    '<style>{`body { display: none }`}</style>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/" />',
    '<base href="https://evil.example/" />',
    '<Download href="javascript:alert(1)" label="x">y</Download>',
    '<Aside title={alert(1)}>x</Aside>',
    "{globalThis.fetch('https://evil.example/')}",
  ])('fault 9: refuses %s, which would run on the pages of the hub', async (body) => {
    const severities = (await problemsWith(withBody(body))).map(({ severity }) => severity);
    expect(severities).toContain('error');
  });

  test('refuses a text that no one could read', async () => {
    expect(await problemsWith(withBody('band '.repeat(300_000)))).toMatchObject([
      { rule: 'content/too-large' },
    ]);
  });

  test.each([
    ['quotes', '> '.repeat(900)],
    ['lists', Array.from({ length: 300 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['tags', `x ${'<b>'.repeat(300)}y${'</b>'.repeat(300)}`],
  ])('refuses %s nested deeper than anyone writes', async (_, body) => {
    const rules = (await problemsWith(withBody(`${body}a`))).map(({ rule }) => rule);
    expect(rules).toContain('content/nesting');
  });

  test('outlives a text that kills the parser', async () => {
    const body = `{${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    const problems = await problemsWith(withBody(body));
    expect(problems).toMatchObject([{ rule: 'content/mdx', file: articleFile }]);
    expect(problems[0]?.message).toContain('simplify the text');
  });

  test('gives up on a text that keeps the parser busy, and reads the others', async () => {
    const problems = await problemsWith(
      {
        ...withBody(`x ${'<b>'.repeat(30_000)}y${'</b>'.repeat(30_000)}`),
        'content/articles/nl/code.mdx': articleText({
          fields: { description: 'y'.repeat(60) },
          body: `\`\`\`js\n${'a({ b });\n'.repeat(300)}\`\`\`\n\n[dood](/niets/)`,
        }),
      },
      { patienceMs: 1500 },
    );
    expect(problems).toMatchObject([
      { rule: 'article/link-dead', file: 'content/articles/nl/code.mdx' },
      { rule: 'content/mdx', message: expect.stringContaining('within 1.5 seconds') },
    ]);
  });

  test('names files without their control characters', async () => {
    const problems = await problemsWith({ 'content/articles/nl/a\x1b[2Jb.mdx': articleText() });
    expect(problems).toEqual([
      {
        rule: 'content/place',
        severity: 'error',
        file: 'content/articles/nl/a�[2Jb.mdx',
        line: 1,
        message: 'has an invisible character in its name; rename it',
      },
    ]);
  });

  test('an article with any bytes changed is read or refused, and never throws', async () => {
    const whole = Buffer.from(
      articleText({
        body: '## Kop\n\n<Callout kind="tip">\n\nTekst met [link](/) en `code`.\n\n</Callout>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
        fields: {
          quotes: [{ text: 'Tekst met link', person: 'ada' }],
          takeaways: ['Eén.', 'Twee.'],
        },
      }),
    );
    const change = fc.record({
      at: fc.nat({ max: whole.length - 1 }),
      remove: fc.nat({ max: 8 }),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 4 }),
        fc
          .constantFrom(
            '---\n',
            '<',
            '>',
            '{',
            '}',
            '[',
            '](',
            '"',
            ': ',
            '\n',
            '&a',
            '*a',
            '`',
            '# ',
          )
          .map((text) => Buffer.from(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        let text = whole;
        for (const { at, remove, insert } of changes) {
          text = Buffer.concat([text.subarray(0, at), insert, text.subarray(at + remove)]);
        }
        await using hub = await makeHub({ [articleFile]: text });
        const { content, problems } = await checkContent(hub.root, { asOf });
        const lines = text.toString().split('\n').length;
        expect(content?.articles.length === 1 || problems.length > 0).toBe(true);
        for (const { file, line, message } of problems) {
          expect(message).not.toBe('');
          if (file === articleFile) expect(line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 100 },
    );
  });
});
