import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readIncomingMail } from '#adapters/mail/report-mail.ts';
import { isGivenUp, type MailedIssue } from '#newsletter/bounces/giving-up.ts';
import { meaningOf } from '#newsletter/bounces/incoming-mail.ts';
import { judge, type Judgement, statusIn, stopsIssue } from '#newsletter/bounces/judgement.ts';
import { verdictOn } from '#newsletter/verdict.ts';

import {
  aComplaint,
  aDeliveryReport,
  anAnswer,
  bounceMailbox,
  mailTo,
  returnAddress,
} from '../../support/returned-mail.ts';

const ada = mailTo('ada');

async function meaning(text: string | Uint8Array) {
  const mail = await readIncomingMail(typeof text === 'string' ? Buffer.from(text) : text);
  return mail ? meaningOf(mail, bounceMailbox) : { kind: 'nothing' };
}

describe('judge', () => {
  test.each<[string, Judgement]>([
    ['5.1.1', 'hard'],
    ['5.1.2', 'hard'],
    ['5.1.10', 'hard'],
    ['5.1.8', 'ours'],
    ['5.2.1', 'soft'],
    ['5.2.2', 'soft'],
    ['5.2.3', 'ours'],
    ['4.2.2', 'soft'],
    ['4.4.7', 'soft'],
    ['4.7.1', 'ours'],
    ['5.7.1', 'ours'],
    ['5.7.26', 'ours'],
    ['5.7.515', 'ours'],
    ['5.0.0', 'ignore'],
    ['5.5.1', 'ignore'],
    ['2.1.5', 'ignore'],
    ['9.9.9', 'ignore'],
    ['constructor.1.1', 'ignore'],
  ])('%s is %s', (status, judgement) => {
    expect(judge({ status, code: 550 })).toBe(judgement);
  });

  test.each<[number, Judgement]>([
    [450, 'soft'],
    [552, 'soft'],
    [550, 'ignore'],
    [250, 'ignore'],
  ])('%i without an enhanced code is %s', (code, judgement) => {
    expect(judge({ status: null, code })).toBe(judgement);
  });

  test('only 5.7.515 is about the whole issue', () => {
    expect(stopsIssue({ status: '5.7.515', code: 550 })).toBe(true);
    expect(stopsIssue({ status: '5.7.5', code: 550 })).toBe(false);
  });

  test('a reply by SMTP and a report by mail are judged alike', async () => {
    for (const status of ['5.1.1', '5.2.2', '5.7.1', '5.7.515', '5.6.0', '5.3.0']) {
      const reason = `550 ${status} no`;
      const verdict = verdictOn({ kind: 'rejected', at: 'recipient', code: 550, reason });
      const reported = await meaning(aDeliveryReport({ to: returnAddress(ada), status }));
      const { judgement, stopsIssue: stops } = verdict.kind === 'failed' ? verdict : {};
      expect(reported).toMatchObject({ kind: 'bounce', judgement, stopsIssue: stops });
    }
  });
});

describe('statusIn', () => {
  test.each([
    ['550-5.1.1 no such user', '5.1.1'],
    ['550 5.1.1. Sorry', '5.1.1'],
    ['554 blocked, see 5.1.1.9', null],
    ['554 host 195.5.1.1 is listed', null],
    ['smtp; 452 4.2.2 full', '4.2.2'],
    ['', null],
  ])('finds in %j %j', (text, status) => {
    expect(statusIn(text)).toBe(status);
  });
});

describe('isGivenUp', () => {
  const day = (n: number, judgement: Judgement | null, isSent = true): MailedIssue => ({
    at: new Date(Date.UTC(2026, 9, n)),
    isSent,
    judgement,
  });

  test.each([
    ['three issues over 14 days', [day(1, 'soft'), day(8, 'soft'), day(15, 'soft')], true],
    ['three in a shorter time', [day(1, 'soft'), day(8, 'soft'), day(14, 'soft')], false],
    ['two over months', [day(1, 'soft'), day(30, 'soft')], false],
    [
      'a delivery in between, which begins the count anew',
      [day(1, 'soft'), day(8, 'soft'), day(12, null), day(22, 'soft')],
      false,
    ],
    [
      'a delivery before them',
      [day(1, null), day(8, 'soft'), day(15, 'soft'), day(22, 'soft')],
      true,
    ],
    [
      'refusals because of us in between, which are nobody’s count',
      [day(1, 'soft'), day(8, 'ours', false), day(12, 'soft'), day(16, 'soft')],
      true,
    ],
    ['refusals because of us alone', [day(1, 'ours'), day(8, 'ours'), day(22, 'ours')], false],
    [
      'one that nobody knows the fate of in between',
      [day(1, 'soft'), day(8, null, false), day(12, 'soft'), day(16, 'soft')],
      true,
    ],
    ['nothing', [], false],
  ])('%s', (_what, mailed, isExpected) => {
    expect(isGivenUp(mailed)).toBe(isExpected);
    expect(isGivenUp(mailed.toReversed())).toBe(isExpected);
  });
});

describe('a mail that came in', () => {
  test('a report to the address of one mail is about that mail', async () => {
    expect(await meaning(aDeliveryReport({ to: returnAddress(ada) }))).toEqual({
      kind: 'bounce',
      mailIds: [ada],
      addresses: ['ada@example.org'],
      isAddressed: true,
      judgement: 'hard',
      status: '5.1.1',
      stopsIssue: false,
    });
  });

  test('else the header that it brings back says which', async () => {
    const report = aDeliveryReport({ messageId: `<${ada}@hub.example>` });
    expect(await meaning(report)).toMatchObject({ mailIds: [ada], isAddressed: false });
  });

  test('a vague status gives way to the server’s own reply, but to no other words', async () => {
    const vague = { to: returnAddress(ada), status: '5.0.0' };
    const smtp = aDeliveryReport({ ...vague, diagnostic: 'smtp; 550 5.2.2 full' });
    expect(await meaning(smtp)).toMatchObject({ judgement: 'soft', status: '5.2.2' });
    const words = aDeliveryReport({ ...vague, diagnostic: 'x-unix; user unknown 5.1.1' });
    expect(await meaning(words)).toMatchObject({ judgement: 'ignore' });
  });

  test.each([
    [
      'is only late',
      aDeliveryReport({ to: returnAddress(ada), action: 'delayed', status: '4.4.1' }),
    ],
    ['arrived', aDeliveryReport({ to: returnAddress(ada), action: 'delivered', status: '2.1.5' })],
    ['is of nobody', aDeliveryReport()],
    [
      'is a report without a recipient',
      aDeliveryReport({ to: returnAddress(ada) }).replace(/Final-[^]*?\r\n\r\n/, '\r\n'),
    ],
    [
      'comes to somebody else’s mailbox',
      aDeliveryReport({ to: returnAddress(ada).replace('hub', 'evil') }),
    ],
    [
      'is a report that somebody forwards',
      `To: ${returnAddress(ada)}\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\nContent-Type: message/rfc822\r\n\r\n${aDeliveryReport({ to: returnAddress(ada) })}\r\n--outer--\r\n`,
    ],
    [
      'is words that look like one',
      `To: ${returnAddress(ada)}\r\nSubject: Undelivered mail\r\n\r\nStatus: 5.1.1\r\nAction: failed\r\nuser unknown\r\n`,
    ],
    ['says that it is no spam', aComplaint(ada, 'not-spam')],
    ['is about authentication', aComplaint(ada, 'auth-failure')],
    ['answers by itself', anAnswer(ada, 'Auto-Submitted: auto-replied')],
    ['answers by itself, as old programs do', anAnswer(ada, 'Precedence: auto_reply')],
    ['answers by itself, as Exchange does', anAnswer(ada, 'X-Auto-Response-Suppress: All')],
    ['has nobody who sent it', anAnswer(ada, 'Return-Path: <>')],
    ['is no mail', '\0\u0001\u0002'],
    ['is empty', ''],
  ])('means nothing when it %s', async (_what, mail) => {
    expect(await meaning(mail)).toEqual({ kind: 'nothing' });
  });

  test('of several recipients behind one address the mildest refusal counts', async () => {
    const one = aDeliveryReport({ to: returnAddress(ada) });
    const both = one.replace(
      'Action: failed',
      'Action: failed\r\nStatus: 4.2.2\r\n\r\nFinal-Recipient: rfc822; bob@example.org\r\nAction: failed',
    );
    expect(await meaning(both)).toMatchObject({ kind: 'bounce', judgement: 'soft' });
  });

  test('a complaint names its mail by where it came from, and by its header', async () => {
    const complaint = { kind: 'complaint', mailIds: [ada], isAddressed: true };
    expect(await meaning(aComplaint(ada))).toEqual(complaint);
    const hidden = aComplaint(ada).replace(/Original-Mail-From: .*\r\n/, '');
    expect(await meaning(hidden)).toEqual({ ...complaint, isAddressed: false });
  });

  test('an answer names the issue that it answers', async () => {
    expect(await meaning(anAnswer(ada))).toEqual({ kind: 'reply', mailIds: [ada] });
    expect(await meaning(anAnswer(ada, 'Auto-Submitted: no'))).toMatchObject({ kind: 'reply' });
  });

  test('any bytes are read without a fault, and none of them is a bounce', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect(await meaning(bytes)).toEqual({ kind: 'nothing' });
      }),
    );
  });

  test('a report that was damaged on its way blames nobody else', async () => {
    const report = Buffer.from(aDeliveryReport({ to: returnAddress(ada) }), 'latin1');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(report.length - 1),
        fc.integer({ min: 1, max: 200 }),
        fc.uint8Array({ maxLength: 60 }),
        async (at, length, bytes) => {
          const damaged = Buffer.concat([
            report.subarray(0, at),
            bytes,
            report.subarray(at + length),
          ]);
          const found = await meaning(damaged);
          if (found.kind !== 'nothing') expect(found).toMatchObject({ mailIds: [ada] });
        },
      ),
    );
  });
});
