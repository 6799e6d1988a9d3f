import { type BrowserRequest, hashCode, type SignUpBrowser } from './sign-up-browser.ts';
import type { SubscriptionRows } from './store.ts';
import { confirmLifetimeMs } from './tokens.ts';

/** What a sign-up tells about the browser that sent it. */
interface SentSignUp {
  /** The hashes of the cookie that its answer sets and of the one that came along; absent without a browser. */
  readonly browser?: { readonly hash: string; readonly former: string } | undefined;
  readonly code?: string | undefined;
  readonly addressHash: string;
  readonly serverKey: Uint8Array;
  readonly now: Date;
}

/** The browser as it was known before this sign-up, if that was for the same address. */
export async function findFormer(
  { browser, addressHash, now }: SentSignUp,
  rows: SubscriptionRows,
): Promise<SignUpBrowser | null> {
  const former = browser ? await rows.findBrowser(browser.former) : null;
  return former?.addressHash === addressHash && former.expiresAt > now ? former : null;
}

/** Binds the browser to what it asked just now, or to what it asked before where that led to no confirm mail. */
export async function rememberBrowser(
  { browser, code = '', serverKey, addressHash, now }: SentSignUp,
  {
    rows,
    former,
    asked,
  }: {
    rows: SubscriptionRows;
    former: SignUpBrowser | null;
    asked: Pick<BrowserRequest, 'subscriptionId' | 'consentId'> | null;
  },
): Promise<void> {
  if (!browser) return;
  const { hash } = browser;
  if (former) await rows.removeBrowser(former.hash);
  if (former && !asked) {
    await rows.saveBrowser({ ...former, hash });
    return;
  }
  const codeHash = asked && hashCode(serverKey, { digits: code, consentId: asked.consentId });
  await rows.saveBrowser({
    hash,
    addressHash,
    request: asked && codeHash !== null ? { ...asked, codeHash, mailedAt: now } : null,
    tries: 0,
    expiresAt: new Date(now.getTime() + confirmLifetimeMs),
    usedAt: null,
  });
}
