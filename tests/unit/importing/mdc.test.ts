import { expect, test } from 'vitest';

import { imported } from '../../support/blogs.ts';

test.each([
  [
    'a box, and one within another',
    '::tip\n**Heet** brood.\n::\n\n::note{title="Let op"}\nEerst\n\n  ::warning\n  Dan\n  ::\n::',
    '<Callout kind="tip">\n  **Heet** brood.\n</Callout>\n\n<Callout kind="note" title="Let op">\n  Eerst\n\n  <Callout kind="warning">\n    Dan\n  </Callout>\n</Callout>',
  ],
  [
    'groups and their parts',
    '::tabs\n\n:::tabs-item{label="Oven"}\n```sh\n::\n```\n:::\n\n::',
    '**Oven**\n\n```sh\n::\n```',
  ],
  [
    'fields of a box',
    '::read-more\n---\nicon: boek\nto: https://meel.example/\n---\nLees alles.\n::',
    'Lees alles.\n\n[https://meel.example/](https://meel.example/)',
  ],
  [
    'components on a line',
    ':knop[Lees]{to="https://meel.example/"}\n\n:demo{a="1"}\n\nOm 10:30 :-) en :tip',
    '[Lees](https://meel.example/)\n\n`:demo{a="1"}`\n\nOm 10:30 :-) en :tip',
  ],
  [
    'a class of a picture',
    '![Plaat](plaat.png){.rand .wit}',
    '![Plaat](../../media/imported/plaat.png)',
  ],
  ['colons that are text', '::tip zonder einde\n\nTekst.', '::tip zonder einde\n\nTekst.'],
])('Nuxt Content: %s', (_, text, expected) => {
  const { body, findings } = imported(text, { files: ['plaat.png'] });
  expect(body).toBe(expected);
  expect(findings.filter(({ construct }) => construct === 'text')).toEqual([]);
});
