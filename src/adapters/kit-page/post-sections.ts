import type { Language } from '#hub/languages.ts';
import { countBars } from '#sharing/kit-page/counters.ts';
import { shownText } from '#sharing/kit-page/folded.ts';
import { intentFor } from '#sharing/intent.ts';
import { kitMessages } from '#sharing/kit-page/messages.ts';
import { isPlatformId, platforms } from '#sharing/platforms.ts';

import { pointTo } from './point-to.ts';

/** Lets an editor choose among the texts for each platform and change them, and counts along. */
export function postSections(language: Language): void {
  for (const section of document.querySelectorAll<HTMLElement>('section[data-platform]')) {
    if (!('personal' in section.dataset)) postSection(section, language);
  }
}

interface Text {
  readonly variant: string;
  readonly name: string;
  readonly text: string;
  readonly url: string;
}

function postSection(section: HTMLElement, language: Language): void {
  const id = section.dataset['platform'] ?? '';
  const field = section.querySelector<HTMLTextAreaElement>(`#${id}-text`);
  if (!isPlatformId(id) || !field) return;
  const texts = textsIn(section);
  let chosen: Text = texts[0] ?? {
    variant: '',
    name: '',
    text: field.value,
    url: section.dataset['url'] ?? '',
  };
  const platform = platforms[id];
  const title = section.querySelector(`#${id}-post-title`)?.textContent ?? '';
  const image = section.dataset['image'] ?? '';

  const show = () => {
    const text = field.value;
    fill(section, '[data-counts]', countBars(text, platform.limits, language).markup);
    fill(section, '[data-shown]', shownText(text, platform, language).markup);
    const intent = section.querySelector<HTMLAnchorElement>('[data-intent]');
    if (intent) pointTo(intent, intentFor(platform, { text, title, url: chosen.url, image }));
    const link = section.querySelector(`#${id}-link`);
    if (link) link.textContent = chosen.url;
    const changed = section.querySelector<HTMLElement>('[data-changed]');
    if (changed) changed.hidden = text === chosen.text;
    const override = section.querySelector<HTMLElement>('[data-override]');
    // A JSON string is one in YAML too, whatever it holds.
    if (override) override.dataset['text'] = `    ${id}: ${JSON.stringify(text)}`;
  };
  field.addEventListener('input', show);
  section.querySelector('[data-restore]')?.addEventListener('click', () => {
    field.value = chosen.text;
    show();
    field.focus();
  });
  offerChoice(section, { texts, name: id, legend: kitMessages[language].chooseText }, (text) => {
    chosen = text;
    field.value = text.text;
    show();
  });
}

function textsIn(section: HTMLElement): Text[] {
  return Array.from(section.querySelectorAll<HTMLElement>('[data-variant]'), (one) => ({
    variant: one.dataset['variant'] ?? '',
    name: one.querySelector('h3')?.textContent?.trim() ?? '',
    text: one.querySelector('pre')?.textContent ?? '',
    url: one.dataset['url'] ?? '',
  }));
}

/** Puts a choice in the place of the list of texts. */
function offerChoice(
  section: HTMLElement,
  { texts, name, legend }: { texts: readonly Text[]; name: string; legend: string },
  choose: (text: Text) => void,
): void {
  const list = section.querySelector('details.variants');
  if (!list) return;
  const group = document.createElement('fieldset');
  group.className = 'choice';
  const heading = document.createElement('legend');
  heading.textContent = legend;
  group.append(heading);
  for (const [index, text] of texts.entries()) {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    radio.type = 'radio';
    radio.name = `${name}-variant`;
    radio.checked = index === 0;
    radio.addEventListener('change', () => choose(text));
    label.append(radio, ` ${text.name}`);
    group.append(label);
  }
  list.replaceWith(group);
}

function fill(section: HTMLElement, selector: string, markup: string): void {
  const element = section.querySelector(selector);
  if (element) element.innerHTML = markup;
}
