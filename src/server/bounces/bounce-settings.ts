import path from 'node:path';

import { z } from 'zod';

import { isMailboxForTokens } from '#audience/unsubscribe-mail.ts';

/** Where reports of mail that came back are found. */
export interface BounceSettings {
  readonly mailbox?: BounceMailboxSettings;
  /** The address of the mailbox, also where only a provider reads it. */
  readonly address?: string;
  readonly providers: ProviderSettings;
}

export interface BounceMailboxSettings {
  /** Mails are sent from it, each with a token of its own behind a `+`. */
  readonly address: string;
  readonly place: { readonly maildir: string } | { readonly imapUrl: string };
}

/** What each provider proves itself with; one without is not listened to. */
export interface ProviderSettings {
  readonly ses?: { readonly topicArn: string };
  readonly postmark?: { readonly login: string };
  readonly mailgun?: { readonly signingKey: string };
}

// Each message says what to write, as in environment.ts.
export const bounceVariables = {
  BOUNCE_MAILBOX: z
    .string()
    .refine(
      isMailboxForTokens,
      'an address of your own with at most 20 characters before the @, for example BOUNCE_MAILBOX=b@bounce.brand.example',
    )
    .optional(),
  BOUNCE_MAILDIR: z.string().optional(),
  BOUNCE_IMAP_URL: z
    .url({
      protocol: /^imaps?$/,
      hostname: /./,
      error:
        'imaps:// and a mailbox, for example BOUNCE_IMAP_URL=imaps://user:password@mail.example/INBOX',
    })
    .optional(),
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
  SES_TOPIC_ARN: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
      'the topic of SNS that SES reports to, for example SES_TOPIC_ARN=arn:aws:sns:eu-west-1:123456789012:bounces',
    )
    .optional(),
  POSTMARK_LOGIN: z
    .string()
    .regex(
      /^[^:\s]+:\S{16,}$/,
      'a name, a colon and at least 16 random characters, as in the address of the webhook, for example POSTMARK_LOGIN=postmark:…',
    )
    .optional(),
  MAILGUN_SIGNING_KEY: z
    .string()
    .min(16, 'the HTTP webhook signing key of Mailgun, at least 16 characters')
    .optional(),
};

type Variables = Readonly<{ [Name in keyof typeof bounceVariables]?: string | undefined }>;

/** The settings in `variables`, and lines that say what to do where they do not fit together. */
export function bouncesOf(variables: Variables): { bounces: BounceSettings; problems: string[] } {
  const { SES_TOPIC_ARN, POSTMARK_LOGIN, MAILGUN_SIGNING_KEY } = variables;
  const providers: ProviderSettings = {
    ...(SES_TOPIC_ARN !== undefined && { ses: { topicArn: SES_TOPIC_ARN } }),
    ...(POSTMARK_LOGIN !== undefined && { postmark: { login: POSTMARK_LOGIN } }),
    ...(MAILGUN_SIGNING_KEY !== undefined && { mailgun: { signingKey: MAILGUN_SIGNING_KEY } }),
  };
  const { mailbox, problems } = mailboxOf(variables, Object.keys(providers).length > 0);
  const address = variables.BOUNCE_MAILBOX;
  return {
    bounces: { ...(address !== undefined && { address }), ...(mailbox && { mailbox }), providers },
    problems,
  };
}

function mailboxOf(
  { BOUNCE_MAILBOX: address, BOUNCE_MAILDIR: maildir, BOUNCE_IMAP_URL: imapUrl }: Variables,
  isHeardOtherwise: boolean,
): { mailbox?: BounceMailboxSettings; problems: string[] } {
  if (maildir !== undefined && imapUrl !== undefined) {
    return {
      problems: [
        'BOUNCE_MAILDIR and BOUNCE_IMAP_URL are both set; write one: where BOUNCE_MAILBOX is read',
      ],
    };
  }
  const isRead = maildir !== undefined || imapUrl !== undefined;
  if (!isRead && (address === undefined || isHeardOtherwise)) return { problems: [] };
  if (address === undefined) {
    return { problems: ['BOUNCE_MAILBOX is not set; write the address that is read'] };
  }
  if (maildir !== undefined) {
    return { mailbox: { address, place: { maildir: path.resolve(maildir) } }, problems: [] };
  }
  if (imapUrl !== undefined) return { mailbox: { address, place: { imapUrl } }, problems: [] };
  return {
    problems: [
      'BOUNCE_MAILBOX is set, but nobody reads it; write BOUNCE_MAILDIR or BOUNCE_IMAP_URL',
    ],
  };
}
