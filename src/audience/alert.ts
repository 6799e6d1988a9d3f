import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import type { MailText, OutgoingMail } from './mail.ts';
import type { ClaimedMail, QueuedMail } from './outbox.ts';
import { hashAddress } from './tokens.ts';

/** Why the hub began to ask for proof of work: no place for a mail was free, or too many mails stayed unanswered. */
export type Alarm = 'cap' | 'unanswered';

/** The mail that tells the hub's owner; there is one a day at most, whatever happens. */
export function alertOf(
  reason: Alarm,
  { id, hub, serverKey, now }: { id: string; hub: Hub; serverKey: Uint8Array; now: Date },
): QueuedMail<'alert'> {
  return {
    id,
    kind: 'alert',
    key: `alert:${now.toISOString().slice(0, 10)}`,
    addressHash: hashAddress(serverKey, hub.organisation.email.toLowerCase()),
    createdAt: now,
    payload: { language: hub.languages[0] ?? 'nl', reason },
  };
}

/** Writes the mail that {@link alertOf} queued: plain text, and nothing that a visitor typed. */
export function composeAlert(
  { id, createdAt, payload }: ClaimedMail<'alert'>,
  { hub, siteUrl }: { hub: Hub; siteUrl: string },
): OutgoingMail {
  const { language, reason } = payload;
  const { subject, text } = words[language]({
    hub: hub.name,
    siteUrl,
    perHour: hub.newsletter.confirmMailsPerHour,
    // Written by this service's own earlier version at worst, so that any other reason reads as this one.
    isCap: reason === 'cap',
  });
  return {
    ...{ id, kind: 'alert', createdAt, language, subject, text },
    from: hub.newsletter.sender,
    to: hub.organisation.email,
    replyTo: null,
    html: null,
    link: siteUrl,
    unsubscribeUrl: null,
  };
}

interface AlertWords {
  readonly hub: string;
  readonly siteUrl: string;
  readonly perHour: number;
  readonly isCap: boolean;
}

const words = {
  nl: ({ hub, siteUrl, perHour, isCap }) => ({
    subject: `${hub}: ongewoon veel aanmeldingen`,
    text: `${
      isCap
        ? `Op ${siteUrl} werden zo veel formulieren ingevuld dat het maximum van ${perHour} mails per uur is bereikt. De mails daarboven wachten op hun beurt; er gaat niets verloren.`
        : `Op ${siteUrl} worden veel mailadressen ingevuld die daarna niemand bevestigt. Dat kan misbruik zijn: iemand laat je hub dan mail sturen aan mensen die er niet om vroegen.`
    }

De hub vraagt browsers nu om een rekensommetje voordat een formulier telt. Bezoekers merken daar weinig van en het houdt vanzelf op als het weer rustig is.

Je hoeft niets te doen. Verwacht je drukte, bijvoorbeeld na een optreden? Verhoog dan confirmMailsPerHour in content/hub.yaml, tot wat je mailprovider toestaat.

Je krijgt dit bericht hooguit één keer per dag.
`,
  }),
  en: ({ hub, siteUrl, perHour, isCap }) => ({
    subject: `${hub}: unusually many sign-ups`,
    text: `${
      isCap
        ? `So many forms were filled in on ${siteUrl} that the maximum of ${perHour} mails an hour has been reached. The mails above it wait for their turn; nothing is lost.`
        : `Many addresses are being typed into the forms on ${siteUrl} that nobody confirms afterwards. That may be abuse: somebody makes your hub mail people who never asked for it.`
    }

The hub now asks browsers to solve a small sum before a form counts. Visitors hardly notice, and it ends by itself once things are calm again.

There is nothing you need to do. Expecting a crowd, after a talk for example? Then raise confirmMailsPerHour in content/hub.yaml, up to what your mail provider allows.

You get this message once a day at most.
`,
  }),
} as const satisfies Record<Language, (given: AlertWords) => Pick<MailText, 'subject' | 'text'>>;
