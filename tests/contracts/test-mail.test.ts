import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';

import { readEnvironment } from '#server/environment.ts';
import { sendTest } from '#server/sending/send-test.ts';

import { aHub, makeFolder } from '../support/audience.ts';
import { aMessage } from '../support/deliveries.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';
import { now } from '../support/store-rows.ts';

const to = 'editor@brand.example';

async function sendWith(settings: Record<string, string>) {
  const environment = readEnvironment(settings);
  return sendTest(aMessage(), { id: 'nl/2026-11-18', to, hub: aHub(), environment, now });
}

test('a test of an issue reaches one mailbox, says that it is one, and holds no link of a subscriber', async () => {
  await using folder = await makeFolder();
  await using sink = await openSmtpSink();
  const { outcome } = await sendWith({ FREEHOLD_DATA: folder.path, SMTP_URL: sink.url });

  expect(outcome).toEqual({ kind: 'accepted' });
  expect(sink.received.map((mail) => mail.to)).toEqual([[to]]);
  const mail = await PostalMime.parse(sink.received[0]?.bytes ?? '');
  expect(mail.subject).toBe(`[Proef] ${aMessage().subject}`);
  expect(mail.text).toContain('Dit is een proef');
  expect(`${mail.text}${mail.html}`).not.toContain('freehold-mark');
});

test('without a mail server the test is a file in the outbox', async () => {
  await using folder = await makeFolder();
  expect((await sendWith({ FREEHOLD_DATA: folder.path })).outcome.kind).toBe('accepted');
  const outbox = path.join(folder.path, 'outbox');
  const [file = '', ...others] = await readdir(outbox);
  expect(others).toEqual([]);
  expect(await readFile(path.join(outbox, file), 'utf8')).toContain(`To: ${to}`);
});

test('a refusal of the mail server is told by its code', async () => {
  await using folder = await makeFolder();
  await using sink = await openSmtpSink();
  sink.refuse({ at: 'RCPT', code: 550, text: '5.1.1 no such mailbox here' });
  const { outcome } = await sendWith({ FREEHOLD_DATA: folder.path, SMTP_URL: sink.url });
  expect(outcome).toEqual({
    kind: 'rejected',
    at: 'recipient',
    code: 550,
    reason: 'EENVELOPE RCPT TO 550 5.1.1',
  });
});
