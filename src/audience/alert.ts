import type { Hub } from '#hub/hub.ts';
import type { Language } from '#hub/languages.ts';

import type { MailText, OutgoingMail } from './mail.ts';
import type { ClaimedMail, QueuedMail } from './outbox.ts';
import { hashAddress } from './tokens.ts';

/** Why the hub began to ask for proof of work: no place for a mail was free, or too many mails stayed unanswered. */
export type Alarm = 'cap' | 'unanswered';

/** Why mail comes back that nobody but the sender is to blame for. */
export type Refused = 'refused' | 'unwelcome';

/** The mail that tells the hub's owner; there is one a day at most of either kind, whatever happens. */
export function alertOf(
  reason: Alarm | Refused,
  { id, hub, serverKey, now, status }: AlertContext,
): QueuedMail<'alert'> {
  return {
    id,
    kind: 'alert',
    key: `alert:${isRefused(reason) ? `${reason}:` : ''}${now.toISOString().slice(0, 10)}`,
    addressHash: hashAddress(serverKey, hub.organisation.email.toLowerCase()),
    createdAt: now,
    payload: { language: hub.languages[0] ?? 'nl', reason, ...(status && { code: status }) },
  };
}

export interface AlertContext {
  readonly id: string;
  readonly hub: Hub;
  readonly serverKey: Uint8Array;
  readonly now: Date;
  /** The enhanced status code that mail was refused with, where it was. */
  readonly status?: string | null;
}

function isRefused(reason: string): reason is Refused {
  return reason === 'refused' || reason === 'unwelcome';
}

/** Writes the mail that {@link alertOf} queued: plain text, and nothing that a visitor typed. */
export function composeAlert(
  { id, createdAt, payload }: ClaimedMail<'alert'>,
  { hub, siteUrl }: { hub: Hub; siteUrl: string },
): OutgoingMail {
  const { language, reason, code = '' } = payload;
  const { subject, text } = isRefused(reason)
    ? refusedWords[language]({ hub: hub.name, status: code, isStopped: reason === 'unwelcome' })
    : words[language]({
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

interface RefusedWords {
  readonly hub: string;
  /** Digits and dots; empty where none was given. */
  readonly status: string;
  readonly isStopped: boolean;
}

const refusedWords = {
  nl: ({ hub, status, isStopped }) => ({
    subject: isStopped
      ? `${hub}: het versturen van de nieuwsbrief is gestopt`
      : `${hub}: een mailserver weigert je nieuwsbrief`,
    text: `Een mailserver weigert mail van je hub${status && ` (code ${status})`}. Dat ligt aan de afzender of de inhoud, niet aan de ontvangers: niemand is daarom van de lijst gehaald.

${
  isStopped
    ? 'Deze weigering geldt voor het hele nummer, dus het versturen is gestopt. Wie nog niets kreeg, krijgt het nummer zodra je verdergaat.'
    : 'Het versturen gaat door. Gebeurt dit vaak, dan belandt je mail ook elders in de map met ongewenste mail.'
}

Wat je kunt doen: voer npm run doctor uit, die zegt wat er ontbreekt aan SPF, DKIM en DMARC. Staat daar alles goed, ${status === '' ? 'lees dan wat de server antwoordde (npm run issue -- status met de naam van het nummer) en leg dat voor aan wie je mailserver beheert' : 'vraag dan aan wie je mailserver beheert wat de code betekent'}.

Je krijgt dit bericht hooguit één keer per dag.
`,
  }),
  en: ({ hub, status, isStopped }) => ({
    subject: isStopped
      ? `${hub}: sending the newsletter has stopped`
      : `${hub}: a mail server refuses your newsletter`,
    text: `A mail server refuses mail of your hub${status && ` (code ${status})`}. The sender or the content is the reason, not the recipients: nobody was taken off the list because of it.

${
  isStopped
    ? 'It would refuse the whole issue, so sending has stopped. Whoever has nothing yet gets the issue once you go on.'
    : 'Sending goes on. If this happens often, your mail will end up among the unwanted mail elsewhere too.'
}

What you can do: run npm run doctor, which says what is missing of SPF, DKIM and DMARC. If all is well there, ${status === '' ? 'read what the server answered (npm run issue -- status with the name of the issue) and show it to whoever runs your mail server' : 'ask whoever runs your mail server what the code means'}.

You get this message once a day at most.
`,
  }),
} as const satisfies Record<Language, (given: RefusedWords) => Pick<MailText, 'subject' | 'text'>>;
