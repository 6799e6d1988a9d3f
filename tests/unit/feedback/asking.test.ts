import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { subscribe } from '#audience/sign-up.ts';
import { suppressionReasons } from '#audience/subscription.ts';
import { hashAddress } from '#audience/tokens.ts';
import { ask } from '#feedback/ask.ts';
import { purgeUnverified } from '#feedback/purge.ts';
import type { QuestionFields } from '#feedback/question.ts';
import { openVerification, verifyQuestion } from '#feedback/verification.ts';

import {
  aSignUp,
  bytesBelow,
  day,
  hour,
  openAudience,
  rowsIn,
  serverKey,
  tokenIn,
} from '../../support/audience.ts';
import { aQuestion } from '../../support/questions.ts';

type Audience = Awaited<ReturnType<typeof openAudience>>;

/** Asks, and returns the token that was mailed. */
async function asked(audience: Audience, changes: Partial<QuestionFields> = {}): Promise<string> {
  await ask(aQuestion(changes), audience.context());
  const [mail] = await audience.deliver();
  if (!mail) throw new Error('no mail went out');
  return tokenIn(mail);
}

/** The rows by which the figures count questions. */
function eventsIn({ folder }: Audience) {
  const database = new DatabaseSync(path.join(folder, 'audience.sqlite'), { readOnly: true });
  const rows = database.prepare("select * from events where type = 'question.asked' order by id");
  const events = rows.all();
  database.close();
  return events;
}

describe('ask', () => {
  test('mails a link to the asker, and tells nobody else', async () => {
    await using audience = await openAudience();
    expect(await ask(aQuestion(), audience.context())).toEqual({ kind: 'accepted' });
    const mails = await audience.deliver();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      kind: 'confirm-question',
      to: 'ada@example.org',
      replyTo: null,
      subject: 'Bevestig je vraag aan Ilyas Naafdop',
      link: expect.stringMatching(
        /^http:\/\/localhost:4321\/vraag\/bevestigen\/\?token=[\w-]{43}$/,
      ),
    });
    expect(rowsIn(audience.folder)).not.toContain('question.asked');
  });

  test('no word that a visitor typed is in that mail', async () => {
    await using audience = await openAudience();
    const spam = { text: 'KOOPNU op spam.example', name: 'KOOPNU', page: '/KOOPNU/' };
    await ask(aQuestion(spam), audience.context());
    expect(JSON.stringify(await audience.deliver())).not.toMatch(/koopnu|spam\.example/i);
  });

  test('refuses what is not right, and stores nothing of it', async () => {
    await using audience = await openAudience();
    const before = rowsIn(audience.folder);
    expect(await ask(aQuestion({ text: 'kort' }), audience.context())).toEqual({
      kind: 'refused',
      problems: { text: 'too-short' },
    });
    expect(rowsIn(audience.folder)).toBe(before);
  });

  test('takes three unverified questions a day of an address; of a fourth nothing is stored', async () => {
    await using audience = await openAudience();
    for (const email of ['ada@example.org', 'ADA@example.org', 'Ada@Example.org'])
      await asked(audience, { email });
    const before = rowsIn(audience.folder);
    expect(await ask(aQuestion(), audience.context())).toEqual({ kind: 'accepted' });
    expect(rowsIn(audience.folder)).toBe(before);
    expect(await audience.deliver()).toEqual([]);
    expect(await asked(audience, { email: 'eve@example.org' })).toHaveLength(43);

    audience.clock.pass(day);
    expect(await asked(audience)).toHaveLength(43);
  });

  test('also when many are sent at once', async () => {
    await using audience = await openAudience();
    await Promise.all(Array.from({ length: 50 }, () => ask(aQuestion(), audience.context())));
    expect(await audience.deliver()).toHaveLength(3);
  });

  test('does not count questions that were verified', async () => {
    await using audience = await openAudience();
    for (let count = 0; count < 5; count += 1) {
      const token = await asked(audience);
      expect(await verifyQuestion(token, audience.context())).toMatchObject({ kind: 'opened' });
      await audience.deliver();
    }
  });

  test.each(suppressionReasons)(
    'mails an address suppressed for %s only after an erasure',
    async (reason) => {
      await using audience = await openAudience();
      const suppression = {
        addressHash: hashAddress(serverKey, 'ada@example.org'),
        reason,
        since: audience.clock(),
        until: null,
        source: 'test',
      };
      await audience.store.write((rows) => rows.addSuppression(suppression));
      expect(await ask(aQuestion(), audience.context())).toEqual({ kind: 'accepted' });
      expect(await audience.deliver()).toHaveLength(reason === 'erasure' ? 1 : 0);
    },
  );

  test('sends no link to an address that was suppressed meanwhile', async () => {
    await using audience = await openAudience();
    await ask(aQuestion(), audience.context());
    await audience.store.write((rows) =>
      rows.addSuppression({
        addressHash: hashAddress(serverKey, 'ada@example.org'),
        reason: 'complaint',
        since: audience.clock(),
        until: null,
        source: 'test',
      }),
    );
    expect(await audience.deliver()).toEqual([]);
  });
});

describe('openVerification', () => {
  test('shows the question and whom it is for, and changes nothing', async () => {
    await using audience = await openAudience();
    const token = await asked(audience);
    const before = rowsIn(audience.folder);
    expect(await openVerification(token, audience.context())).toEqual({
      kind: 'awaiting',
      language: 'nl',
      person: 'ilyas-naafdop',
      text: aQuestion().text,
    });
    expect(rowsIn(audience.folder)).toBe(before);
  });
});

describe('verifyQuestion', () => {
  test('opens the thread and brings the question to the editors, who can simply reply', async () => {
    await using audience = await openAudience();
    const token = await asked(audience, { language: 'en', text: '<b>Why</b> does it\r\nsqueak?' });
    expect(await verifyQuestion(token, audience.context())).toEqual({
      kind: 'opened',
      language: 'en',
    });
    const mails = await audience.deliver();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      kind: 'question',
      to: 'redactie@hub.example',
      replyTo: 'ada@example.org',
      subject: 'Vraag voor Ilyas Naafdop',
      text: expect.stringMatching(/<b>Why<\/b> does it\nsqueak\?\n$/),
      html: null,
      link: 'http://localhost:4321/en/people/ilyas-naafdop/',
    });
  });

  test('counts the question once, by the id of a subscriber and without address or text', async () => {
    await using audience = await openAudience();
    await subscribe(aSignUp(), audience.context());
    await audience.deliver();
    const subscriber = await audience.store.read((rows) => rows.findSubscriber('ada@example.org'));
    await verifyQuestion(await asked(audience), audience.context());
    await audience.deliver();
    audience.clock.pass(hour);
    await verifyQuestion(await asked(audience, { email: 'eve@example.org' }), audience.context());

    const events = eventsIn(audience);
    expect(events.map((event) => event['pid'])).toEqual([subscriber?.id, null]);
    expect(JSON.parse(String(events[0]?.['d']))).toEqual({
      thread: expect.any(String),
      person: 'ilyas-naafdop',
      language: 'nl',
    });
    expect(JSON.stringify(events)).not.toMatch(/@|trapas/);
  });

  test('a second time changes nothing and says that it is done', async () => {
    await using audience = await openAudience();
    const token = await asked(audience);
    await verifyQuestion(token, audience.context());
    await audience.deliver();
    const before = rowsIn(audience.folder);
    const already = { kind: 'already-open', language: 'nl' };
    expect(await verifyQuestion(token, audience.context())).toEqual(already);
    expect(await openVerification(token, audience.context())).toEqual(already);
    expect(rowsIn(audience.folder)).toBe(before);
  });

  test('any altered token opens nothing', async () => {
    await using audience = await openAudience();
    const token = await asked(audience);
    await fc.assert(
      fc.asyncProperty(fc.nat(42), fc.base64String({ minLength: 4 }), async (at, text) => {
        const wrong = `${token.slice(0, at)}${text.slice(0, 1)}${token.slice(at + 1)}`;
        fc.pre(wrong !== token);
        expect(await verifyQuestion(wrong, audience.context())).toEqual({ kind: 'unknown-token' });
      }),
      {
        numRuns: 40,
        examples: [
          [0, ''],
          [42, ''],
        ],
      },
    );
    expect(await openVerification(token, audience.context())).toMatchObject({ kind: 'awaiting' });
  });

  test('a token of a subscription opens no question, nor the other way round', async () => {
    await using audience = await openAudience();
    await subscribe(aSignUp(), audience.context());
    const [mail] = await audience.deliver();
    expect(await verifyQuestion(mail ? tokenIn(mail) : '', audience.context())).toEqual({
      kind: 'unknown-token',
    });
  });

  test('an expired link opens nothing', async () => {
    await using audience = await openAudience();
    const token = await asked(audience);
    audience.clock.pass(7 * day);
    expect(await openVerification(token, audience.context())).toEqual({ kind: 'expired' });
    expect(await verifyQuestion(token, audience.context())).toEqual({ kind: 'expired' });
  });
});

describe('purgeUnverified', () => {
  test('leaves no byte of a question that was not verified in seven days', async () => {
    await using audience = await openAudience();
    const typed = { text: 'Vergeetmijnietje, toch?', name: 'Vergeetal', email: 'weg@example.org' };
    await asked(audience, typed);
    audience.clock.pass(7 * day + 1);
    expect(await purgeUnverified(audience.context())).toBe(1);
    await audience.store.compact();
    const bytes = (await bytesBelow(audience.folder)).toString('latin1');
    expect(bytes).not.toMatch(/vergeet|weg@example/i);
  });

  test('keeps what was verified, and its mail to the editors however late it leaves', async () => {
    await using audience = await openAudience();
    const token = await asked(audience);
    await verifyQuestion(token, audience.context());
    audience.clock.pass(8 * day);
    expect(await purgeUnverified(audience.context())).toBe(0);
    await audience.store.write((rows) =>
      rows.purge({
        requestedBefore: new Date(audience.clock().getTime() - 7 * day),
        mailedBefore: new Date(audience.clock().getTime() - 30 * day),
        now: audience.clock(),
      }),
    );
    audience.clock.pass(hour);
    expect(await audience.deliver()).toMatchObject([{ kind: 'question' }]);
  });
});
