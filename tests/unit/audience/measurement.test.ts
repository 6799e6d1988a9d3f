import { describe, expect, test } from 'vitest';

import { measurementTextsIn, measurementWording } from '#audience/measurement-texts.ts';
import { requestPreferencesLink } from '#audience/preference-links.ts';
import { savePreferences } from '#audience/preferences.ts';
import { languages } from '#hub/languages.ts';

import { aSignUp, minute, openAudience, tokenIn } from '../../support/audience.ts';
import { aSubscribedReader } from '../../support/subscribed-reader.ts';

const { email } = aSignUp();

/** Ada, a subscriber, who ticks and unticks the box of measurement. */
async function withChoice() {
  const audience = await openAudience();
  await aSubscribedReader(audience);
  await requestPreferencesLink({ email, language: 'nl' }, audience.context());
  const [mail] = await audience.deliver();
  const ada = () => audience.store.read((rows) => rows.findSubscriber(email));
  const pid = (await ada())?.id ?? '';
  const choose = (measure: boolean, shownIn: 'nl' | 'en' = 'nl') => {
    audience.clock.pass(minute);
    return savePreferences(
      tokenIn(mail ?? { link: '' }),
      { language: 'nl', topics: [], frequency: 'each', pausedUntil: null, measure, shownIn },
      audience.context(),
    );
  };
  const ledger = () => audience.store.read((rows) => rows.listConsents(pid));
  return Object.assign(audience, { ada, pid, choose, ledger });
}

describe('savePreferences', () => {
  test('nobody has agreed to measurement who did not say so', async () => {
    await using audience = await withChoice();
    expect((await audience.ada())?.subscription.measure).toBe(false);
    await audience.choose(false);
    expect((await audience.ledger()).map(({ kind }) => kind)).toEqual(['asked', 'confirmed']);
  });

  test('keeps what was agreed to, as it was read, where and when', async () => {
    await using audience = await withChoice();
    await audience.choose(true, 'en');
    expect((await audience.ada())?.subscription.measure).toBe(true);
    expect((await audience.ledger()).at(-1)).toMatchObject({
      kind: 'changed',
      at: audience.clock(),
      detail: {
        measure: 'true',
        measureWording: measurementWording('en'),
        page: '/en/newsletter/preferences/',
      },
    });
  });

  test('forgets which links were followed when it is withdrawn, and nothing else', async () => {
    await using audience = await withChoice();
    const { pid, store, clock } = audience;
    await audience.choose(true);
    await store.write((rows) =>
      rows.addEvent({ id: 'followed', at: clock(), type: 'link.followed', pid, source: null }),
    );
    await audience.choose(true);
    const typesOf = async () =>
      (await store.read((rows) => rows.findHistory(pid))).events.map(({ type }) => type);
    expect(await typesOf()).toContain('link.followed');

    await audience.choose(false);
    expect(await typesOf()).not.toContain('link.followed');
    expect(await typesOf()).toContain('sub.confirmed');
    expect((await audience.ledger()).at(-1)).toMatchObject({ detail: { measure: 'false' } });
    const { daily } = await store.read((rows) => rows.listTotals());
    expect(daily.find(({ kind }) => kind === 'link.followed')?.n).toBe(1);
  });
});

describe('measurementWording', () => {
  test.each(languages)('in %s says what is kept, for how long, and how it ends', (language) => {
    const { agree, explanation } = measurementTextsIn(language);
    expect(measurementWording(language)).toContain(agree);
    expect(measurementWording(language)).toContain(explanation);
    expect(explanation).toMatch(/24 (?:maanden|months)/);
  });
});
