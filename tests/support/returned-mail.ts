import { mailIdOf } from '#newsletter/mail-id.ts';

import { serverKey } from './audience.ts';
import { issueId } from './deliveries.ts';

export const bounceMailbox = 'b@bounce.hub.example';

/** The id of the mail that brought an issue to one of the readers of `addReaders`. */
export const mailTo = (name: string, issue = issueId) =>
  mailIdOf(serverKey, { issueId: issue, subscriberId: `person-${name}` });

/** The address that a mail with this id comes back to. */
export const returnAddress = (mailId: string) =>
  `b+${mailId.replaceAll('-', '')}@bounce.hub.example`;

const lines = (...text: readonly string[]) => `${text.join('\r\n')}\r\n`;

interface DeliveryReport {
  readonly to?: string;
  readonly action?: string;
  readonly status?: string;
  readonly diagnostic?: string;
  /** Of the mail that is brought back. */
  readonly messageId?: string;
}

/** A report of a mail server as RFC 3464 has it. */
export function aDeliveryReport({
  to = bounceMailbox,
  action = 'failed',
  status = '5.1.1',
  diagnostic = `smtp; 550 ${status} no such user here`,
  messageId = '<nobody@elsewhere.example>',
}: DeliveryReport = {}): string {
  return lines(
    'Return-Path: <>',
    `Delivered-To: ${to}`,
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.org>',
    'To: somebody@hub.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'I am sorry. The mailbox does not exist and 5.1.1 is no word of mine.',
    '--part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    'Arrival-Date: Wed, 18 Nov 2026 09:00:00 +0100',
    '',
    'Final-Recipient: rfc822; ada@example.org',
    'Original-Recipient: rfc822;ada@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${diagnostic}`,
    '',
    '--part',
    'Content-Type: text/rfc822-headers',
    '',
    'From: De Werkbank <nieuwsbrief@hub.example>',
    `Message-ID: ${messageId}`,
    'Subject: De ketting die een winter meegaat',
    '',
    '--part--',
  );
}

/** A complaint as RFC 5965 has it. */
export function aComplaint(mailId: string, type = 'abuse'): string {
  return lines(
    'From: <feedback@provider.example>',
    'To: complaints@hub.example',
    'Subject: FW: De ketting die een winter meegaat',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'This is an email abuse report.',
    '--part',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'User-Agent: Provider/1.0',
    'Version: 1',
    `Original-Mail-From: <${returnAddress(mailId)}>`,
    '',
    '--part',
    'Content-Type: message/rfc822',
    '',
    'From: De Werkbank <nieuwsbrief@hub.example>',
    `Message-ID: <${mailId}@hub.example>`,
    '',
    'Hoi',
    '--part--',
  );
}

/** What a mail program writes when its owner answers the mail with this id. */
export function anAnswer(mailId: string, ...headers: readonly string[]): string {
  return lines(
    'From: Ada <ada@example.org>',
    'To: nieuwsbrief@hub.example',
    'Subject: Re: De ketting die een winter meegaat',
    'Message-ID: <answer-1@example.org>',
    `In-Reply-To: <${mailId}@hub.example>`,
    ...headers,
    '',
    'Mijn ketting hield het drie winters uit. 5.1.1 user unknown mailbox full',
  );
}
