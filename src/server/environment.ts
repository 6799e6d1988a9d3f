import path from 'node:path';

import { z } from 'zod';

import type { DkimKey } from '#adapters/mail/dkim.ts';
import { isMailboxForTokens } from '#audience/unsubscribe-mail.ts';
import { daySchema } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';

import { type BounceSettings, bouncesOf, bounceVariables } from './bounces/bounce-settings.ts';
import { dkimKeyOf } from './dkim-settings.ts';
import { webhookOf, type WebhookSettings } from './webhook-settings.ts';

/** Everything the environment decides. Nothing else in Freehold reads `process.env`. */
export interface Environment {
  /** `PORT`; 0 takes any free one. */
  readonly port: number;
  /** `HOST`: `localhost` listens on this machine only, `0.0.0.0` or `::` on every address. */
  readonly host: string;
  /** `FREEHOLD_ROOT`: the absolute folder that holds `content/`, `public/` and `dist/`. */
  readonly hubRoot: string;
  /** `FREEHOLD_DATA`: the absolute folder of the store and the outbox. */
  readonly dataDir: string;
  /** `DATABASE_URL`: the PostgreSQL database of the store; without it the store is a file in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** `SMTP_URL`: where mail is handed over; without it mail is written to the outbox folder. */
  readonly smtpUrl: string | undefined;
  /** `DKIM_DOMAIN`, `DKIM_SELECTOR` and `DKIM_KEY_FILE` or `DKIM_PRIVATE_KEY`: with what mail sent by SMTP is signed. */
  readonly dkim: DkimKey | undefined;
  /** `DKIM_KEY_FILE`: where the key came from. */
  readonly dkimKeyFile: string | undefined;
  /** `UNSUBSCRIBE_MAILBOX` and `MAILDIR`: an address whose mail unsubscribes, and the folder it is delivered to. */
  readonly unsubscribeMailbox: UnsubscribeMailbox | undefined;
  /** `BOUNCE_MAILBOX`: the envelope sender of mails; each mail bounces to an address of its own below it. */
  readonly bounceMailbox: string | undefined;
  /** `BOUNCE_MAILBOX` and where it is read, `SES_…`, `POSTMARK_…`, `MAILGUN_…`: who tells of mail that came back. */
  readonly bounces: BounceSettings;
  /** `WEBHOOK_URL`, `WEBHOOK_SECRET`, `WEBHOOK_ADDRESS`: where another system is told what happens to subscriptions. */
  readonly webhook: WebhookSettings | undefined;
  /** `FREEHOLD_URL`: the origin of mailed links; see {@link publicOrigin}. */
  readonly url: string | undefined;
  /** `FREEHOLD_SECRET`: key of derived tokens and keyed hashes. */
  readonly secret: string | undefined;
  /** `FREEHOLD_PASSPHRASE`: seals the server key in an export, and opens it. */
  readonly passphrase: string | undefined;
  /** `FREEHOLD_AS_OF`: the day the site shows, instead of today. */
  readonly asOf: string | undefined;
  /** `FREEHOLD_PREVIEW`: drafts, reviews and scheduled articles are shown, marked. */
  readonly preview: boolean;
  /** `TRUSTED_PROXIES`: how many proxies in front of the host may be believed about the visitor. */
  readonly trustedProxies: number;
  /** `FREEHOLD_CRASH_AT`: the store call at which this process kills itself. For tests of what a crash leaves behind. */
  readonly crashAt: number | undefined;
}

/** Where people can unsubscribe by mail. */
export interface UnsubscribeMailbox {
  readonly address: string;
  /** The absolute maildir folder that the mail server delivers to. */
  readonly maildir: string;
}

/** The environment holds a value that cannot be used: the message has one line for each. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** The environment of this process. Throws {@link EnvironmentError}. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new EnvironmentError(linesAbout(parsed.error, given).join('\n'));

  const { data } = parsed;
  const { key: dkim, problems } = dkimKeyOf(data);
  const { webhook, problems: webhookProblems } = webhookOf(data);
  const { bounces, problems: bounceProblems } = bouncesOf(data);
  problems.push(...webhookProblems, ...bounceProblems);
  if (data.FREEHOLD_CRASH_AT && data.SMTP_URL) {
    problems.push(
      'FREEHOLD_CRASH_AT kills the hub, and SMTP_URL says that it mails people; unset one',
    );
  }
  if (problems.length > 0) throw new EnvironmentError(problems.join('\n'));
  return {
    port: data.PORT,
    host: data.HOST,
    hubRoot: path.resolve(data.FREEHOLD_ROOT),
    dataDir: path.resolve(data.FREEHOLD_ROOT, data.FREEHOLD_DATA),
    databaseUrl: data.DATABASE_URL,
    smtpUrl: data.SMTP_URL,
    dkim,
    dkimKeyFile: data.DKIM_KEY_FILE,
    unsubscribeMailbox: mailboxOf(data),
    bounceMailbox: data.BOUNCE_MAILBOX,
    bounces,
    webhook,
    url: data.FREEHOLD_URL,
    secret: data.FREEHOLD_SECRET,
    passphrase: data.FREEHOLD_PASSPHRASE,
    asOf: data.FREEHOLD_AS_OF,
    preview: data.FREEHOLD_PREVIEW,
    trustedProxies: data.TRUSTED_PROXIES,
    crashAt: data.FREEHOLD_CRASH_AT,
  };
}

/**
 * The origin that mailed links begin with: what `FREEHOLD_URL` says; else the brand's own domain
 * once mail is really sent; else the running hub, so that a link in the outbox folder opens it.
 */
export function publicOrigin(
  { url, smtpUrl, port }: Pick<Environment, 'url' | 'smtpUrl' | 'port'>,
  { site }: Pick<Hub, 'site'>,
): string {
  return url ?? (smtpUrl === undefined ? `http://localhost:${port}` : site);
}

const domainPattern = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;

// Each message says what to write; the sentence before it names the variable and its value.
const variables = z.object({
  PORT: wholeNumber(65_535, 'a port number from 0 to 65535, for example PORT=4321').default(4321),
  HOST: z
    .string()
    .regex(
      /^[\w.:-]+$/,
      'localhost, 0.0.0.0 or an address of this machine, for example HOST=0.0.0.0',
    )
    .default('localhost'),
  FREEHOLD_ROOT: folder('the folder of the hub, for example FREEHOLD_ROOT=/srv/hub').default('.'),
  FREEHOLD_DATA: folder('a folder, for example FREEHOLD_DATA=/var/lib/freehold').default('data'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(?:ql)?$/,
      hostname: /./,
      error:
        'postgres:// and a database, for example DATABASE_URL=postgres://user:password@db.example/freehold',
    })
    .optional(),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      hostname: /./,
      error:
        'smtp:// or smtps:// and a server, for example SMTP_URL=smtps://user:password@mail.example:465',
    })
    .optional(),
  // RFC 6376 §3.1: a selector is a name in the DNS, like a domain
  DKIM_DOMAIN: z
    .string()
    .regex(domainPattern, 'the domain of your sender, for example DKIM_DOMAIN=brand.example')
    .optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i,
      'a name for the key, for example DKIM_SELECTOR=hub1',
    )
    .optional(),
  DKIM_KEY_FILE: folder(
    'the file of the key, for example DKIM_KEY_FILE=/etc/freehold/dkim.pem',
  ).optional(),
  DKIM_PRIVATE_KEY: z.string().optional(),
  UNSUBSCRIBE_MAILBOX: z
    .string()
    .refine(
      isMailboxForTokens,
      'an address of your own with at most 20 characters before the @, for example UNSUBSCRIBE_MAILBOX=leave@brand.example',
    )
    .optional(),
  MAILDIR: folder(
    'the folder that the mail server delivers UNSUBSCRIBE_MAILBOX to, for example MAILDIR=/var/mail/leave',
  ).optional(),
  ...bounceVariables,
  WEBHOOK_URL: z
    .url({
      protocol: /^https?$/,
      hostname: /./,
      error: 'where notices go, for example WEBHOOK_URL=https://crm.example/hooks/freehold',
    })
    .optional(),
  WEBHOOK_SECRET: z.string().optional(),
  WEBHOOK_ADDRESS: flag('1 or 0, for example WEBHOOK_ADDRESS=1'),
  FREEHOLD_URL: z
    .string()
    .refine(isWebOrigin, 'an origin without a path, for example FREEHOLD_URL=https://hub.example')
    .transform((url) => new URL(url).origin)
    .optional(),
  FREEHOLD_SECRET: z
    .string()
    .min(32, 'at least 32 random characters, for example the output of: openssl rand -base64 32')
    .optional(),
  FREEHOLD_PASSPHRASE: z.string().optional(),
  FREEHOLD_AS_OF: z
    .string()
    .refine(
      (day) => daySchema.safeParse(day).success,
      'a day, for example FREEHOLD_AS_OF=2026-10-07',
    )
    .optional(),
  FREEHOLD_PREVIEW: flag('1 or 0, for example FREEHOLD_PREVIEW=1'),
  TRUSTED_PROXIES: wholeNumber(
    10,
    'how many proxies stand before the hub, 0 to 10, for example TRUSTED_PROXIES=1',
  ).default(0),
  FREEHOLD_CRASH_AT: wholeNumber(999_999, 'the number of a store call, in tests only').optional(),
});

/** Values that may hold a password are not repeated in messages. */
const secretVariables: readonly PropertyKey[] = [
  'BOUNCE_IMAP_URL',
  'DATABASE_URL',
  'DKIM_PRIVATE_KEY',
  'FREEHOLD_PASSPHRASE',
  'FREEHOLD_SECRET',
  'MAILGUN_SIGNING_KEY',
  'POSTMARK_LOGIN',
  'SMTP_URL',
  'WEBHOOK_SECRET',
  'WEBHOOK_URL',
];

function linesAbout(error: z.ZodError, given: Readonly<Record<string, unknown>>): string[] {
  const byVariable = new Map(error.issues.map(({ path: [name], message }) => [name, message]));
  return [...byVariable].map(([name, message]) => {
    const value = secretVariables.includes(name ?? '')
      ? 'not usable'
      : JSON.stringify(given[String(name)]);
    return `${String(name)} is ${value}; write ${message}`;
  });
}

/** Both variables or none: what is advertised must be read, and what is read must be advertised. */
function mailboxOf({
  UNSUBSCRIBE_MAILBOX: address,
  MAILDIR: maildir,
}: Readonly<Partial<Record<'UNSUBSCRIBE_MAILBOX' | 'MAILDIR', string | undefined>>>):
  UnsubscribeMailbox | undefined {
  if (address === undefined && maildir === undefined) return undefined;
  if (address !== undefined && maildir !== undefined) {
    return { address, maildir: path.resolve(maildir) };
  }
  const [set, missing] =
    maildir === undefined ? ['UNSUBSCRIBE_MAILBOX', 'MAILDIR'] : ['MAILDIR', 'UNSUBSCRIBE_MAILBOX'];
  throw new EnvironmentError(`${missing} is not set, but ${set} is; write both or none`);
}

function flag(hint: string) {
  return z
    .enum(['1', 'true', '0', 'false'], { error: hint })
    .default('0')
    .transform((value) => value === '1' || value === 'true');
}

function wholeNumber(max: number, hint: string) {
  return z
    .string()
    .regex(/^\d{1,6}$/, hint)
    .transform(Number)
    .refine((number) => number <= max, hint);
}

function folder(hint: string) {
  return z.string().refine((name) => name.trim() !== '' && !name.includes('\0'), hint);
}

function isWebOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
}
