import type { Language } from '#hub/languages.ts';

import { leastFirstLine, lackingIn } from '../personal/first-line.ts';
import type { PersonalKit, PersonalPost } from '../personal/personal-posts.ts';
import { platforms } from '../platforms.ts';
import { copyButton } from './copy-button.ts';
import { countBars } from './counters.ts';
import { exact, type Html, html } from './html.ts';
import { intentHint } from './intent-hint.ts';
import { kitMessages } from './messages.ts';

/** What one employee shares in his or her own name, or why not yet. */
export function personalSection(kit: PersonalKit, language: Language): Html {
  const messages = kitMessages[language];
  if (kit.kind === 'locked') {
    return html`<section
      class="post"
      id="person-${kit.person}"
      aria-labelledby="person-${kit.person}-title"
    >
      <h2 id="person-${kit.person}-title">${kit.name}</h2>
      <p class="warning">${messages.locked(kit.name, kit.version)}</p>
      <p class="quiet">${messages.lockedHint(kit.person)}</p>
    </section>`;
  }
  return html`${kit.posts.map((post) => personalPost(kit, post, language))}`;
}

function personalPost(
  { person, name }: PersonalKit,
  { platform: platformId, rest, url }: PersonalPost,
  language: Language,
): Html {
  const messages = kitMessages[language];
  const platform = platforms[platformId];
  const id = `person-${person}-${platformId}`;
  const what = messages.personalTitle(name, platform.label);
  const intent = platform.intent?.({ text: rest, title: '', url, image: '' });
  return html`<section
    class="post personal"
    id="${id}"
    aria-labelledby="${id}-title"
    data-platform="${platformId}"
    data-personal
    data-url="${url}"
  >
    <h2 id="${id}-title">${what}</h2>
    <p>${messages.personalIntro}</p>
    <label class="label" for="${id}-first">${messages.firstLine(leastFirstLine)}</label>
    <textarea
      id="${id}-first"
      rows="2"
      required
      minlength="${leastFirstLine}"
      aria-describedby="${id}-lacking"
      autocomplete="off"
    ></textarea>
    <p class="quiet" id="${id}-lacking" data-lacking>${messages.lacking(lackingIn(''))}</p>
    <p class="label">${messages.below}</p>
    <pre data-rest id="${id}-rest">${exact(rest)}</pre>
    <div class="counts" data-counts>${countBars(rest, platform.limits, language)}</div>
    <div class="actions">
      ${copyButton({ from: `${id}-whole`, what: messages.textForLabel(platform.label), language, isMain: true, isDisabled: true })}
      ${intent !== undefined && html`<a class="button" data-intent hidden href="${intent}" target="_blank" rel="noopener nofollow">${messages.openIn(platform.label)} <span class="visually-hidden">${messages.newWindow}</span></a>`}
    </div>
    ${intentHint(platform, language)}
    <textarea id="${id}-whole" data-whole hidden tabindex="-1" aria-hidden="true"></textarea>
  </section>`;
}
