import { describe, expect, test } from 'vitest';

import type { SubscriptionTokenPurpose } from '#audience/tokens.ts';
import { openConfirm } from '#server/endpoints/confirm.ts';
import { openNewAddress, openStay } from '#server/endpoints/mailed-button.ts';
import { openPersonalData, postPersonalData } from '#server/endpoints/personal-data.ts';
import { openPreferencesPage, postPreferences } from '#server/endpoints/preferences.ts';

import { aSignUp } from '../support/audience.ts';
import { formPost, origin, startServices } from '../support/services.ts';

const language = 'nl';
const ada = 'ada@example.org';

type Hub = Awaited<ReturnType<typeof startServices>>;

/** The tokens of Ada, as they were mailed, until she left. The confirm token is used up. */
async function allTokens({
  services,
  links,
}: Hub): Promise<Record<SubscriptionTokenPurpose, string>> {
  let mailed = 0;
  const next = async (path: string): Promise<string> => {
    for (;;) {
      mailed += 1;
      const url = new URL((await links(mailed)).at(mailed - 1) ?? '');
      if (url.pathname === path) return url.searchParams.get('token') ?? '';
    }
  };
  await services.subscribe(aSignUp());
  const confirm = await next('/nieuwsbrief/bevestigen/');
  await services.confirm(confirm);
  await services.subscribe(aSignUp());
  const unsubscribe = await next('/nieuwsbrief/afmelden/');
  await services.requestPreferencesLink({ email: ada, language });
  const preferences = await next('/nieuwsbrief/voorkeuren/');
  await services.requestManageLink(preferences);
  const manage = await next('/nieuwsbrief/gegevens/');
  await services.requestAddressChange({ token: manage, email: 'lovelace@example.org' });
  const changeAddress = await next('/nieuwsbrief/nieuw-adres/');
  await services.unsubscribeOnPage(unsubscribe);
  const undo = await next('/nieuwsbrief/toch-blijven/');
  return { confirm, unsubscribe, preferences, manage, 'change-address': changeAddress, undo };
}

/** Whether a page opens for a token. */
const doors: Record<
  string,
  { for: SubscriptionTokenPurpose; opens: (hub: Hub, token: string) => Promise<boolean> }
> = {
  confirm: {
    for: 'confirm',
    opens: async ({ services }, token) => {
      const request = new Request(`${origin}/nieuwsbrief/bevestigen/?token=${token}`);
      return !((await openConfirm(request, { services, language })) instanceof Response);
    },
  },
  'new address': {
    for: 'change-address',
    opens: async ({ services }, token) =>
      !((await openNewAddress(token, { services, language })) instanceof Response),
  },
  stay: {
    for: 'undo',
    opens: async ({ services }, token) =>
      !((await openStay(token, { services, language })) instanceof Response),
  },
  'personal data': {
    for: 'manage',
    opens: async ({ services }, token) =>
      !((await openPersonalData({ token }, { services, language })) instanceof Response),
  },
  download: {
    for: 'manage',
    opens: async ({ services }, token) => {
      const request = formPost('/nieuwsbrief/gegevens/', { action: 'download', token });
      const answer = await postPersonalData(request, { services, language });
      return answer instanceof Response && (await answer.text()).includes(ada);
    },
  },
  preferences: {
    for: 'preferences',
    opens: async ({ services }, token) => {
      const view = await openPreferencesPage(token, { services, language });
      return !(view instanceof Response) && view.kind !== 'ask-address';
    },
  },
  'asking for the data link': {
    for: 'preferences',
    opens: async ({ services }, token) => {
      const request = formPost('/nieuwsbrief/voorkeuren/', { action: 'ask-data', token });
      return (
        (await postPreferences(request, { services, language, clientAddress: '' })) instanceof
        Response
      );
    },
  },
};

describe('a token', () => {
  test('fault 2: opens what it was made for and nothing else, whatever is altered', async () => {
    await using hub = await startServices();
    const tokens = await allTokens(hub);
    for (const [name, door] of Object.entries(doors)) {
      for (const [purpose, token] of Object.entries(tokens)) {
        const isItsOwn = purpose === door.for && purpose !== 'confirm';
        expect([name, purpose, await door.opens(hub, token)]).toEqual([name, purpose, isItsOwn]);
      }
      const own = tokens[door.for];
      for (const wrong of ['', own.slice(1), `${own}A`, own.toUpperCase(), 'A'.repeat(43)]) {
        expect([name, wrong, await door.opens(hub, wrong)]).toEqual([name, wrong, false]);
      }
    }
  });
});
