import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { hubSchema } from '#hub/hub.ts';
import { articleMarkdown } from '#machines/article-markdown.ts';
import { humansText } from '#machines/humans.ts';
import { llmsText } from '#machines/llms.ts';
import { rightsSentences } from '#machines/rights.ts';
import { wellKnownFiles } from '#machines/well-known.ts';

import { someContent } from '../../support/content-builders.ts';

const { hub } = someContent();

describe('wellKnownFiles', () => {
  const textOf = (name: string, of = hub) =>
    wellKnownFiles(of, '2026-10-01').find((file) => file.name === name)?.text;

  test('security.txt names a contact, an end date, languages and its own address', () => {
    expect(textOf('security.txt')).toBe(
      [
        'Contact: mailto:veilig@proefhub.example',
        'Expires: 2027-10-01T12:00:00.000Z',
        'Preferred-Languages: nl, en',
        'Canonical: https://proefhub.example/.well-known/security.txt',
        '',
      ].join('\n'),
    );
  });

  test('gpc.json promises to honour the signal, dated like the page about privacy', () => {
    expect(JSON.parse(textOf('gpc.json') ?? '')).toEqual({ gpc: true, lastUpdate: '2026-10-01' });
  });

  test('tdmrep.json exists only where text and data mining is reserved', () => {
    expect(JSON.parse(textOf('tdmrep.json') ?? '')).toEqual([
      { location: '/', 'tdm-reservation': 1 },
    ]);
    const rights = { ...hub.rights, textMining: 'allowed' as const };
    expect(textOf('tdmrep.json', hubSchema.parse({ ...hub, rights }))).toBeUndefined();
  });
});

describe('llmsText', () => {
  test('is an index in Markdown that no title can break', () => {
    const text = llmsText({
      name: 'Proefhub',
      description: 'Een hub om te proberen.',
      remarks: ['Verzonnen.'],
      groups: [
        {
          title: 'Repareren',
          pages: [
            {
              title: 'Een [lekke] band',
              url: 'https://hub.example/a/index.md',
              description: 'Wat *nu*?',
            },
          ],
        },
        { title: 'Leeg', pages: [] },
      ],
    });
    expect(text).toBe(
      [
        '# Proefhub',
        '> Een hub om te proberen.',
        'Verzonnen.',
        '## Repareren',
        '- [Een \\[lekke\\] band](https://hub.example/a/index.md): Wat \\*nu\\*?\n',
      ].join('\n\n'),
    );
  });
});

describe('articleMarkdown', () => {
  test('opens with YAML that reads back as it was given, then title, summary and text', () => {
    const markdown = articleMarkdown({
      title: 'Een band: lek?',
      summary: 'Wat nu.',
      body: 'Kijk.\n',
      fields: {
        published: '2026-10-07',
        updated: undefined,
        authors: [{ name: 'Ada "W" Wielemaker' }],
      },
    });
    const [, front = '', body = ''] = /^---\n(.*?)---\n\n(.*)$/s.exec(markdown) ?? [];
    expect(parse(front)).toEqual({
      title: 'Een band: lek?',
      published: '2026-10-07',
      authors: [{ name: 'Ada "W" Wielemaker' }],
    });
    expect(body).toBe('# Een band: lek?\n\nWat nu.\n\nKijk.\n');
  });
});

describe('rightsSentences', () => {
  test('tells the brand’s position in the language of the reader', () => {
    const rights = { aiInput: true, aiTraining: false, textMining: 'reserved' } as const;
    expect(rightsSentences(rights, 'nl')).toEqual([
      'Machines mogen deze teksten gebruiken om vragen te beantwoorden.',
      'Modellen trainen met deze teksten mag niet.',
      'Tekst- en datamining is voorbehouden (artikel 4 van Richtlijn (EU) 2019/790).',
    ]);
    expect(rightsSentences({ ...rights, aiInput: false }, 'en')[0]).toBe(
      'Machines may not use these texts to answer questions.',
    );
  });
});

describe('humansText', () => {
  test('names the people before the machines', () => {
    const text = humansText({
      people: [{ name: 'Ada Wielemaker', role: 'Editor' }],
      contact: 'redactie@proefhub.example',
      languages: ['nl-NL'],
    });
    expect(text.split('\n').slice(0, 3)).toEqual([
      '/* TEAM */',
      'Editor: Ada Wielemaker',
      'Contact: redactie@proefhub.example',
    ]);
  });
});
