/** What stands behind the links in a mail of who agreed to measurement (`newsletter/follow-token.ts`). */
const form = /^#reader=([\w-]{43})$/;

/** What a person does on a page and a scanner that only loads it does not. */
const acts = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'scroll'] as const;

/**
 * Tells the hub that a link was followed, once somebody moves on the page, and takes the token out of the address at
 * once: who copies that passes on nothing of themselves.
 */
export function tellFollowed(): void {
  const token = form.exec(location.hash)?.[1];
  if (token === undefined) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  const tell = (event: Event) => {
    if (!event.isTrusted) return;
    for (const act of acts) removeEventListener(act, tell);
    // What fails is not told again: the reader has nothing to gain from it.
    fetch('/api/followed/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, page: location.pathname }),
      keepalive: true,
    }).catch(() => undefined);
  };
  for (const act of acts) addEventListener(act, tell, { passive: true });
}
