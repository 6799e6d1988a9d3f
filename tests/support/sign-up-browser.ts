import { randomBytes } from 'node:crypto';

import { confirmByCode } from '#audience/confirm-code.ts';
import { openConfirmation } from '#audience/confirmation.ts';
import { resend } from '#audience/resend.ts';
import { subscribe } from '#audience/sign-up.ts';
import { tokenOf } from '#audience/tokens.ts';

import { aSignUp, type openAudience } from './audience.ts';

type Audience = Awaited<ReturnType<typeof openAudience>>;

/** A cookie that no sign-up set. */
export const aCookie = () => tokenOf(randomBytes(32));

/** A browser that signs up: it keeps the cookie of its last answer, as browsers do. */
export function aBrowser(audience: Audience) {
  const browser = {
    cookie: '',
    async signUp(changes: Parameters<typeof aSignUp>[0] = {}) {
      const cookies = { next: aCookie(), current: browser.cookie };
      browser.cookie = cookies.next;
      await subscribe(aSignUp({ ...changes, browser: cookies }), audience.context());
      return audience.deliver();
    },
    async resend() {
      await resend(browser.cookie, audience.context());
      return audience.deliver();
    },
    type: (code: string) => confirmByCode({ code, cookie: browser.cookie }, audience.context()),
    open: (token: string) =>
      openConfirmation({ token, cookie: browser.cookie }, audience.context()),
  };
  return browser;
}

/** The code that a mail brings. */
export function codeIn(mail: { text: string } | undefined): string {
  return /^\d{6}$/m.exec(mail?.text ?? '')?.[0] ?? '';
}
