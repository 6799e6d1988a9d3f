import { describe, expect, test } from 'vitest';

import { isProofWanted, noteAnswer } from '#audience/admission.ts';
import { confirm } from '#audience/confirmation.ts';
import { subscribe } from '#audience/sign-up.ts';
import { ask } from '#feedback/ask.ts';

import { anApproach } from '../../support/approaches.ts';
import { aHub, aSignUp, hour, minute, openAudience, tokenIn } from '../../support/audience.ts';
import { aQuestion } from '../../support/questions.ts';

/** Goal 27 is about 10 000 sign-ups from 1 000 networks: `FLOOD=10000` sends them all. */
const flood = Number(process.env['FLOOD'] ?? 500);

type Audience = Awaited<ReturnType<typeof openAudience>>;

/** A hub that may be made to send so many mails an hour. */
function openHub(perHour: number): Promise<Audience> {
  const { newsletter } = aHub();
  return openAudience({
    hub: aHub({ newsletter: { ...newsletter, confirmMailsPerHour: perHour } }),
  });
}

/** An address of its own for each number, each at a provider of its own. */
const addressOf = (index: number) => `p${index}@d${index}.example`;

function signUp(audience: Audience, email: string, approach = anApproach()) {
  return subscribe(aSignUp({ email }), { ...audience.context(), approach });
}

/** Signs up so many people one after the other, from networks and with proofs as told. */
async function signUpMany(
  audience: Audience,
  count: number,
  approachOf: (index: number) => Parameters<typeof anApproach>[0] = (index) => ({
    network: `home-${index}`,
  }),
) {
  for (let index = 0; index < count; index += 1)
    await signUp(audience, addressOf(index), anApproach(approachOf(index)));
}

/** Who gets a mail of a kind now. */
async function mailed(audience: Audience, kind = 'confirm'): Promise<string[]> {
  return (await audience.deliver()).filter((mail) => mail.kind === kind).map(({ to }) => to);
}

const isWanted = (audience: Audience, network = 'somewhere') =>
  audience.store.read((rows) =>
    isProofWanted(anApproach({ network }), { ...audience.context(), rows }),
  );

describe('the maximum of mails an hour', () => {
  test('makes what is above it wait for the next hour, and loses nothing', async () => {
    await using audience = await openHub(6);
    await signUpMany(audience, 9, (index) => ({ proof: `proof-${index}` }));
    expect(await mailed(audience)).toHaveLength(6);
    audience.clock.pass(hour - 1);
    expect(await mailed(audience)).toEqual([]);
    audience.clock.pass(1);
    expect((await mailed(audience)).toSorted()).toEqual([6, 7, 8].map(addressOf));
  });

  test('covers questions and repeated sign-ups too', async () => {
    await using audience = await openHub(4);
    await signUp(audience, 'ada@example.org');
    const [mail] = await audience.deliver();
    if (!mail) throw new Error('no mail went out');
    await confirm(tokenIn(mail), audience.context());
    await audience.deliver();
    const asks = (email: string) => {
      const approach = anApproach({ network: email, proof: email });
      return ask(aQuestion({ email }), { ...audience.context(), approach });
    };

    await signUp(audience, 'ada@example.org', anApproach({ proof: 'worked' }));
    for (const email of ['bob@one.example', 'cor@two.example', 'dee@three.example'])
      await asks(email);
    const first = await audience.deliver();
    expect(first.map(({ kind }) => kind).toSorted()).toEqual([
      'alert',
      'already-subscribed',
      'confirm-question',
      'confirm-question',
    ]);
    audience.clock.pass(hour);
    expect(await mailed(audience, 'confirm-question')).toHaveLength(1);
  });

  test('goal 27: a flood of sign-ups never exceeds it, and an honest one is mailed at once', async () => {
    await using audience = await openAudience();
    await signUpMany(audience, flood, (index) => ({ network: `bot-${index % (flood / 10)}` }));
    await signUp(audience, 'ada@example.org', anApproach({ proof: 'worked' }));

    const first = await audience.deliver();
    const confirmMails = first.filter(({ kind }) => kind === 'confirm');
    expect(confirmMails.length).toBeLessThanOrEqual(60);
    expect(confirmMails.map(({ to }) => to)).toContain('ada@example.org');
    for (let tenth = 0; tenth < 30; tenth += 1) {
      audience.clock.pass(6 * minute);
      const isHour = (tenth + 1) % 10 === 0;
      expect((await mailed(audience)).length).toBeLessThanOrEqual(isHour ? 30 : 0);
    }
  }, 600_000);
});

describe('a network over its limit', () => {
  test('is asked for a proof of work, others are not', async () => {
    await using audience = await openAudience();
    await signUpMany(audience, 9, () => ({ network: 'room' }));
    expect(await isWanted(audience, 'room')).toBe(false);
    await signUp(audience, 'ada@example.org', anApproach({ network: 'room' }));
    expect(await isWanted(audience, 'room')).toBe(true);
    expect(await isWanted(audience, 'elsewhere')).toBe(false);
    audience.clock.pass(3 * minute);
    expect(await isWanted(audience, 'room')).toBe(false);
  });

  test('signs everybody in the room up who does the work: nobody is refused', async () => {
    await using audience = await openHub(400);
    await signUpMany(audience, 200, (index) => ({
      network: 'room',
      ...(index >= 10 && { proof: `proof-${index}` }),
    }));
    expect(await mailed(audience)).toHaveLength(200);
    expect(await isWanted(audience)).toBe(false);
  });

  test('waits behind others without it', async () => {
    await using audience = await openHub(40);
    await signUpMany(audience, 10 + 20, () => ({ network: 'room' }));
    await signUp(audience, 'ada@example.org', anApproach({ network: 'home', proof: 'worked' }));
    const at = await mailed(audience);
    expect(at).toContain('ada@example.org');
    expect(at).not.toContain(addressOf(29));
    audience.clock.pass(hour);
    expect(await mailed(audience)).toContain(addressOf(29));
  });

  test('a form with a forged time counts twice', async () => {
    await using audience = await openAudience();
    for (let index = 0; index < 5; index += 1)
      await signUp(audience, addressOf(index), anApproach({ network: 'room', pace: 'unproven' }));
    expect(await isWanted(audience, 'room')).toBe(true);
  });
});

describe('what looks like abuse', () => {
  test('too fast for a person, it never takes the places that are kept for others', async () => {
    await using audience = await openHub(6);
    await signUpMany(audience, 6, (index) => ({ network: `n${index}`, pace: 'too-fast' }));
    expect(await mailed(audience)).toHaveLength(3);
  });

  test('fault 18: a proof that was used before counts for nothing', async () => {
    await using audience = await openHub(6);
    // Then the alarm is on, and whoever comes without work waits behind these.
    await signUpMany(audience, 6, (index) => ({ network: `n${index}` }));
    await mailed(audience);
    await signUp(audience, 'ada@one.example', anApproach({ network: 'a', proof: 'worked' }));
    await signUp(audience, 'bob@two.example', anApproach({ network: 'b', proof: 'worked' }));
    await signUp(audience, 'cor@three.example', anApproach({ network: 'c', proof: 'other' }));
    const atOnce = await mailed(audience);
    expect(atOnce.toSorted()).toEqual(['ada@one.example', 'cor@three.example']);
    audience.clock.pass(hour);
    expect(await mailed(audience)).toContain('bob@two.example');
  });

  test('fault 19: one provider’s excess waits, and % and _ in an address are letters', async () => {
    await using audience = await openHub(8);
    const emails = [
      '%@mail.example',
      '_@mail.example',
      'a%@mail.example',
      'a_@mail.example',
      'ab@mail.example',
    ];
    for (const [index, email] of emails.entries())
      await signUp(audience, email, anApproach({ network: `n${index}`, proof: `p${index}` }));
    await signUp(audience, 'ada@other.example', anApproach({ network: 'n', proof: 'p' }));
    const first = [...emails.slice(0, 4), 'ada@other.example'];
    expect((await mailed(audience)).toSorted()).toEqual(first.toSorted());
    audience.clock.pass(hour);
    expect(await mailed(audience)).toEqual(emails.slice(4));
  });
});

describe('the alarm', () => {
  test('sounds when mails stay unanswered, and ends an hour after calm has come back', async () => {
    await using audience = await openHub(8);
    await signUpMany(audience, 4);
    expect(await isWanted(audience)).toBe(false);
    expect(await signUp(audience, 'ada@example.org')).toEqual({
      kind: 'accepted',
      alarm: 'unanswered',
    });
    expect(await isWanted(audience)).toBe(true);
    audience.clock.pass(hour);
    expect(await isWanted(audience)).toBe(false);
  });

  test('stays silent when people answer', async () => {
    await using audience = await openHub(8);
    for (let index = 0; index < 8; index += 1) {
      await signUp(audience, addressOf(index), anApproach({ network: `n${index}` }));
      const context = audience.context();
      await audience.store.write((rows) => noteAnswer({ ...context, rows }));
    }
    expect(await isWanted(audience)).toBe(false);
  });

  test('tells the owner once a day, in plain text without anything a visitor typed', async () => {
    await using audience = await openHub(2);
    await signUpMany(audience, 8);
    const [alert, ...more] = (await audience.deliver()).filter(({ kind }) => kind === 'alert');
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ to: 'redactie@hub.example', html: null, language: 'nl' });
    expect(alert?.text).toContain('confirmMailsPerHour');
    expect(`${alert?.subject}${alert?.text}`).not.toMatch(/@d\d|p\d@/);

    audience.clock.pass(2 * hour);
    await signUpMany(audience, 8, (index) => ({ network: `again-${index}` }));
    expect(await mailed(audience, 'alert')).toEqual([]);
  });
});
