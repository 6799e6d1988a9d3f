import { describe, expect, test } from 'vitest';

import { referralTextsIn } from '#audience/referral-texts.ts';
import { alreadySubscribedMail, confirmMail, welcomeMail } from '#audience/service-mails.ts';
import { languages } from '#hub/languages.ts';

import { aHub } from '../../support/audience.ts';

const siteUrl = 'http://localhost:4321';
const link = `${siteUrl}/nieuwsbrief/bevestigen/?token=${'t'.repeat(43)}`;
const expiresAt = new Date('2026-11-29T23:30:00Z');

describe.each(languages)('confirmMail in %s', (language) => {
  const hub = aHub();
  const mail = confirmMail({ hub, language, siteUrl, link, expiresAt });

  test('holds the link in both parts', () => {
    expect(mail.text).toContain(link);
    expect(mail.html.split(link)).toHaveLength(3);
  });

  test('shows what comes, what is agreed to, and that ignoring it is enough', () => {
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain(hub.newsletter.promise[language]);
      expect(part).toContain(hub.newsletter.consent[language]);
      expect(part).toMatch(
        language === 'nl'
          ? /Was jij dit niet\? Dan hoef je niets te doen/
          : /Not you\? Then there is nothing to do/,
      );
    }
  });

  test('names its last day in the time zone of the hub', () => {
    expect(mail.text).toContain(language === 'nl' ? '30 november 2026' : '30 November 2026');
  });

  test('says its language, has one heading, and loads nothing', () => {
    expect(mail.html).toContain(`<html lang="${language === 'nl' ? 'nl-NL' : 'en-GB'}" dir="ltr">`);
    expect(mail.html.match(/<h1/g)).toHaveLength(1);
    expect(mail.html).not.toMatch(/<(img|script|link|style|iframe|form)|@import|url\(/i);
  });

  test('is smaller than 20 kB', () => {
    expect(Buffer.byteLength(mail.html) + Buffer.byteLength(mail.text)).toBeLessThan(20_000);
  });

  test('writes the name of the hub as text, never as markup', () => {
    expect(mail.html).toContain('Radijs &amp; Zn');
    expect(mail.text).toContain('Radijs & Zn');
    const hostile = aHub({ name: '<img src=x onerror=alert(1)>' });
    expect(confirmMail({ hub: hostile, language, siteUrl, link, expiresAt }).html).not.toContain(
      '<img',
    );
  });
});

describe.each(languages)('alreadySubscribedMail in %s', (language) => {
  const mail = alreadySubscribedMail({ hub: aHub(), language, siteUrl, link });

  test('says that nothing changed and how to leave', () => {
    expect(mail.subject).toContain(
      language === 'nl' ? 'Je krijgt De Werkbank al' : 'You already receive The Workbench',
    );
    expect(mail.text).toContain(link);
    expect(mail.html).toContain(link);
  });
});

describe.each(languages)('welcomeMail in %s', (language) => {
  const parts = { hub: aHub(), language, siteUrl, link, leaveLink: `${link}&leave` };
  const passOnLink = `${siteUrl}/?via=k7m2`;

  test('gives the link to pass on in both parts, below what the reader may choose', () => {
    const mail = welcomeMail({ ...parts, passOnLink });
    const { title, text } = referralTextsIn(language);
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain(title);
      expect(part).toContain(text);
      expect(part.indexOf(passOnLink)).toBeGreaterThan(part.indexOf(link));
    }
    expect(mail.html).toContain(`<a href="${passOnLink}"`);
  });

  test('says nothing of passing on to who has no link yet', () => {
    const mail = welcomeMail({ ...parts, passOnLink: null });
    expect(mail.text + mail.html).not.toContain(referralTextsIn(language).title);
  });
});
