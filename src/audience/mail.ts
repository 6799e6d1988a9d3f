import type { Language } from '#hub/languages.ts';

import type { Address } from './address.ts';

export type SubscriptionMailKind =
  | 'confirm'
  | 'already-subscribed'
  /** Greets who just confirmed. */
  | 'welcome'
  /** Brings the link to one's choices, asked for by typing an address. */
  | 'preferences-link'
  /** Brings the short-lived link to what the hub holds. */
  | 'manage-link'
  /** Asks the owner of a new address whether mail may come there. */
  | 'confirm-address'
  /** Tells the present address that another one was named. */
  | 'address-change-asked'
  /** Asks who has been quiet for long whether to pause, get less or stop. */
  | 'quiet-choice'
  /** Written by editors, for who did something; see `hub/trigger.ts`. */
  | 'trigger'
  /** Tells who left by a link that they did: the link may have been forwarded. */
  | 'goodbye';

export type QuestionMailKind =
  /** Asks whoever owns the address whether the question was theirs. */
  | 'confirm-question'
  /** Brings a question to the editors. */
  | 'question';

/** Brings a paper to whoever asked for it. */
export type PaperMailKind = 'paper-delivery';

/** Tells the hub's owner that something needs attention. */
export type AlertMailKind = 'alert';

/** The mails that the hub itself writes. */
export type MailKind = SubscriptionMailKind | QuestionMailKind | PaperMailKind | AlertMailKind;

/** A mail's words, for any transport. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail to exactly one mailbox. */
export interface OutgoingMail extends Omit<MailText, 'html'> {
  /** Stable for one mail however often it is tried; becomes its Message-ID. */
  readonly id: string;
  readonly kind: MailKind | 'test';
  readonly createdAt: Date;
  readonly language: Language;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  /** Where an answer goes, when not to the sender. */
  readonly replyTo: string | null;
  /** `null` for a mail that is plain text only. */
  readonly html: string | null;
  /** The one link that the mail is about. */
  readonly link: string;
  /** Where one click unsubscribes (RFC 8058); `null` while the recipient is no subscriber. */
  readonly unsubscribeUrl: string | null;
  /** Where a mail unsubscribes, as a `mailto:` address; only beside `unsubscribeUrl`. */
  readonly unsubscribeMailto?: string;
  /** Where the mail comes back to, when not to the sender; the envelope alone names it. */
  readonly returnPath?: string;
}

export type SendOutcome =
  /** `file` names what a mailer wrote instead of sending. */
  | { readonly kind: 'sent'; readonly file: string | null }
  /** The receiving side refuses for good. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The receiving side asks to come back later. */
  | { readonly kind: 'deferred'; readonly reason: string }
  /** Our own side fails (network, name, TLS, password): no fault of this mail. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** The receiving side has every byte, but its answer was lost: it may have taken the mail. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface KeptMail {
  readonly name: string;
  readonly mailId: string;
  readonly createdAt: Date;
}

/** Takes mails out of the hub. A reason never holds an address or a token; only an impossible mail is thrown. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<SendOutcome>;
  /** The mails that the mailer itself keeps, such as those written to files. */
  listKept(): Promise<readonly KeptMail[]>;
  /** Removes kept mails by name; one that is gone already is no problem. */
  removeKept(names: readonly string[]): Promise<void>;
  /** Removes the kept mails to or about an address. */
  forgetAddress(address: Address): Promise<void>;
  close(): Promise<void>;
}
