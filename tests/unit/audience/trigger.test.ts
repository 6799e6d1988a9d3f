import { describe, expect, test } from 'vitest';

import { triggerMail } from '#audience/lifecycle/trigger-mail.ts';
import { triggerSchema, triggersSchema } from '#hub/trigger.ts';

import { aHub } from '../../support/audience.ts';
import { aTrigger, triggerFields } from '../../support/triggers.ts';

describe('triggerSchema', () => {
  test.each([
    ['no reason', { because: undefined }, 'because'],
    ['a reason that gives none', { because: { nl: 'Dit is een mail van de redactie.' } }, 'omdat'],
    ['a campaign that starts', { on: 'campaign.started' }, 'own'],
    ['a button to another site', { button: { label: { nl: 'Ga' }, page: { nl: '//x.nl/' } } }, '/'],
    ['no end to its mails', { onceInDays: 1 }, '7'],
  ])('refuses a trigger with %s', (_what, changes, says) => {
    const judged = triggerSchema.safeParse({ ...triggerFields, ...changes });
    expect(judged.success).toBe(false);
    expect(JSON.stringify(judged.error?.issues)).toContain(says);
  });

  test('names no two triggers alike', () => {
    expect(triggersSchema.safeParse([triggerFields, triggerFields]).success).toBe(false);
  });
});

describe('triggerMail', () => {
  const parts = {
    hub: aHub(),
    language: 'nl' as const,
    siteUrl: 'https://hub.example',
    link: 'https://hub.example/keuzes/',
    leaveLink: 'https://hub.example/weg/',
  };

  test('says why it comes, brings its page and how to leave, in both parts', () => {
    const mail = triggerMail(aTrigger(), parts);
    expect(mail?.subject).toBe('Waar begin je met lezen?');
    for (const part of [mail?.html, mail?.text]) {
      expect(part).toContain('omdat je je twee weken geleden aanmeldde');
      expect(part).toContain('https://hub.example/artikelen/');
      expect(part).toContain('https://hub.example/weg/');
    }
  });

  test('is none in a language that nobody wrote it in', () => {
    const trigger = aTrigger({ subject: { nl: 'Waar begin je met lezen?' } });
    expect(triggerMail(trigger, { ...parts, language: 'en' })).toBeNull();
  });
});
