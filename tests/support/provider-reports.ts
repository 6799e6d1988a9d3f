import { createHmac, createSign, randomBytes } from 'node:crypto';
import { domainToASCII } from 'node:url';

import { hashAddress } from '#audience/tokens.ts';
import { reportServices } from '#server/bounces/report-services.ts';
import { postBounces } from '#server/endpoints/bounces.ts';

import { aHub, clockAt, serverKey } from './audience.ts';
import { addReaders, deliveryKeys, issueId, listIssue } from './deliveries.ts';
import { engines } from './open-stores.ts';
import { bounceMailbox, mailTo, returnAddress } from './returned-mail.ts';
import { sendAll } from './sent-issues.ts';
import { snsCertificate } from './sns-certificate.ts';
import { now } from './store-rows.ts';

const minute = 60 * 1000;
export const day = 24 * 60 * minute;
export const topicArn = 'arn:aws:sns:eu-west-1:123456789012:bounces';
export const certificateUrl =
  'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';
const settings = {
  address: bounceMailbox,
  providers: {
    ses: { topicArn },
    postmark: { login: 'postmark:0123456789abcdef' },
    mailgun: { signingKey: 'a-signing-key-of-mailgun' },
  },
};

export interface Sent {
  readonly provider: string;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

const [[, openSqlite]] = engines as [(typeof engines)[number]];

/** A hub that sent an issue to ada and bob by a provider. */
export async function openProviderHub(given: Parameters<typeof reportServices>[0] = settings) {
  const { store, ...opened } = await openSqlite();
  const clock = clockAt(now.toISOString());
  const deliveries = store.deliveries(deliveryKeys(clock));
  await addReaders(store, ['ada', 'bob']);
  await listIssue(deliveries, ['ada', 'bob']);
  await sendAll(deliveries, { issue: issueId, clock });
  const fetched: string[] = [];
  const services = reportServices(given, {
    ...{ store, hub: aHub(), serverKey, random: randomBytes, clock, toAscii: domainToASCII },
    ...{ wake: () => undefined, log: () => undefined },
    fetchText: (url) => {
      fetched.push(url);
      return Promise.resolve(snsCertificate.cert);
    },
  });
  return {
    ...{ store, clock, fetched },
    async post({ provider, body, headers = {} }: Sent): Promise<number> {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const url = `https://hub.example/api/bounces/${provider}/`;
      const request = new Request(url, { method: 'POST', body: text, headers });
      return (await postBounces(request, { services, provider })).status;
    },
    /** Everything that a report may change. */
    async state(): Promise<string[]> {
      const histories = await store.read((rows) => rows.listHistories({ after: null, max: 9 }));
      const found = histories.flatMap(({ events }) =>
        events.map(({ type, pid }) => `${type} ${pid}`),
      );
      for (const name of ['ada', 'bob']) {
        const hash = hashAddress(serverKey, `${name}@example.org`);
        const suppression = await store.read((rows) => rows.findSuppression(hash));
        if (suppression) found.push(`${name}: ${suppression.reason} by ${suppression.source}`);
      }
      const counts = await store.read((rows) => rows.countOutcomes(issueId));
      return [...found, `${counts.bounced} bounced`, `${counts.complained} complained`];
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

export const untouched = ['0 bounced', '0 complained'];
export const bounced = (provider: string) => [
  'sub.bounced person-ada',
  `ada: bounce by ${provider}`,
  '1 bounced',
  '0 complained',
];

type Changes = Readonly<Record<string, unknown>>;

/** A message of SNS, signed as AWS signs it. */
export function anSnsMessage(message: unknown, changes: Changes = {}): Record<string, unknown> {
  const fields: Record<string, unknown> = {
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: topicArn,
    Message: JSON.stringify(message),
    Timestamp: now.toISOString(),
    SignatureVersion: '2',
    SigningCertURL: certificateUrl,
    ...changes,
  };
  const names =
    fields['Type'] === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const text = names
    .filter((name) => fields[name] !== undefined)
    .map((name) => `${name}\n${String(fields[name])}\n`)
    .join('');
  const algorithm = fields['SignatureVersion'] === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
  const Signature = createSign(algorithm).update(text).sign(snsCertificate.key, 'base64');
  return { Signature, ...fields };
}

export const sesBounce = (status = '5.1.1', source = returnAddress(mailTo('ada'))) => ({
  notificationType: 'Bounce',
  mail: { source, messageId: '0100-ses', destination: ['ada@example.org'] },
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: 'ada@example.org', action: 'failed', status }],
  },
});

export function aMailgunReport({ token = 'a'.repeat(50), at = now, event = {} } = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = settings.providers.mailgun.signingKey;
  const signature = createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex');
  return {
    signature: { timestamp, token, signature },
    'event-data': {
      event: 'failed',
      severity: 'permanent',
      recipient: 'ada@example.org',
      message: { headers: { 'message-id': `${mailTo('ada')}@hub.example` } },
      'delivery-status': { code: 550, 'enhanced-code': '5.1.1' },
      ...event,
    },
  };
}

export const login = { authorization: `Basic ${btoa(settings.providers.postmark.login)}` };

export const aPostmarkReport = (changes: Changes = {}) => ({
  RecordType: 'Bounce',
  ID: 4323372036854776,
  Type: 'HardBounce',
  TypeCode: 1,
  Email: 'ada@example.org',
  BouncedAt: now.toISOString(),
  Details: 'smtp;550 5.1.1 The email account that you tried to reach does not exist.',
  ...changes,
});

export const genuine: Record<string, Sent> = {
  ses: { provider: 'ses', body: anSnsMessage(sesBounce()) },
  postmark: { provider: 'postmark', body: aPostmarkReport(), headers: login },
  mailgun: { provider: 'mailgun', body: aMailgunReport() },
};
