import { describe, expect, test } from 'vitest';

import {
  aMailgunReport,
  anSnsMessage,
  aPostmarkReport,
  bounced,
  certificateUrl,
  day,
  genuine,
  login,
  openProviderHub,
  sesBounce,
  type Sent,
  topicArn,
  untouched,
} from '../support/provider-reports.ts';
import { now } from '../support/store-rows.ts';

const ancient = new Date(now.getTime() - 2 * day);
const future = new Date(now.getTime() + day);

describe('fault 24: a report that is forged, stale or replayed changes nothing', () => {
  test.each(Object.entries(genuine))('%s: replayed', async (provider, sent) => {
    await using hub = await openProviderHub();
    expect(await hub.post(sent)).toBe(200);
    expect(await hub.state()).toEqual(bounced(provider));
    expect(await hub.post(sent)).toBe(409);
    expect(await hub.state()).toEqual(bounced(provider));
  });

  test('mailgun: a token that was used, under another report', async () => {
    await using hub = await openProviderHub();
    expect(await hub.post({ provider: 'mailgun', body: aMailgunReport() })).toBe(200);
    const other = aMailgunReport({ event: { event: 'complained', recipient: 'bob@example.org' } });
    expect(await hub.post({ provider: 'mailgun', body: other })).toBe(409);
    expect(await hub.state()).toEqual(bounced('mailgun'));
  });

  test.each<[string, number, Sent]>([
    [
      'ses: stale',
      403,
      { provider: 'ses', body: anSnsMessage(sesBounce(), { Timestamp: ancient.toISOString() }) },
    ],
    [
      'ses: of tomorrow',
      403,
      { provider: 'ses', body: anSnsMessage(sesBounce(), { Timestamp: future.toISOString() }) },
    ],
    [
      'ses: another topic',
      403,
      {
        provider: 'ses',
        body: anSnsMessage(sesBounce(), { TopicArn: topicArn.replace('bounces', 'mine') }),
      },
    ],
    [
      'ses: an altered message',
      403,
      {
        provider: 'ses',
        body: { ...anSnsMessage(sesBounce()), Message: JSON.stringify(sesBounce('5.1.2')) },
      },
    ],
    [
      'ses: an altered id',
      403,
      { provider: 'ses', body: { ...anSnsMessage(sesBounce()), MessageId: 'another' } },
    ],
    [
      'ses: signed by the weaker scheme under the name of the stronger',
      403,
      {
        provider: 'ses',
        body: { ...anSnsMessage(sesBounce(), { SignatureVersion: '1' }), SignatureVersion: '2' },
      },
    ],
    ['ses: no message', 400, { provider: 'ses', body: '{}' }],
    [
      'postmark: stale',
      403,
      {
        provider: 'postmark',
        headers: login,
        body: aPostmarkReport({ BouncedAt: ancient.toISOString() }),
      },
    ],
    ['postmark: no password', 401, { provider: 'postmark', body: aPostmarkReport() }],
    [
      'postmark: a wrong password',
      401,
      {
        provider: 'postmark',
        headers: { authorization: `Basic ${btoa('postmark:0')}` },
        body: aPostmarkReport(),
      },
    ],
    ['postmark: no report', 400, { provider: 'postmark', headers: login, body: '[]' }],
    ['mailgun: stale', 403, { provider: 'mailgun', body: aMailgunReport({ at: ancient }) }],
    [
      'mailgun: another key',
      403,
      {
        provider: 'mailgun',
        body: {
          ...aMailgunReport(),
          signature: { ...aMailgunReport().signature, signature: '0'.repeat(64) },
        },
      },
    ],
    [
      'mailgun: another token',
      403,
      {
        provider: 'mailgun',
        body: { ...aMailgunReport(), signature: { ...aMailgunReport().signature, token: 'b' } },
      },
    ],
    ['mailgun: no report', 400, { provider: 'mailgun', body: 'null' }],
    ['a provider that nobody knows', 404, { provider: 'sendgrid', body: '{}' }],
    ['a name that every object has', 404, { provider: 'constructor', body: '{}' }],
    ['a body that is too large', 413, { provider: 'mailgun', body: 'x'.repeat(65 * 1024) }],
  ])('%s: %i', async (_what, status, sent) => {
    await using hub = await openProviderHub();
    expect(await hub.post(sent)).toBe(status);
    expect(await hub.state()).toEqual(untouched);
  });

  test.each([
    'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-00.pem',
    'https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-00.pem',
    'https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-00.pem',
    'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-00.pem',
    'https://my-bucket.s3.eu-west-1.amazonaws.com/SimpleNotificationService-00.pem',
    'https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-00.pem',
    'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-00.pem',
    'https://sns.eu-west-1.amazonaws.com/mine.pem',
    'https://127.0.0.1/SimpleNotificationService-00.pem',
    'file:///etc/passwd',
    '',
  ])('ses: a certificate at %s is never fetched', async (SigningCertURL) => {
    await using hub = await openProviderHub();
    const body = anSnsMessage(sesBounce(), { SigningCertURL });
    expect(await hub.post({ provider: 'ses', body })).toBe(403);
    expect(hub.fetched).toEqual([]);
    expect(await hub.state()).toEqual(untouched);
  });

  test('a report that comes again after its memory is over is too old', async () => {
    await using hub = await openProviderHub();
    for (const sent of Object.values(genuine)) await hub.post(sent);
    const before = await hub.state();
    hub.clock.pass(31 * day);
    await hub.store.write((rows) => rows.purgeReports(hub.clock()));
    for (const sent of Object.values(genuine)) expect(await hub.post(sent)).toBe(403);
    expect(await hub.state()).toEqual(before);
  });

  test('nobody is listened to who was not set up', async () => {
    await using hub = await openProviderHub({ providers: {} });
    for (const sent of Object.values(genuine)) expect(await hub.post(sent)).toBe(404);
    expect(await hub.state()).toEqual(untouched);
  });
});

describe('a report of a provider', () => {
  test.each(['1', '2'])('SNS may sign by version %s', async (SignatureVersion) => {
    await using hub = await openProviderHub();
    const body = anSnsMessage(sesBounce(), { SignatureVersion, Subject: 'Amazon SES' });
    expect(await hub.post({ provider: 'ses', body })).toBe(200);
    expect(await hub.state()).toEqual(bounced('ses'));
  });

  test('names its mail by where it came from, else by the address', async () => {
    await using hub = await openProviderHub();
    const body = anSnsMessage(sesBounce('5.1.1', 'nieuwsbrief@hub.example'));
    expect(await hub.post({ provider: 'ses', body })).toBe(200);
    expect(await hub.state()).toEqual(bounced('ses'));
  });

  test('a complaint counts at once', async () => {
    const complaints: Sent[] = [
      {
        provider: 'ses',
        body: anSnsMessage({
          notificationType: 'Complaint',
          mail: {},
          complaint: { complainedRecipients: [{ emailAddress: 'bob@example.org' }] },
        }),
      },
      {
        provider: 'postmark',
        headers: login,
        body: aPostmarkReport({
          RecordType: 'SpamComplaint',
          Type: 'SpamComplaint',
          Email: 'bob@example.org',
        }),
      },
      {
        provider: 'mailgun',
        body: aMailgunReport({
          event: { event: 'complained', recipient: 'bob@example.org', message: {} },
        }),
      },
    ];
    for (const sent of complaints) {
      await using hub = await openProviderHub();
      expect(await hub.post(sent)).toBe(200);
      expect(await hub.state()).toContain(`bob: complaint by ${sent.provider}`);
    }
  });

  test.each<[string, Sent]>([
    ['policy', { provider: 'ses', body: anSnsMessage(sesBounce('5.7.1')) }],
    [
      'a full mailbox, once',
      {
        provider: 'mailgun',
        body: aMailgunReport({
          event: { 'delivery-status': { code: 552, 'enhanced-code': '5.2.2' } },
        }),
      },
    ],
    [
      'a try that Mailgun repeats',
      { provider: 'mailgun', body: aMailgunReport({ event: { severity: 'temporary' } }) },
    ],
    [
      'a machine’s answer',
      { provider: 'postmark', headers: login, body: aPostmarkReport({ Type: 'AutoResponder' }) },
    ],
    [
      'something else',
      { provider: 'postmark', headers: login, body: aPostmarkReport({ RecordType: 'Open' }) },
    ],
    [
      'an address of nobody',
      { provider: 'postmark', headers: login, body: aPostmarkReport({ Email: 'eve@example.org' }) },
    ],
    [
      'an address that is none',
      {
        provider: 'postmark',
        headers: login,
        body: aPostmarkReport({ Email: 'ada@example.org\r\nBcc: x' }),
      },
    ],
    [
      'a delivery',
      { provider: 'ses', body: anSnsMessage({ notificationType: 'Delivery', mail: {} }) },
    ],
    [
      'words instead of a message',
      { provider: 'ses', body: anSnsMessage('Successfully validated SNS topic') },
    ],
  ])('%s suppresses nobody', async (_what, sent) => {
    await using hub = await openProviderHub();
    expect(await hub.post(sent)).toBe(200);
    const state = await hub.state();
    expect(state.filter((line) => /^(?:sub|ada|bob)/.test(line))).toEqual([]);
  });

  test('SNS is answered when it asks, at its own host only', async () => {
    await using hub = await openProviderHub();
    const asking = (SubscribeURL: string, MessageId: string) =>
      anSnsMessage('You have chosen to subscribe', {
        ...{ Type: 'SubscriptionConfirmation', Token: 'token', SubscribeURL, MessageId },
      });
    const url = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=token';
    expect(await hub.post({ provider: 'ses', body: asking(url, 'm1') })).toBe(200);
    expect(hub.fetched).toEqual([certificateUrl, url]);
    expect(await hub.post({ provider: 'ses', body: asking(url, 'm1') })).toBe(409);
    const evil = asking('https://169.254.169.254/latest/meta-data/', 'm2');
    expect(await hub.post({ provider: 'ses', body: evil })).toBe(403);
    expect(hub.fetched).toEqual([certificateUrl, url]);
  });
});
