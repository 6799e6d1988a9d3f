import { describe, expect, test } from 'vitest';

import { columnNames, type ForeignRow, rowReader } from '#audience/portability/foreign-row.ts';
import {
  detectFormat,
  type FormatId,
  formats,
  type ForeignStatus,
  statusOfName,
} from '#audience/portability/formats.ts';

// Headers as the services write them; where from stands beside each format.
const mailchimp =
  'Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION';
const headers: [FormatId, string][] = [
  ['mailchimp', `${mailchimp},LAST_CHANGED,LEID,EUID,NOTES,TAGS`],
  [
    'mailchimp',
    `${mailchimp},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS`,
  ],
  [
    'mailchimp',
    `${mailchimp},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,LEID,EUID,NOTES,TAGS`,
  ],
  ['substack', 'email,active_subscription,expiry,email_disabled,created_at'],
  ['substack', 'email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at'],
  ['substack', 'Email,Name,Subscription type,Activity,Subscription date,Revenue'],
  ['substack', 'Email,Name,Stripe plan,Cancel date,Start date,Paid upgrade date,Activity,Type'],
  [
    'ghost',
    'id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers',
  ],
  ['kit', 'first_name,email_address,state,created_at,tags'],
  ['plain', 'Email'],
  ['plain', 'naam,E-mailadres'],
];

describe('detectFormat', () => {
  test.each(headers)('knows a file of %s by its columns', (id, header) => {
    expect(detectFormat(columnNames(header.split(',')))).toBe(id);
  });

  test.each(['name,phone', '', 'e mail', 'Email;Name'])('knows no format in %j', (header) => {
    expect(detectFormat(columnNames(header.split(',')))).toBeNull();
  });
});

describe('rowReader', () => {
  const read = (
    id: FormatId,
    row: Record<string, string>,
    otherwise: ForeignStatus = 'subscribed',
  ) =>
    rowReader(formats[id], { columns: columnNames(Object.keys(row)), otherwise })({
      line: 2,
      cells: Object.values(row),
    });

  test.each<[FormatId, Record<string, string>, Partial<ForeignRow>]>([
    [
      'mailchimp',
      {
        'Email Address': ' ada@example.org ',
        OPTIN_TIME: '2018-02-05 19:28:23',
        OPTIN_IP: '192.0.2.1',
        CONFIRM_TIME: '2018-02-05 19:30:00',
        TAGS: '"Editors","VIP"',
      },
      {
        email: 'ada@example.org',
        status: 'subscribed',
        consentAt: '2018-02-05T19:30:00.000Z',
        tags: ['editors', 'vip'],
      },
    ],
    [
      'mailchimp',
      { 'Email Address': 'a@b.nl', UNSUB_TIME: '2018-07-23 12:19:27' },
      { status: 'unsubscribed' },
    ],
    [
      'mailchimp',
      { 'Email Address': 'a@b.nl', CLEAN_TIME: '2020-03-23 17:30:05' },
      { status: 'cleaned' },
    ],
    [
      'substack',
      { email: 'a@b.nl', email_disabled: 'true', created_at: '2018-08-27T15:06:27.713Z' },
      { status: 'unsubscribed', consentAt: null, knownSince: '2018-08-27T15:06:27.713Z' },
    ],
    [
      'substack',
      { email: 'a@b.nl', active_subscription: 'false', email_disabled: 'false' },
      { status: 'subscribed' },
    ],
    ['ghost', { email: 'a@b.nl', subscribed_to_emails: 'false' }, { status: 'unsubscribed' }],
    [
      'ghost',
      { email: 'a@b.nl', subscribed_to_emails: 'true', deleted_at: '2024-01-01' },
      { status: 'unsubscribed' },
    ],
    [
      'ghost',
      { email: 'a@b.nl', subscribed_to_emails: 'true', labels: 'VIP, Early' },
      { status: 'subscribed', tags: ['vip', 'early'] },
    ],
    ['kit', { email_address: 'a@b.nl', state: 'active' }, { status: 'subscribed' }],
    ['kit', { email_address: 'a@b.nl', state: 'cancelled' }, { status: 'unsubscribed' }],
    ['kit', { email_address: 'a@b.nl', state: 'bounced' }, { status: 'cleaned' }],
    ['kit', { email_address: 'a@b.nl', state: 'complained' }, { status: 'complained' }],
    ['kit', { email_address: 'a@b.nl', state: 'inactive' }, { status: 'unconfirmed' }],
    ['kit', { email_address: 'a@b.nl', state: 'toString' }, { status: null }],
    ['plain', { email: 'a@b.nl' }, { status: 'subscribed', consentAt: null }],
    [
      'plain',
      { email: 'a@b.nl', consent_at: '2024-02-30 99:99', taal: 'EN' },
      { consentAt: null, language: 'en' },
    ],
    [
      'plain',
      { email: 'a@b.nl', consent_at: '2024-02-29 10:00 +0100' },
      { consentAt: '2024-02-29T09:00:00.000Z' },
    ],
    ['plain', { email: "'+a@b.nl" }, { email: "'+a@b.nl" }],
    ['freehold', { email: "'+a@b.nl" }, { email: '+a@b.nl' }],
  ])('%s: %j', (id, row, expected) => {
    expect(read(id, row)).toMatchObject(expected);
  });

  test('no word in a column makes a list of people who left one of subscribers', () => {
    expect(read('kit', { email_address: 'a@b.nl', state: 'active' }, 'unsubscribed').status).toBe(
      'unsubscribed',
    );
  });

  test('keeps no IP address of another service', () => {
    const row = read('mailchimp', {
      'Email Address': 'a@b.nl',
      OPTIN_TIME: '2018-02-05 19:28:23',
      OPTIN_IP: '192.0.2.1',
      CONFIRM_IP: '192.0.2.2',
    });
    expect(JSON.stringify(row)).not.toContain('192.0.2');
  });
});

test.each([
  ['subscribed_members_export_a1.csv', 'subscribed'],
  ['unsubscribed_members_export_a1.csv', 'unsubscribed'],
  ['Cleaned_members.csv', 'cleaned'],
  ['subscribers.csv', null],
])('statusOfName(%j) is %j', (name, status) => {
  expect(statusOfName(name)).toBe(status);
});
