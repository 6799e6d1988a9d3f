import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { composeAlert } from '#audience/alert.ts';
import { refusalAlert } from '#server/bounces/refusal-alert.ts';

import { aHub, serverKey } from '../../support/audience.ts';
import { now } from '../../support/store-rows.ts';

const hub = aHub();
const refused = { judgement: 'ours', status: '5.7.1', stopsIssue: false, source: 'ses' } as const;

describe('the mail about refusals', () => {
  const alert = refusalAlert({ hub, serverKey, random: randomBytes, clock: () => now });
  const write = (bounce: Parameters<typeof alert>[0]) =>
    composeAlert({ ...alert(bounce), attempts: 0 }, { hub, siteUrl: 'https://hub.example' });

  test('goes to the brand, names the code and says that nobody is to blame', () => {
    const mail = write(refused);
    expect(mail.to).toBe(hub.organisation.email);
    expect(mail.text).toContain('(code 5.7.1)');
    expect(mail.text).toContain('niemand is daarom van de lijst gehaald');
    expect(mail.text).toContain('Het versturen gaat door');
  });

  test('says so when it stopped the issue', () => {
    const mail = write({ ...refused, status: '5.7.515', stopsIssue: true });
    expect(mail.subject).toContain('gestopt');
    expect(mail.text).toContain('(code 5.7.515)');
  });

  test('comes once a day of either kind', () => {
    const keys = [refused, refused, { ...refused, stopsIssue: true }].map((one) => alert(one).key);
    expect(new Set(keys).size).toBe(2);
  });

  test('says nothing of a code where there is none', () => {
    const { text } = write({ ...refused, status: null });
    expect(text).not.toContain('code');
    expect(text).toContain('lees dan wat de server antwoordde');
  });
});
