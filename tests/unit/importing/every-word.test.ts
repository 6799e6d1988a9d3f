import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { aBlog, planOf } from '../../support/blogs.ts';
import { parseMdx } from '#adapters/mdx-body.ts';
import { unaccounted } from '#importing/noting.ts';

/** Words that stand nowhere else, so that each can be looked for. */
const word = fc.nat({ max: 9999 }).map((number) => `woord${number}x`);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));

/** Pieces of what people type: right, half right and wrong. */
const piece = fc.oneof(
  words,
  words.map((text) => `# ${text}`),
  words.map((text) => `#### ${text} {#naam}`),
  words.map((text) => `**${text}** en _${text}_`),
  words.map((text) => `{${text}}`),
  words.map((text) => `{ ${text}`),
  words.map((text) => `${text} }`),
  words.map((text) => `a < ${text} > b`),
  words.map((text) => `<${text}>`),
  words.map((text) => `<b>${text}`),
  words.map((text) => `${text}</b></div>`),
  words.map((text) => `<div class="x">${text}</div>`),
  words.map((text) => `<p>${text}<br>${text}<p>${text}`),
  words.map((text) => `<aside markdown="1">\n${text} **${text}**\n</aside>`),
  words.map((text) => `<details><summary>${text}</summary>\n\n${text}\n\n</details>`),
  words.map((text) => `<table><tr><td>${text}<td>${text}</table>`),
  words.map((text) => `<!-- ${text} -->`),
  words.map((text) => `<!-- ${text}`),
  words.map((text) => `<script>${text}</script>`),
  words.map((text) => `\`${text}\` \`\`${text}`),
  words.map((text) => `\`\`\`js\n${text} {{ ${text} }}\n\`\`\``),
  words.map((text) => `~~~\n${text}`),
  words.map((text) => `    ${text}`),
  words.map((text) => `> ${text}\n> - ${text}\n>\n>   1. ${text}`),
  words.map((text) => `| ${text} | a |\n| - | - |\n| {${text}} | <b>${text} |`),
  words.map((text) => `[${text}](/ergens) ![${text}](plaat.png) <https://a.nl/${text}>`),
  words.map((text) => `[${text}][ref] [${text}]: x\n\n[ref]: https://a.nl "${text}"`),
  words.map((text) => `${text}[^1]\n\n[^1]: ${text}`),
  words.map((text) => `:::note ${text}\n${text}\n:::`),
  words.map((text) => `::: ${text}`),
  words.map((text) => `{% if ${text} %}${text}{% endif %} {{ ${text} }}`),
  words.map((text) => `{% highlight js %}\n${text}\n{% endhighlight %}`),
  words.map((text) => `{% raw %}{{ ${text} }}`),
  words.map((text) => `{{< figure src="a.png" title="${text}" >}}{{% tip %}}${text}`),
  words.map((text) => `import ${text}\n\nexport const ${text}`),
  words.map((text) => `$$\n${text}^2\n$$ en $${text}_1$`),
  words.map((text) => `${text}\n{: .${text} #x}`),
  words.map((text) => `- [ ] ${text}\n* ${text}\n  ===\n`),
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '\\',
    '***',
    '---',
    '&nbsp;',
    '&#x;',
    '<',
    '>',
    '{',
    '}',
    '`',
    '\t',
    '||',
    '[',
    '](',
    '<a href="',
    '{%',
    '%}',
  ),
);

const text = fc
  .array(fc.tuple(piece, fc.constantFrom('\n\n', '\n', ' ', '')), { minLength: 1, maxLength: 12 })
  .map((pieces) => pieces.flat().join(''));

describe('an import of whatever people type', () => {
  test.each(['post.md', 'post.mdx', 'post.html'])(
    '%s compiles, and every word is there or named',
    (source) => {
      fc.assert(
        fc.property(text, (body) => {
          const plan = planOf(
            aBlog({ [source]: `---\ntitle: Een proef met woorden\n---\n${body}` }),
          );
          const file = plan.files.find((one) => one.file.startsWith('content/articles/'));
          const mdx = (file?.text ?? '').replace(/^---\n[\s\S]*?\n---\n/, '');
          expect(parseMdx(mdx, 1).failures).toEqual([]);
          expect(plan.ledgers.flatMap(unaccounted)).toEqual([]);
          const told = [mdx, ...plan.findings.map(({ what }) => what)].join('\n');
          const gone = (body.match(/woord\d+x/g) ?? []).filter((one) => !told.includes(one));
          expect(gone).toEqual([]);
          expect(plan.findings.filter(({ construct }) => construct === 'text')).toEqual([]);
        }),
        { numRuns: 40 },
      );
    },
  );
});
