import { describe, expect, test } from 'vitest';

import { measurementTextsIn, measurementWordingHash } from '#audience/measurement-texts.ts';
import { postPreferences } from '#server/endpoints/preferences.ts';

import { aSignUp } from '../support/audience.ts';
import { formPost, startServices } from '../support/services.ts';

const language = 'nl';

/** Posts the form of choices as a subscriber, with the box of measurement as `measure` says. */
async function choosing() {
  const hub = await startServices();
  const { services, links } = hub;
  const tokenOf = async (mail: number) =>
    new URL((await links(mail)).at(mail - 1) ?? '').searchParams.get('token') ?? '';
  await services.subscribe(aSignUp());
  await services.confirm(await tokenOf(1));
  await services.requestPreferencesLink({ email: aSignUp().email, language });
  const token = await tokenOf(3);
  const save = (measure: Record<string, string>) =>
    postPreferences(
      formPost('/nieuwsbrief/voorkeuren/', {
        ...{ action: 'save', token, language, frequency: 'each', pausedUntil: '' },
        ...measure,
      }),
      { services, language, clientAddress: '' },
    );
  const measured = async () => {
    const view = await services.openPreferences(token);
    return view.kind === 'open' && view.choices.measure;
  };
  return Object.assign(hub, { save, measured });
}

describe('POST /nieuwsbrief/voorkeuren/', () => {
  test('200 and consent to measurement with a tick, none without', async () => {
    await using hub = await choosing();
    expect(await hub.save({})).toMatchObject({ status: 200, choices: { measure: false } });
    expect(await hub.measured()).toBe(false);
    const tick = { measure: measurementWordingHash(language) };
    expect(await hub.save(tick)).toMatchObject({ status: 200, choices: { measure: true } });
    expect(await hub.measured()).toBe(true);
    expect(await hub.save({})).toMatchObject({ choices: { measure: false } });
    expect(await hub.measured()).toBe(false);
  });

  test('422, and nothing saved, for a tick beside other words than those in force', async () => {
    await using hub = await choosing();
    for (const measure of ['yes', '', measurementWordingHash('en')]) {
      expect(await hub.save({ measure, frequency: 'monthly' })).toMatchObject({
        status: 422,
        choices: { measure: false, frequency: 'monthly' },
        error: measurementTextsIn(language).otherWording,
      });
    }
    expect(await hub.measured()).toBe(false);
  });
});
