import type { Language } from '#hub/languages.ts';
import { intentFor } from '#sharing/intent.ts';
import { countBars } from '#sharing/kit-page/counters.ts';
import { kitMessages } from '#sharing/kit-page/messages.ts';
import { lackingIn, personalText } from '#sharing/personal/first-line.ts';
import { fits } from '#sharing/platform.ts';
import { isPlatformId, platforms } from '#sharing/platforms.ts';

import { announce } from './announce.ts';
import { pointTo } from './point-to.ts';

/** Keeps the post of an employee from being copied until it begins with a line of his or her own. */
export function personalSections(language: Language): void {
  for (const section of document.querySelectorAll<HTMLElement>('[data-personal]')) {
    const id = section.dataset['platform'] ?? '';
    const first = section.querySelector<HTMLTextAreaElement>('textarea[required]');
    const whole = section.querySelector<HTMLTextAreaElement>('[data-whole]');
    const rest = section.querySelector('[data-rest]')?.textContent ?? '';
    const copy = section.querySelector<HTMLButtonElement>('[data-copy]');
    if (!isPlatformId(id) || !first || !whole || !copy) continue;
    const platform = platforms[id];
    const messages = kitMessages[language];

    const show = () => {
      const lacking = lackingIn(first.value);
      const text = personalText(first.value, rest);
      const isReady = lacking === 0 && fits(text, platform);
      whole.value = isReady ? text : '';
      const counts = section.querySelector('[data-counts]');
      if (counts) counts.innerHTML = countBars(text, platform.limits, language).markup;
      const status = section.querySelector('[data-lacking]');
      const said =
        lacking > 0 ? messages.lacking(lacking) : isReady ? messages.enough : messages.noRoom;
      if (status) status.textContent = said;
      // Every keystroke would be too much to hear.
      if (copy.disabled === isReady) announce(said);
      copy.disabled = !isReady;
      const intent = section.querySelector<HTMLAnchorElement>('[data-intent]');
      const url = section.dataset['url'] ?? '';
      const address = intentFor(platform, { text, title: '', url, image: '' });
      if (intent) pointTo(intent, isReady ? address : null);
    };
    first.addEventListener('input', show);
    // A browser may have kept what was typed before the page was loaded again.
    show();
  }
}
