import { describe, expect, test } from 'vitest';

import { mimeOf } from '#adapters/mail/mime.ts';
import { alertOf, composeAlert } from '#audience/alert.ts';
import { triggerMail } from '#audience/lifecycle/trigger-mail.ts';
import { quietChoiceMail } from '#audience/lifecycle/quiet-choice-mail.ts';
import type { MailKind } from '#audience/mail.ts';
import {
  alreadySubscribedMail,
  confirmMail,
  preferenceMail,
  welcomeMail,
} from '#audience/service-mails.ts';
import { deliveryMail } from '#papers/delivery-mail.ts';
import { confirmQuestionMail, questionMail } from '#feedback/question-mails.ts';
import { type Language, languages } from '#hub/languages.ts';

import { aHub, ilyas, serverKey } from '../support/audience.ts';
import { aTrigger } from '../support/triggers.ts';
import { aPaper } from '../support/content-builders.ts';
import { aMail } from '../support/mails.ts';
import { aThread } from '../support/questions.ts';

const hub = aHub();
const siteUrl = 'https://a-long-name-of-a-hub.brand.example';
const link = `${siteUrl}/nieuwsbrief/bevestigen/?token=${'t'.repeat(43)}`;
const expiresAt = new Date('2026-11-29T23:30:00Z');
const thread = aThread('ada', { question: { text: 'ë🚲'.repeat(1000) } });

type Words = { subject: string; text: string; html: string | null };

/** The words of every kind of mail that the hub itself writes. */
const words: Record<MailKind, (language: Language) => Words> = {
  confirm: (language) => confirmMail({ hub, language, siteUrl, link, expiresAt, code: '123456' }),
  'already-subscribed': (language) =>
    alreadySubscribedMail({ hub, language, siteUrl, link, choicesUrl: link }),
  welcome: (language) =>
    welcomeMail({ ...partsIn(language), leaveLink: link, passOnLink: `${siteUrl}/en/?via=k7m2` }),
  'preferences-link': (language) => preferenceMail('preferences-link', partsIn(language)),
  'manage-link': (language) => preferenceMail('manage-link', partsIn(language)),
  'confirm-address': (language) => preferenceMail('confirm-address', partsIn(language)),
  'address-change-asked': (language) => preferenceMail('address-change-asked', partsIn(language)),
  goodbye: (language) => preferenceMail('goodbye', partsIn(language)),
  'quiet-choice': (language) => quietChoiceMail({ ...partsIn(language), leaveLink: link }),
  trigger: (language) => {
    const text = triggerMail(aTrigger(), { ...partsIn(language), leaveLink: link });
    if (text === null) throw new Error('it is written in both languages');
    return text;
  },
  'confirm-question': (language) =>
    confirmQuestionMail({ hub, language, siteUrl, person: ilyas, thread, link, expiresAt }),
  alert: (language) =>
    composeAlert(
      {
        ...alertOf('cap', { id: 'a', hub, serverKey, now: expiresAt }),
        payload: { language, reason: 'cap' },
        attempts: 0,
      },
      { hub, siteUrl },
    ),
  'paper-delivery': (language) =>
    deliveryMail({ hub, language, siteUrl, paper: aPaper({ pages: 12 }), link, pageUrl: siteUrl }),
  question: (language) => ({
    ...questionMail({ hub, language, siteUrl, person: ilyas, thread }),
    html: null,
  }),
};

const partsIn = (language: Language) => ({ hub, language, siteUrl, link, choicesUrl: link });

/** Mails to the people of the hub are plain text. */
const forTheHub: ReadonlySet<string> = new Set<MailKind>(['question', 'alert']);

/** What a question itself may take of the mail that brings it. */
const questionBytes = 20_000;

describe.each(languages)('a mail of the service in %s', (language) => {
  test.each(Object.entries(words))('%s is under 20 kB as it is sent', async (kind, wordsIn) => {
    const { subject, text, html } = wordsIn(language);
    const unsubscribeMailto = `mailto:${'l'.repeat(20)}+${'t'.repeat(43)}@brand.example`;
    const bytes = await mimeOf(
      aMail({ subject, text, html, language, unsubscribeUrl: link, unsubscribeMailto }),
    );
    expect(bytes.byteLength).toBeLessThan(20_000 + (kind === 'question' ? questionBytes : 0));
  });

  test.each(Object.entries(words))(
    '%s is text, and HTML where it goes to a reader',
    (kind, wordsIn) => {
      const { text, html } = wordsIn(language);
      expect(text.length).toBeGreaterThan(100);
      if (forTheHub.has(kind)) expect(html).toBeNull();
      else expect(html).toContain('<!doctype html>');
    },
  );
});
