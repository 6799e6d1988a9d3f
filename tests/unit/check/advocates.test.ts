import { randomBytes } from 'node:crypto';

import { describe, test } from 'vitest';

import { newRefCode } from '#audience/referral.ts';

import { expectMistake, type Mistake } from '../../support/mistakes.ts';

const person = (refCode: string) => (text: string) =>
  `${text}advocate: { optedInOn: 2026-01-15, platforms: [linkedin], refCode: ${refCode}, disclosure: { nl: Ik werk hier. } }\n`;
const another = `name: Bo Bel
role: { nl: Redacteur }
kind: employee
bio: { nl: Bo fietst. }
photo: { src: ../media/ada.svg, alt: { nl: Bo, en: Bo } }
`;
const code = newRefCode((length) => randomBytes(length));

const mistakes: Record<string, Mistake> = {
  'a code that two people have': {
    files: {
      'content/people/ada.yaml': person('samen'),
      'content/people/bo.yaml': person('samen')(another),
    },
    file: 'content/people/bo.yaml',
    rule: 'people/ref-code',
    line: 'advocate:',
    says: ['"refCode" is "samen", as in content/people/ada.yaml', 'a code of their own'],
  },
  'a code that a subscriber could have': {
    files: { 'content/people/ada.yaml': person(code) },
    file: 'content/people/ada.yaml',
    rule: 'people/ref-code',
    line: 'advocate:',
    says: [`"refCode" is "${code}", which could be the code of a subscriber`, 'take a name'],
  },
};

describe('check reports', () => {
  test.each(Object.entries(mistakes))('%s', async (_, mistake) => {
    await expectMistake(mistake);
  });
});
