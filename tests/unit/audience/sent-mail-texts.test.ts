import { expect, test } from 'vitest';

import type { HeldMail } from '#audience/held-data.ts';
import { sentMailText } from '#audience/sent-mail-texts.ts';

import { now } from '../../support/store-rows.ts';

const issue: HeldMail = {
  ...{ kind: 'issue nl/2026-11-18', state: 'sent', queuedAt: now, finishedAt: now },
  outcomes: [],
};
const bounced = { kind: 'bounced', at: now, judgement: 'soft', status: '4.2.2' } as const;

test.each([
  [issue, 'Brief van 18 november 2026', 'bezorgd bij je mailserver'],
  [{ ...issue, kind: 'issue digest/2026-11-22' }, 'Overzicht van 22 november 2026', 'bezorgd'],
  [{ ...issue, outcomes: [bounced] }, 'Brief', 'kwam terug'],
  [{ ...issue, outcomes: [bounced, { ...bounced, kind: 'complained' }] }, 'Brief', 'gemeld'],
  [{ ...issue, state: 'excluded' }, 'Brief', 'niet verstuurd'],
  [{ ...issue, kind: 'welcome', state: 'queued' }, 'Welkom', 'gaat nog op weg'],
] as const)('%o is told as a reader knows it', (mail, what, became) => {
  const told = sentMailText(mail, 'nl');
  expect(told.what).toContain(what);
  expect(told.became).toContain(became);
  expect(told.why).toMatch(/^Want je /);
});
