import {
  type AddressChangeOutcome,
  type AddressChangeView,
  type ConfirmAddressOutcome,
  confirmAddressChange,
  openAddressChange,
  requestAddressChange,
} from '#audience/address-change.ts';
import {
  type LeavingContext,
  type UnsubscribeOutcome,
  unsubscribeOnPage,
} from '#audience/leaving.ts';
import { findHeldData, type HeldContext, type HeldData } from '#audience/held-data.ts';
import { type ManagingView, openManaging } from '#audience/managing.ts';
import {
  type LinkContext,
  type LinkRequestOutcome,
  type ManageLinkOutcome,
  requestManageLink,
  requestPreferencesLink,
} from '#audience/preference-links.ts';
import {
  openPreferences,
  type PreferencesContext,
  type PreferencesView,
  type SaveOutcome,
  savePreferences,
  type Wish,
} from '#audience/preferences.ts';
import { comeBack, openReturn, type ReturnOutcome, type ReturnView } from '#audience/returning.ts';
import type { Language } from '#hub/languages.ts';

import { approachOf, type FormTraces, type TakenForm, unknownVisitor } from './form-guard.ts';

/** What subscribers do with what is theirs. */
export interface PreferenceServices {
  openPreferences(token: string): Promise<PreferencesView>;
  savePreferences(token: string, wish: Wish): Promise<SaveOutcome>;
  /** Without `traces` it counts as sent by an unknown visitor, all of whom share one limit. */
  requestPreferencesLink(
    wish: { email: string; language: Language },
    traces?: FormTraces,
  ): Promise<LinkRequestOutcome>;
  requestManageLink(token: string): Promise<ManageLinkOutcome>;
  openManaging(token: string): Promise<ManagingView>;
  requestAddressChange(wish: { token: string; email: string }): Promise<AddressChangeOutcome>;
  openAddressChange(token: string): Promise<AddressChangeView>;
  confirmAddressChange(token: string): Promise<ConfirmAddressOutcome>;
  /** Everything held about the person behind a manage `token`; `null` where it lets nobody in. */
  heldDataBehind(token: string): Promise<HeldData | null>;
  /** Erases the person behind a manage `token`; a token that lets nobody in erases nobody. */
  eraseBehind(token: string): Promise<{ readonly kind: 'erased' | 'unknown-token' }>;
  unsubscribeOnPage(token: string): Promise<UnsubscribeOutcome>;
  openReturn(token: string): Promise<ReturnView>;
  comeBack(token: string): Promise<ReturnOutcome>;
}

type Context = PreferencesContext & LinkContext & LeavingContext & HeldContext;

interface Acts {
  /** Has the mails looked at that an act may have queued. */
  readonly settle: (outcome: TakenForm) => void;
  readonly erase: (subscriberId: string) => Promise<unknown>;
}

export function preferenceServices(
  context: () => Context,
  { settle, erase }: Acts,
): PreferenceServices {
  const settled = async <T extends TakenForm>(work: Promise<T>): Promise<T> => {
    const outcome = await work;
    settle(outcome);
    return outcome;
  };
  return {
    openPreferences: (token) => openPreferences(token, context()),
    savePreferences: (token, wish) => savePreferences(token, wish, context()),
    async requestPreferencesLink(wish, traces = unknownVisitor) {
      const approach = await approachOf('preferences-link', traces, context());
      return settled(requestPreferencesLink(wish, { ...context(), approach }));
    },
    requestManageLink: (token) => settled(requestManageLink(token, context())),
    openManaging: (token) => openManaging(token, context()),
    requestAddressChange: (wish) => settled(requestAddressChange(wish, context())),
    openAddressChange: (token) => openAddressChange(token, context()),
    confirmAddressChange: (token) => confirmAddressChange(token, context()),
    heldDataBehind: async (token) => {
      const view = await openManaging(token, context());
      if (view.kind !== 'open') return null;
      return findHeldData(view.subscriber.address, context());
    },
    eraseBehind: async (token) => {
      const view = await openManaging(token, context());
      if (view.kind !== 'open') return { kind: 'unknown-token' };
      await erase(view.subscriber.id);
      return { kind: 'erased' };
    },
    unsubscribeOnPage: (token) => settled(unsubscribeOnPage(token, context())),
    openReturn: (token) => openReturn(token, context()),
    comeBack: (token) => comeBack(token, context()),
  };
}
