import { createVerify, X509Certificate } from 'node:crypto';

import { z } from 'zod';

import {
  forged,
  isTimely,
  malformed,
  parsedJson,
  type ProviderContext,
  type ReadProvider,
  stale,
} from './provider.ts';
import { reportsOfSes } from './ses-reports.ts';

// https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
const envelopeSchema = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().min(1).max(100),
  TopicArn: z.string(),
  Subject: z.string().nullish(),
  Message: z.string(),
  Timestamp: z.iso.datetime(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.base64(),
  SigningCertURL: z.string(),
  SubscribeURL: z.string().optional(),
  Token: z.string().optional(),
});

type Envelope = z.infer<typeof envelopeSchema>;

/** SES reports over SNS, which signs with a certificate that lies at a host of its own. */
export const readSes: ReadProvider<{ readonly topicArn: string }> = async ({ body }, context) => {
  const { settings, now } = context;
  const parsed = envelopeSchema.safeParse(parsedJson(body));
  if (!parsed.success) return malformed;
  const envelope = parsed.data;
  const host = hostOf(settings.topicArn);
  // What costs nothing is asked before anything is fetched.
  if (
    envelope.TopicArn !== settings.topicArn ||
    !isAt(envelope.SigningCertURL, host, certificate)
  ) {
    return forged;
  }
  if (!isTimely(new Date(envelope.Timestamp), now)) return stale;
  if (!(await isSigned(envelope, context))) return forged;

  const id = envelope.MessageId;
  if (envelope.Type === 'Notification') {
    const reports = reportsOfSes(parsedJson(envelope.Message), context.mailbox);
    return { kind: 'reports', id, reports };
  }
  const url = envelope.SubscribeURL ?? '';
  const isAsked = envelope.Type === 'SubscriptionConfirmation';
  if (!isAsked) return { kind: 'reports', id, reports: [] };
  return isAt(url, host, /^\/$/) ? { kind: 'asks', id, url } : forged;
};

const certificate = /^\/SimpleNotificationService-[0-9a-f]{1,64}\.pem$/;

/** The host of SNS in the region of a topic: https://docs.aws.amazon.com/general/latest/gr/sns.html */
function hostOf(topicArn: string): string {
  const [, partition = '', , region = ''] = topicArn.split(':');
  return `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

function isAt(text: string, host: string, path: RegExp): boolean {
  const url = URL.parse(text);
  if (url === null || url.origin !== `https://${host}`) return false;
  return url.username === '' && url.password === '' && path.test(url.pathname);
}

async function isSigned(
  envelope: Envelope,
  { now, fetchText }: Pick<ProviderContext, 'now' | 'fetchText'>,
): Promise<boolean> {
  const certificateOf = new X509Certificate(await fetchText(envelope.SigningCertURL));
  if (now < certificateOf.validFromDate || now > certificateOf.validToDate) return false;
  const algorithm = envelope.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
  return createVerify(algorithm)
    .update(signedText(envelope))
    .verify(certificateOf.publicKey, envelope.Signature, 'base64');
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
function signedText(envelope: Envelope): string {
  const names = (
    envelope.Type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
  ) as readonly (keyof Envelope)[];
  return names
    .flatMap((name) => {
      const value = envelope[name];
      return value === undefined || value === null ? [] : [`${name}\n${value}\n`];
    })
    .join('');
}
