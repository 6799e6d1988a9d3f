import { describe, expect, test } from 'vitest';

import { folderMailer } from '#adapters/mail/folder-mailer.ts';
import type { Mailer, SendOutcome } from '#audience/mail.ts';
import type { ClaimedMail } from '#audience/outbox.ts';
import { subscribe } from '#audience/sign-up.ts';
import { composeMail } from '#server/compose-mail.ts';
import { deliverDue, startOutboxWorker } from '#server/outbox-worker.ts';

import {
  aSignUp,
  hour,
  makeFolder,
  memoryMailer,
  minute,
  openAudience,
} from '../../support/audience.ts';

type Audience = Awaited<ReturnType<typeof openAudience>>;

function aDelivery(audience: Audience, mailer: Mailer, owner = 'worker') {
  const lines: string[] = [];
  const { store, clock } = audience;
  const log = (line: string) => void lines.push(line);
  return {
    lines,
    context: {
      outbox: store.outbox,
      mailer,
      owner,
      clock,
      log,
      compose: (row: ClaimedMail) => composeMail(row, audience.context()),
    },
  };
}

const deferred: SendOutcome = { kind: 'deferred', reason: 'EENVELOPE 451' };

describe('deliverDue', () => {
  test('names the file and its link when mails are written', async () => {
    await using audience = await openAudience();
    await using folder = await makeFolder();
    const { context, lines } = aDelivery(audience, folderMailer(folder.path));
    await subscribe(aSignUp(), audience.context());
    expect(await deliverDue(context)).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^mail written .+\/20261122T090000Z-confirm-[0-9a-f-]{36}\.eml · http:\/\/localhost:4321\/nieuwsbrief\/bevestigen\/\?token=[\w-]{43}$/,
    );
  });

  test.each<SendOutcome>([
    { kind: 'sent', file: null },
    { kind: 'refused', reason: 'EENVELOPE 550' },
    deferred,
    { kind: 'unreachable', reason: 'ECONNECTION' },
    { kind: 'unknown', reason: 'ECONNECTION' },
  ])('logs neither token nor address of a mail that was $kind', async (outcome) => {
    await using audience = await openAudience();
    const { mailer, sent } = memoryMailer(() => outcome);
    const { context, lines } = aDelivery(audience, mailer);
    await subscribe(aSignUp(), audience.context());
    await deliverDue(context);
    expect(lines).toEqual([expect.stringContaining(`mail ${outcome.kind}`)]);
    expect(lines.join()).not.toMatch(/ada@|token=/);
    expect(lines.join()).not.toContain(new URL(sent[0]?.link ?? 'x:').searchParams.get('token'));
  });

  test('tries a deferred mail again after 5 minutes, 15, 1 hour, 4, 12, and then gives up', async () => {
    await using audience = await openAudience();
    const { mailer, sent } = memoryMailer(() => deferred);
    const { context } = aDelivery(audience, mailer);
    await subscribe(aSignUp(), audience.context());
    await deliverDue(context);
    for (const delay of [5 * minute, 15 * minute, hour, 4 * hour, 12 * hour]) {
      const tries = sent.length;
      audience.clock.pass(delay - 1);
      expect(await deliverDue(context)).toBe(0);
      audience.clock.pass(1);
      await deliverDue(context);
      expect(sent).toHaveLength(tries + 1);
    }
    audience.clock.pass(100 * hour);
    expect(await deliverDue(context)).toBe(0);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  test('does not count tries that never reached the other side', async () => {
    await using audience = await openAudience();
    let outcome: SendOutcome = { kind: 'unreachable', reason: 'EDNS' };
    const { mailer, sent } = memoryMailer(() => outcome);
    const { context } = aDelivery(audience, mailer);
    await subscribe(aSignUp(), audience.context());
    for (let count = 0; count < 20; count += 1) {
      expect(await deliverDue(context)).toBe(1);
      audience.clock.pass(minute);
    }
    outcome = { kind: 'sent', file: null };
    expect(await deliverDue(context)).toBe(1);
    expect(sent).toHaveLength(21);
    audience.clock.pass(hour);
    expect(await deliverDue(context)).toBe(0);
  });

  test('tries a mail that may have been taken once more, and not a third time', async () => {
    await using audience = await openAudience();
    const { mailer, sent } = memoryMailer(() => ({ kind: 'unknown', reason: 'ECONNECTION' }));
    const { context, lines } = aDelivery(audience, mailer);
    await subscribe(aSignUp(), audience.context());
    await deliverDue(context);
    audience.clock.pass(5 * minute);
    await deliverDue(context);
    audience.clock.pass(100 * hour);
    expect(await deliverDue(context)).toBe(0);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(sent).toHaveLength(2);
    expect(lines).toEqual([
      expect.stringMatching(/; next try 2026-11-22T09:05:00\.000Z$/),
      expect.stringMatching(/; given up$/),
    ]);
  });

  test.each([
    [
      { kind: 'unreachable', reason: 'mail.example:465: EDNS CONN' },
      'next try 2026-11-22T09:01:00.000Z',
    ],
    [
      { kind: 'deferred', reason: 'mail.example:465: EENVELOPE RCPT TO 451' },
      'next try 2026-11-22T09:05:00.000Z',
    ],
    [{ kind: 'refused', reason: 'mail.example:465: EENVELOPE RCPT TO 550' }, 'given up'],
  ] as const)('says of a mail that was %j what comes next', async (outcome, next) => {
    await using audience = await openAudience();
    const { mailer } = memoryMailer(() => outcome);
    const { context, lines } = aDelivery(audience, mailer);
    await subscribe(aSignUp(), audience.context());
    await deliverDue(context);
    expect(lines[0]).toMatch(/^mail [a-z]+: confirm [0-9a-f-]{36}: /);
    expect(lines[0]?.endsWith(`: ${outcome.reason}; ${next}`)).toBe(true);
  });

  test('ends a mail that cannot be put into bytes', async () => {
    await using audience = await openAudience();
    const { mailer } = memoryMailer(() => {
      throw new TypeError('a header of this mail holds a control character');
    });
    const { context, lines } = aDelivery(audience, mailer);
    await subscribe(aSignUp(), audience.context());
    await deliverDue(context);
    expect(lines).toEqual([expect.stringContaining('mail refused')]);
    audience.clock.pass(hour);
    expect(await deliverDue(context)).toBe(0);
  });

  test('takes over what another worker left behind, under the same name', async () => {
    await using audience = await openAudience();
    await subscribe(aSignUp(), audience.context());
    const now = audience.clock();
    const [abandoned] = await audience.store.outbox.claim({
      owner: 'dead',
      now,
      leaseUntil: new Date(now.getTime() + 30_000),
      max: 1,
    });
    const { mailer, sent } = memoryMailer();
    const { context } = aDelivery(audience, mailer);
    expect(await deliverDue(context)).toBe(0);
    audience.clock.pass(30_000);
    expect(await deliverDue(context)).toBe(1);
    expect(sent[0]?.id).toBe(abandoned?.id);
  });

  test('sends each mail once when two workers share the outbox', async () => {
    await using audience = await openAudience();
    for (let n = 0; n < 12; n += 1)
      await subscribe(aSignUp({ email: `p${n}@example.org` }), audience.context());
    const { mailer, sent } = memoryMailer();
    const workers = ['one', 'two'].map((owner) => aDelivery(audience, mailer, owner).context);
    await Promise.all(
      workers.map(async (context) => {
        while ((await deliverDue(context)) > 0);
      }),
    );
    expect(sent.map(({ to }) => to).toSorted()).toEqual(
      Array.from({ length: 12 }, (_, n) => `p${n}@example.org`).toSorted(),
    );
  });
});

describe('startOutboxWorker', () => {
  test('wakes at once, and finishes the mail under way when it stops', async () => {
    await using audience = await openAudience();
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const { mailer, sent } = memoryMailer();
    const slow: Mailer = {
      ...mailer,
      async send(mail) {
        begun.resolve();
        await release.promise;
        return mailer.send(mail);
      },
    };
    const { context, lines } = aDelivery(audience, slow);
    const worker = startOutboxWorker(context);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await subscribe(aSignUp(), audience.context());
    const start = performance.now();
    worker.wake();
    await begun.promise;
    expect(performance.now() - start).toBeLessThan(2000);

    const stopping = worker.stop();
    release.resolve();
    await stopping;
    expect(sent).toHaveLength(1);
    expect(lines).toEqual([expect.stringContaining('mail sent')]);
    expect(await audience.store.outbox.nextDue()).toBeNull();
  });

  test('stops although the other side never answers; the mail is sent again later', async () => {
    await using audience = await openAudience();
    const begun = Promise.withResolvers<void>();
    const { mailer, sent } = memoryMailer();
    const silent: Mailer = {
      ...mailer,
      send() {
        begun.resolve();
        return new Promise(() => {});
      },
    };
    const { context, lines } = aDelivery(audience, silent);
    await subscribe(aSignUp(), audience.context());
    const worker = startOutboxWorker(context, { stopMs: 20 });
    await begun.promise;
    await worker.stop();
    expect(lines).toEqual([expect.stringContaining('without waiting longer')]);

    audience.clock.pass(30_000);
    expect(await deliverDue(aDelivery(audience, mailer, 'next').context)).toBe(1);
    expect(sent).toHaveLength(1);
  });

  test('goes on after the store could not be read', async () => {
    await using audience = await openAudience();
    const { mailer, sent } = memoryMailer();
    const { context, lines } = aDelivery(audience, mailer);
    let failures = 1;
    const failing = {
      ...context.outbox,
      claim: (lease: Parameters<typeof context.outbox.claim>[0]) =>
        failures-- > 0 ? Promise.reject(new Error('disk on fire')) : context.outbox.claim(lease),
    };
    await subscribe(aSignUp(), audience.context());
    const worker = startOutboxWorker({ ...context, outbox: failing });
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(lines[0]).toContain('disk on fire');
    worker.wake();
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await worker.stop();
    expect(sent).toHaveLength(1);
  });
});
