import { type Language, languages } from '#hub/languages.ts';
import { kitMessages } from '#sharing/kit-page/messages.ts';

import { announce } from './announce.ts';
import { copyText } from './clipboard.ts';
import { listFilter } from './list-filter.ts';
import { personalSections } from './personal-sections.ts';
import { postSections } from './post-sections.ts';
import { postedForms } from './posted-forms.ts';

/** What the pages of share kits do in a browser. Without it every text can still be read and selected. */
const language: Language =
  languages.find((one) => one === document.documentElement.lang) ?? languages[0];

document.documentElement.classList.add('scripted');
postSections(language);
personalSections(language);
postedForms();
listFilter();

for (const picture of document.querySelectorAll<HTMLImageElement>('img[data-missing]')) {
  const say = () => picture.replaceWith(picture.dataset['missing'] ?? '');
  if (
    picture.complete &&
    picture.naturalWidth === 0 &&
    picture.src !== '' &&
    picture.loading !== 'lazy'
  )
    say();
  else picture.addEventListener('error', say);
}

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-copied]') : null;
  if (!button) return;
  const source = document.getElementById(button.dataset['copy'] ?? '');
  const text = button.dataset['text'] ?? (source && textOf(source));
  if (text === null) return;
  const done = await copyText(text);
  if (!done && source) select(source);
  announce(done ? (button.dataset['copied'] ?? '') : kitMessages[language].notCopied);
  if (done) mark(button);
});

function textOf(element: HTMLElement): string {
  return element instanceof HTMLTextAreaElement ? element.value : (element.textContent ?? '');
}

function select(element: HTMLElement): void {
  if (element instanceof HTMLTextAreaElement) element.select();
  else window.getSelection()?.selectAllChildren(element);
}

const shownMs = 1500;

function mark(button: HTMLElement): void {
  button.classList.add('is-done');
  setTimeout(() => button.classList.remove('is-done'), shownMs);
}
