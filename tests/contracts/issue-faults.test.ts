import { describe, expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { hashAddress } from '#audience/tokens.ts';
import { isConserved, noDeliveries } from '#newsletter/delivery.ts';
import { sendIssue, type SendingContext } from '#server/sending/send-issue.ts';
import { smtpTransport } from '#server/sending/transport.ts';

import { makeFolder, minute, serverKey } from '../support/audience.ts';
import {
  addReaders,
  aMessage,
  deliveryKeys,
  issueId,
  listIssue,
  preparerOf,
  sendingContext,
} from '../support/deliveries.ts';
import { at, smtpFaults } from '../support/smtp-faults.ts';
import { type Answer, openSmtpScript } from '../support/smtp-script.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';
import { now } from '../support/store-rows.ts';

/** Sends the issue to `names` by a server that answers so, and tells what became of it. */
async function sendTo(
  names: readonly string[],
  answer: Answer,
  {
    patienceMs = 5000,
    url,
    ...changes
  }: { patienceMs?: number; url?: string } & Partial<SendingContext> = {},
) {
  await using folder = await makeFolder();
  await using server = await openSmtpScript(answer);
  const store = await openAudienceStore(folder.path, { now, gatherMs: 0 });
  await addReaders(store, names);
  const deliveries = store.deliveries(deliveryKeys(() => now));
  await listIssue(deliveries, names);
  const patience = { setupMs: patienceMs, answerMs: patienceMs };
  const transport = smtpTransport(url ?? server.url, { lanes: 1, ...patience });
  const context = sendingContext({ deliveries, transport }, changes);
  const end = await sendIssue(issueId, context);
  const counts = await deliveries.counts(issueId);
  const outcomes = await deliveries.listOutcomes(issueId, { after: null, max: 10 });
  const issue = await deliveries.findIssue(issueId);
  const suppressions = await store.read((rows) =>
    Promise.all(
      names.map(async (name) => {
        const hash = hashAddress(serverKey, `${name}@example.org`);
        return (await rows.findSuppression(hash))?.reason ?? null;
      }),
    ),
  );
  await store.close();
  expect(isConserved(names.length, counts)).toBe(true);
  return {
    end,
    counts,
    outcomes,
    issue,
    suppressions,
    arrived: server.arrived,
    sessions: server.sessions,
  };
}

describe('a mail ends as it must when the server answers with', { timeout: 30_000 }, () => {
  test.each(smtpFaults)(
    '$name: $state',
    async ({ answer, isSilent = false, state, reason, attempts, end, note, arrived }) => {
      const sent = await sendTo(['ada'], answer, { patienceMs: isSilent ? 500 : 5000 });
      expect(sent.counts).toEqual({ ...noDeliveries, [state]: 1 });
      expect(sent.end).toBe(end);
      expect(sent.outcomes).toMatchObject([{ state, attempts }]);
      if (reason) expect(sent.outcomes[0]?.reason).toMatch(reason);
      if (note) expect(sent.issue?.note).toMatch(note);
      expect(sent.arrived).toHaveLength(arrived);
    },
  );

  test('a drop within the message: deferred, since the server cannot have taken it', async () => {
    const html = aMessage().html.replace('</body>', `${'<p>zout</p>\n'.repeat(700_000)}</body>`);
    const prepare = preparerOf(aMessage({ html }));
    const { counts, arrived } = await sendTo(['ada'], at('DATA', 'half'), { prepare });
    expect(counts).toEqual({ ...noDeliveries, deferred: 1 });
    expect(arrived).toEqual([]);
  });
});

describe('a sender', { timeout: 30_000 }, () => {
  const names = Array.from({ length: 20 }, (_, index) => `p${index}`);

  test('connects again to a server that ends the connection after seven mails, and loses none', async () => {
    const closing: Answer = ({ command, mail }) =>
      command === '.' && mail === 7 ? 'parting' : null;
    const { counts, arrived, sessions } = await sendTo(names, closing);
    expect(counts).toEqual({ ...noDeliveries, sent: 20 });
    expect(arrived).toHaveLength(20);
    expect(sessions.length).toBeGreaterThanOrEqual(3);
  });

  test('connects again to a server that says 421 to the eighth mail, which is nobody’s fault', async () => {
    const closing: Answer = ({ command, mail }) =>
      command === 'MAIL' && mail === 8 ? '421 bye' : null;
    const { counts, outcomes } = await sendTo(names.slice(0, 10), closing);
    expect(counts).toEqual({ ...noDeliveries, sent: 10 });
    expect(outcomes.map(({ attempts }) => attempts)).toEqual(Array.from({ length: 10 }, () => 1));
  });

  test('gives back what it had claimed when its own side fails, and goes on where it was', async () => {
    const { counts, issue, sessions } = await sendTo(names, at('CONNECT', '554 no service'));
    expect(counts).toEqual({ ...noDeliveries, queued: 20 });
    expect(issue?.resumeAt).toEqual(new Date(now.getTime() + minute));
    expect(sessions.length).toBeLessThan(3);
  });

  test('suppresses who has no mailbox, and nobody whose server blames us', async () => {
    const answer: Answer = (moment) =>
      moment.command === 'RCPT' && moment.mail === 1
        ? '550 5.1.1 gone'
        : at('.', '550 5.7.1 no')(moment);
    const { counts, suppressions } = await sendTo(['ada', 'bob'], answer);
    expect(counts).toEqual({ ...noDeliveries, failed: 2 });
    expect(suppressions).toEqual(['bounce', null]);
  });

  test.each([
    ['a port where nobody listens', 'smtp://127.0.0.1:1', /ECONNREFUSED/],
    ['a name that does not exist', 'smtp://nobody.invalid:25', /EDNS|ENOTFOUND|EAI_AGAIN/],
  ])('pauses the issue at %s; no try is counted', async (_, url, note) => {
    const sent = await sendTo(['ada'], () => null, { url, patienceMs: 2000 });
    expect(sent.counts).toEqual({ ...noDeliveries, queued: 1 });
    expect(sent.outcomes).toMatchObject([{ attempts: 0 }]);
    expect(sent.issue?.note).toMatch(note);
  });

  test('pauses the issue when the certificate is not trusted, and when the login is refused', async () => {
    await using strict = await openSmtpSink({ tls: true, login: { user: 'hub', pass: 'right' } });
    const port = new URL(strict.url).port;
    const untrusted = await sendTo(['ada'], () => null, { url: `smtp://localhost:${port}` });
    expect(untrusted.issue?.note).toMatch(/CERT|ETLS|SIGNED/);
    await using open = await openSmtpSink({ login: { user: 'hub', pass: 'right' } });
    const wrong = open.url.replace('//', '//hub:wrong@');
    const refused = await sendTo(['ada'], () => null, { url: wrong });
    expect(refused.issue?.note).toMatch(/EAUTH.*535/);
    for (const { counts } of [untrusted, refused])
      expect(counts).toEqual({ ...noDeliveries, queued: 1 });
  });

  test('sends nothing to an address that is not plain', async () => {
    const { counts, arrived } = await sendTo(['"b,eve'], () => null);
    expect(counts).toEqual({ ...noDeliveries, failed: 1 });
    expect(arrived).toEqual([]);
  });
});
