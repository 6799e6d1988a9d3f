import { issueMail, type IssueSender } from '#adapters/mail/issue-mail.ts';
import type { ReadyMail } from '#adapters/mail/issue-lane.ts';
import {
  type IssueHeaders,
  type IssueTemplate,
  templateOf,
} from '#adapters/mail/issue-template.ts';
import { monthlyPreferencesToken } from '#audience/access.ts';
import { tokenLink } from '#audience/links.ts';
import type { Subscriber } from '#audience/store.ts';
import { hashAddress, unsubscribeToken } from '#audience/tokens.ts';
import { unsubscribeMailto } from '#audience/unsubscribe-mail.ts';
import type { ClaimedDelivery } from '#newsletter/delivery-store.ts';
import { followToken, readerFragment } from '#newsletter/follow-token.ts';
import { bounceAddressOf } from '#newsletter/mail-id.ts';
import type { IssueMessage } from '#newsletter/message.ts';

export type PreparedMail =
  | { readonly kind: 'ready'; readonly mail: ReadyMail; readonly content: string }
  /** The person is gone or is no subscriber any more. */
  | { readonly kind: 'unwanted'; readonly reason: string }
  /** It can be sent to nobody. */
  | { readonly kind: 'impossible'; readonly reason: string };

export type PrepareMail = (claimed: ClaimedDelivery) => Promise<PreparedMail>;

export interface PrepareOptions {
  /** The words of a composition of the issue. */
  readonly compose: (composition: string) => Promise<IssueMessage>;
  /** Why this person gets it, in their language. */
  readonly reasonOf: (subscriber: Subscriber) => string;
  readonly headers: IssueHeaders;
  readonly sender: IssueSender;
  /** Where bounces come back to; without it to the sender. */
  readonly bounceMailbox?: string | undefined;
  /** The address that unsubscribes by mail. */
  readonly unsubscribeMailbox?: string | undefined;
  readonly siteUrl: string;
  readonly serverKey: Uint8Array;
  /** When the issue was begun: the same for every process that sends it. */
  readonly createdAt: Date;
}

/** So many compositions are kept encoded; a written issue has one. */
const maxTemplates = 64;

/** Makes each recipient's mail of what is encoded once. */
export function mailPreparer(options: PrepareOptions): PrepareMail {
  const { compose, headers, sender, createdAt, serverKey, siteUrl } = options;
  const templates = new Map<string, Promise<IssueTemplate>>();

  function templateFor(composition: string): Promise<IssueTemplate> {
    const known =
      templates.get(composition) ??
      compose(composition).then((message) => templateOf(message, headers));
    // A Map keeps the order of insertion: the first was longest not asked for.
    templates.delete(composition);
    templates.set(composition, known);
    const [oldest] = templates.keys();
    if (templates.size > maxTemplates && oldest !== undefined) templates.delete(oldest);
    return known;
  }

  return async ({ subscriber, composition, mailId }) => {
    if (subscriber?.subscription.state !== 'confirmed') {
      return { kind: 'unwanted', reason: subscriber ? 'left' : 'gone' };
    }
    const template = await templateFor(composition);
    const { mailbox } = subscriber.address;
    const { id: subscriptionId, language, measure } = subscriber.subscription;
    const token = unsubscribeToken(serverKey, subscriptionId);
    const mails = { subscriptionId, addressHash: hashAddress(serverKey, subscriber.address.key) };
    const recipient = {
      mailId,
      to: mailbox,
      words: {
        unsubscribe: token,
        preferences: monthlyPreferencesToken(serverKey, { ...mails, now: createdAt }).text,
        reason: options.reasonOf(subscriber),
        reader: measure ? readerFragment(followToken(serverKey, mailId)) : '',
      },
      unsubscribeUrl: tokenLink('unsubscribe', { siteUrl, language, token }),
      unsubscribeMailto:
        options.unsubscribeMailbox && unsubscribeMailto(options.unsubscribeMailbox, token),
    };
    const bytes = mailOf(template, recipient, sender);
    if (bytes === null) return { kind: 'impossible', reason: 'address' };
    const from =
      options.bounceMailbox === undefined
        ? headers.from.address
        : bounceAddressOf(options.bounceMailbox, mailId);
    const mail = { mailId, envelope: { from, to: [mailbox] as const }, bytes, createdAt };
    return { kind: 'ready', mail, content: template.content };
  };
}

function mailOf(...args: Parameters<typeof issueMail>): Buffer | null {
  try {
    return issueMail(...args);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
