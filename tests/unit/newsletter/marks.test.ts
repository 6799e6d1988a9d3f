import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  fillMarks,
  markBeginning,
  markNames,
  markOf,
  piecesOf,
  wordsIn,
} from '#newsletter/marks.ts';
import { mailFor } from '#newsletter/message.ts';

const words = {
  unsubscribe: 'u'.repeat(43),
  preferences: 'p'.repeat(43),
  reason: 'Je krijgt dit omdat <b>jij</b> & wij dat wilden.',
  reader: `#reader=${'r'.repeat(43)}`,
};

describe('markOf', () => {
  test.each(markNames)('%s is as long as a token and may stand in an address', (name) => {
    expect(markOf(name)).toMatch(/^[\w-]{43}$/);
    expect(encodeURIComponent(markOf(name))).toBe(markOf(name));
  });
});

describe('fillMarks', () => {
  test('leaves no mark, and everything else as it was', () => {
    const piece = fc.oneof(fc.constantFrom(...markNames), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const isMark = (one: string) => markNames.some((name) => name === one);
        const composed = pieces
          .map((one) => (isMark(one) ? markOf(one as (typeof markNames)[number]) : one))
          .join('');
        const filled = fillMarks(composed, words);
        expect(filled).not.toContain(markBeginning);
        expect(filled).toBe(
          pieces.map((one) => (isMark(one) ? words[one as keyof typeof words] : one)).join(''),
        );
      }),
    );
  });

  test('does not look for marks in what it puts there', () => {
    const trap = { ...words, reason: markOf('unsubscribe') };
    expect(fillMarks(`${markOf('reason')}`, trap)).toBe(markOf('unsubscribe'));
  });

  test('knows marks that touch', () => {
    expect(piecesOf(markOf('unsubscribe') + markOf('preferences'))).toEqual([
      { mark: 'unsubscribe' },
      { mark: 'preferences' },
    ]);
  });
});

describe('mailFor', () => {
  test('writes a recipient’s words as text in the one part and as HTML in the other', () => {
    const mail = mailFor(
      {
        id: 'nl/2026-11-18',
        language: 'nl',
        subject: 'Winter',
        html: `<p>${markOf('reason')}</p>`,
        text: markOf('reason'),
        articleIds: [],
        onlineUrl: 'https://proefhub.example/',
      },
      words,
    );
    expect(mail.text).toBe(words.reason);
    expect(mail.html).toBe(
      '<p>Je krijgt dit omdat &lt;b&gt;jij&lt;/b&gt; &amp; wij dat wilden.</p>',
    );
    expect(wordsIn('html', words).unsubscribe).toBe(words.unsubscribe);
  });
});
