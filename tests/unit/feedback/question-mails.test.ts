import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { confirmQuestionMail, questionMail } from '#feedback/question-mails.ts';
import { languages } from '#hub/languages.ts';

import { aHub, ilyas } from '../../support/audience.ts';
import { aThread } from '../../support/questions.ts';

const siteUrl = 'http://localhost:4321';
const link = `${siteUrl}/vraag/bevestigen/?token=${'t'.repeat(43)}`;
const expiresAt = new Date('2026-11-29T23:30:00Z');
const parts = { hub: aHub(), siteUrl, person: ilyas, thread: aThread() };

describe.each(languages)('confirmQuestionMail in %s', (language) => {
  const mail = confirmQuestionMail({ ...parts, language, link, expiresAt });

  test('holds the link in both parts, names the person and the last day', () => {
    expect(mail.subject).toContain('Ilyas Naafdop');
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain(link);
      expect(part).toContain('Ilyas Naafdop');
      expect(part).toContain(language === 'nl' ? '30 november 2026' : '30 November 2026');
    }
  });

  test('says that ignoring it is enough', () => {
    expect(mail.text).toMatch(
      language === 'nl'
        ? /Was jij dit niet\? Dan hoef je niets te doen/
        : /Not you\? Then there is nothing to do/,
    );
  });

  test('is the same whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, name) => {
        const thread = aThread('ada', { question: { text, name } });
        expect(confirmQuestionMail({ ...parts, thread, language, link, expiresAt })).toEqual(mail);
      }),
    );
  });
});

describe('questionMail', () => {
  test('says who asks, how to answer, what was promised, and ends with the question as typed', () => {
    const thread = aThread('ada', { question: { name: 'Ada & <i>Co</i>' } });
    expect(questionMail({ ...parts, thread, language: 'nl' })).toEqual({
      subject: 'Vraag voor Ilyas Naafdop',
      text: `Vraag voor Ilyas Naafdop

Van: Ada & <i>Co</i>
Antwoorden: beantwoord deze mail, dan gaat je antwoord naar ada@example.org. Dat adres is bevestigd.
Beloofd op de site: meestal binnen 48 uur.
Gesteld op: http://localhost:4321/mensen/ilyas-naafdop/

De vraag, zoals ze is getypt:

Kraakt 't? -- ï é ĳ 🚲
<b>vet</b>
`,
    });
  });

  test('promises nothing for a person who left, and names the id', () => {
    const mail = questionMail({ ...parts, person: null, language: 'en' });
    expect(mail.subject).toBe('Question for ilyas-naafdop');
    expect(mail.text).toContain('someone who gave no name');
    expect(mail.text).not.toContain('Promised');
  });

  test('has nothing of the visitor’s in its subject', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, name) => {
        const thread = aThread('ada', { question: { text, name } });
        const mail = questionMail({ ...parts, thread, language: 'nl' });
        expect(mail.subject).toBe('Vraag voor Ilyas Naafdop');
        expect(mail.text.endsWith(`\n\n${text}\n`)).toBe(true);
      }),
    );
  });
});
