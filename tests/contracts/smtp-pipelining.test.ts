import { describe, expect, test } from 'vitest';

import { type ReadyMail, smtpLane } from '#adapters/mail/issue-lane.ts';
import { parseSmtpUrl } from '#adapters/mail/smtp-server.ts';
import { statusIn } from '#newsletter/bounces/judgement.ts';
import { verdictOn } from '#newsletter/verdict.ts';

import { at, smtpFaults } from '../support/smtp-faults.ts';
import { type Answer, openSmtpScript } from '../support/smtp-script.ts';
import { now } from '../support/store-rows.ts';

const aMail = (name: string): ReadyMail => ({
  mailId: name,
  envelope: { from: 'hub@hub.example', to: [`${name}@example.org`] },
  bytes: Buffer.from('Subject: x\r\n\r\nzout\r\n'),
  createdAt: now,
});

/** What becomes of a mail by a server that answers so, the second on its connection. */
async function fateOf(answer: Answer, { pipelining }: { pipelining: boolean }) {
  const fromSecond: Answer = (moment) =>
    moment.mail === 1 && moment.connection === 1 ? null : answer(moment);
  await using server = await openSmtpScript(fromSecond, { pipelining });
  const lane = smtpLane(parseSmtpUrl(server.url), { setupMs: 300, answerMs: 300 });
  const go = () => Promise.resolve(true);
  expect(await lane.send(aMail('first'), go)).toEqual({ kind: 'accepted' });
  const outcome = await lane.send(aMail('second'), go);
  const third = await lane.send(aMail('third'), go);
  lane.close();
  if (outcome.kind === 'withdrawn') throw new Error('nobody withdrew it');
  const { reason = '', ...verdict } = { reason: undefined, ...verdictOn(outcome) };
  const codes = /\b[245]\d\d\b/.exec(reason)?.[0] ?? null;
  return { verdict, codes, status: statusIn(reason), third: third.kind };
}

describe(
  'a server that takes commands together decides a mail as one that takes them one by one',
  { timeout: 10_000 },
  () => {
    const ofMails = smtpFaults.filter(
      ({ name, isSilent }) => !isSilent && !/greeting|EHLO/.test(name),
    );

    test.each(ofMails)('$name', async ({ answer }) => {
      const together = await fateOf(answer, { pipelining: true });
      expect(together).toEqual(await fateOf(answer, { pipelining: false }));
    });

    test.each([
      ['421 to the sender', at('MAIL', '421 4.7.0 too many mails')],
      ['421 to DATA', at('DATA', '421 4.3.2 going down')],
      ['421 after the message', at('.', '421 4.3.2 going down')],
    ])('%s', async (_, answer) => {
      const together = await fateOf(answer, { pipelining: true });
      expect(together).toEqual(await fateOf(answer, { pipelining: false }));
      expect(together.codes).toBe('421');
    });

    test('and where it asks for the data though it refused the recipient, nobody’s mail goes', async () => {
      const eager: Answer = ({ command }) =>
        ({ RCPT: '550 5.1.1 gone', DATA: '354 go on', '.': '554 no valid recipients' })[command] ??
        null;
      await using server = await openSmtpScript(eager, { pipelining: true });
      const lane = smtpLane(parseSmtpUrl(server.url));
      let isAsked = false;
      const outcome = await lane.send(aMail('ada'), () => {
        isAsked = true;
        return Promise.resolve(true);
      });
      lane.close();
      expect(outcome).toMatchObject({ kind: 'rejected', at: 'recipient', code: 550 });
      expect(isAsked).toBe(false);
      expect(server.arrived).not.toContainEqual(expect.stringContaining('zout'));
    });
  },
);
