import { domainToASCII } from 'node:url';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { type QuestionFields, readQuestion } from '#feedback/question.ts';

import { aHub, ilyas } from '../../support/audience.ts';
import { aPerson } from '../../support/content-builders.ts';
import { aQuestion } from '../../support/questions.ts';

const people = [
  ilyas,
  aPerson({ id: 'brand', kind: 'brand', answersOn: ['repair'] }),
  aPerson({ id: 'guest', kind: 'guest', answersOn: ['repair'] }),
  aPerson({ id: 'silent', answersOn: [] }),
  aPerson({ id: 'left', answersOn: ['repair'], activeUntil: '2026-11-21' }),
  aPerson({ id: 'leaving', answersOn: ['repair'], activeUntil: '2026-11-22' }),
];

function read(changes: Partial<QuestionFields>, hub = aHub()) {
  const now = new Date('2026-11-22T22:59:00Z'); // 23:59 in Amsterdam
  return readQuestion(aQuestion(changes), { hub, people, toAscii: domainToASCII, now });
}

const refused = (problems: object) => ({ kind: 'refused', problems });

describe('readQuestion', () => {
  test('takes what was typed, with line breaks as they are written everywhere else', () => {
    expect(read({ text: '  Regel één\r\n\r\nRegel\ttwee <b>vet</b>\r ', name: ' Ada ' })).toEqual({
      kind: 'question',
      question: {
        text: 'Regel één\n\nRegel\ttwee <b>vet</b>',
        name: 'Ada',
        address: { typed: 'ada@example.org', mailbox: 'ada@example.org', key: 'ada@example.org' },
        person: 'ilyas-naafdop',
        language: 'nl',
        page: '/mensen/ilyas-naafdop/',
      },
    });
    expect(read({ name: '  ' })).toMatchObject({ question: { name: null } });
  });

  test.each([
    ['too-short', ''],
    ['too-short', 'x'.repeat(9)],
    ['too-short', `${' '.repeat(20)}x`],
    ['too-long', 'x'.repeat(3001)],
    ['control-character', 'een vraag met een nul\0'],
    ['control-character', 'een vraag die \u202eomdraait'],
    ['control-character', 'een vraag met een halve \ud83d'],
  ])('refuses a text that is %s: %j', (problem, text) => {
    expect(read({ text })).toEqual(refused({ text: problem }));
  });

  test.each([['x'.repeat(10)], ['x'.repeat(3000)], ['🚲'.repeat(3000)]])(
    'counts characters, not bytes',
    (text) => {
      expect(read({ text })).toMatchObject({ kind: 'question', question: { text } });
    },
  );

  test.each([
    ['too-long', 'x'.repeat(81)],
    ['control-character', 'Ada\r\nBcc: eve@evil.example'],
    ['control-character', 'Ada\u2028Eve'],
    ['control-character', 'Ada\u0007'],
  ])('refuses a name that is %s: %j', (problem, name) => {
    expect(read({ name })).toEqual(refused({ name: problem }));
  });

  test.each([
    ['missing', ' '],
    ['invalid', 'ada@'],
    ['invalid', 'ada@example.org, eve@evil.example'],
    ['unsupported', 'zoë@example.org'],
  ])('refuses an address that is %s: %j', (problem, email) => {
    expect(read({ email })).toEqual(refused({ email: problem }));
  });

  test.each(['brand', 'guest', 'silent', 'left', 'nobody', '', '__proto__'])(
    'asks nothing of %j, who takes no questions',
    (person) => {
      expect(read({ person })).toEqual(refused({ person: 'takes-no-questions' }));
    },
  );

  test('asks an employee until the end of the last day, in the time zone of the hub', () => {
    expect(read({ person: 'leaving' })).toMatchObject({ kind: 'question' });
  });

  test('refuses a language that the hub does not speak', () => {
    expect(read({ language: 'en' }, aHub({ languages: ['nl'] }))).toEqual(
      refused({ language: 'other-language' }),
    );
  });

  test('names all that is wrong at once', () => {
    expect(read({ text: 'kort', name: 'x'.repeat(81), email: 'x', person: 'guest' })).toEqual(
      refused({
        text: 'too-short',
        name: 'too-long',
        email: 'invalid',
        person: 'takes-no-questions',
      }),
    );
  });

  test('never throws, and takes no control character whatever is typed', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(typed, typed, typed, typed, (text, name, email, person) => {
        const outcome = read({ text, name, email, person });
        const taken = read({ text: `${text} een vraag`, name });
        expect(outcome.kind).toBe('refused');
        if (taken.kind !== 'question') return;
        expect(taken.question.text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
        expect(taken.question.name ?? '').not.toMatch(/[\u0000-\u001f\u007f]/);
      }),
    );
  });
});
