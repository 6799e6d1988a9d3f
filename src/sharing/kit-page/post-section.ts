import type { Language } from '#hub/languages.ts';

import { intentFor } from '../intent.ts';
import type { PostState } from '../ledger/posted.ts';
import type { IntentPost, Platform } from '../platform.ts';
import { platforms } from '../platforms.ts';
import type { SharePost } from '../share-post.ts';
import { copyButton } from './copy-button.ts';
import { countBars } from './counters.ts';
import { shownText } from './folded.ts';
import { exact, type Html, html, verbatim } from './html.ts';
import { intentHint } from './intent-hint.ts';
import { kitMessages, variantName } from './messages.ts';
import { type KitPicture, pictureBlock, pictureFor } from './pictures.ts';
import { postedBlock, stateLine } from './posted.ts';

/** What the posts of one page share. */
export interface PageContext {
  readonly language: Language;
  readonly brandName: string;
  readonly host: string;
  readonly title: string;
  readonly description: string;
  /** What a picture is called once it is downloaded, without its own name. */
  readonly fileName: string;
  readonly pictures: readonly KitPicture[];
}

/** Everything an editor needs to post on one platform. */
export function postSection(
  {
    post,
    alternatives,
    state,
  }: { post: SharePost; alternatives: readonly SharePost[]; state: PostState },
  context: PageContext,
): Html {
  const { language } = context;
  const messages = kitMessages[language];
  const id = post.platform;
  const platform = platforms[id];
  const { label } = platform;
  const [media] = post.media;
  const text = `${id}-text`;
  return html`<section
    class="post"
    id="${id}"
    aria-labelledby="${id}-title"
    data-platform="${id}"
    data-image="${media?.publicUrl}"
  >
    <header>
      <h2 id="${id}-title">${label}</h2>
      ${post.stale && html`<p class="badge">${messages.stale}</p>`}
    </header>
    ${stateLine(state, language)}
    ${post.stale && html`<p class="warning">${messages.staleHint}</p>`}
    <div class="columns">
      <div class="write">
        ${titleField(post, platform, language)} ${variantTexts([post, ...alternatives], language)}
        <label class="label" for="${text}">${messages.bestTextIn(label)}</label>
        ${textField(text, post.text)}
        <div class="counts" data-counts>${countBars(post.text, platform.limits, language)}</div>
        <div class="actions">
          ${copyButton({ from: text, what: messages.textForLabel(label), language, isMain: true })}
          ${intentLink(platform, { text: post.text, title: post.title ?? '', url: post.url, image: media?.publicUrl ?? '' }, language)}
        </div>
        ${intentHint(platform, language)} ${linkField(post, platform, language)}
        <div class="changed" data-changed hidden>
          <p>${messages.changed}</p>
          <div class="actions">
            <button
              type="button"
              class="small"
              data-override
              data-copied="${messages.copied(messages.overrideWhat)}"
            >
              ${messages.asOverride}
            </button>
            <button type="button" class="small" data-restore>${messages.restore}</button>
          </div>
        </div>
      </div>
      <div class="shown" role="group" aria-label="${messages.preview(label)}">
        <p class="label" aria-hidden="true">${messages.preview(label)}</p>
        ${preview(post, platform, context)}
      </div>
    </div>
    ${threadBlock(post, language)} ${commentBlock(post, language)}
    ${media && pictureBlock(platform, { id, pictures: context.pictures, alt: media.alt, fileName: context.fileName, language })}
    ${postedBlock({ id, article: post.article, platform: id }, language)}
  </section>`;
}

/** A field that holds `text` to the letter. */
function textField(id: string, text: string): Html {
  const rows = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 60), 0);
  return verbatim`<textarea id="${id}" rows="${Math.min(18, rows + 1)}" spellcheck="true" autocomplete="off">${exact(text)}</textarea>`;
}

function titleField(
  { platform: id, title, titleCount }: SharePost,
  { title: limit }: Platform,
  language: Language,
) {
  if (title === undefined || !limit || !titleCount) return null;
  const messages = kitMessages[language];
  return html`<div class="part-inline">
    <p class="label">${messages.titleLabel}</p>
    <pre class="copied-text" id="${id}-post-title">${exact(title)}</pre>
    <div class="counts">${countBars(title, [limit], language)}</div>
    ${copyButton({ from: `${id}-post-title`, what: messages.titleLabel.toLowerCase(), language })}
  </div>`;
}

/** All texts in full, the chosen one first; the page's script makes a choice of them. */
function variantTexts(posts: readonly SharePost[], language: Language): Html | null {
  if (posts.length < 2) return null;
  const messages = kitMessages[language];
  return html`<details class="variants" data-legend="${messages.chooseText}">
    <summary>${messages.otherTexts}</summary>
    ${posts.map(
      ({ variant, text, url }) =>
        html`<div data-variant="${variant}" data-url="${url}">
          <h3>${variantName(variant, language)}</h3>
          <pre>${exact(text)}</pre>
        </div>`,
    )}
  </details>`;
}

/** The page on which the post stands ready, in a new window. */
function intentLink(platform: Platform, post: IntentPost, language: Language): Html | null {
  const messages = kitMessages[language];
  const address = intentFor(platform, post);
  return address === null
    ? null
    : html`<a class="button" data-intent href="${address}" target="_blank" rel="noopener nofollow"
        >${messages.openIn(platform.label)}
        <span class="visually-hidden">${messages.newWindow}</span></a
      >`;
}

/** The link by itself, where it does not stand in the text. */
function linkField(
  { platform: id, url }: SharePost,
  { links }: Platform,
  language: Language,
): Html | null {
  if (links === 'in-post') return null;
  const { link } = kitMessages[language];
  return html`<div class="part-inline">
    <p class="label">${link}</p>
    <pre class="copied-text address" id="${id}-link">${exact(url)}</pre>
    ${copyButton({ from: `${id}-link`, what: link.toLowerCase(), language })}
  </div>`;
}

function threadBlock({ platform: id, thread }: SharePost, language: Language): Html | null {
  if (!thread || thread.length === 0) return null;
  const messages = kitMessages[language];
  const { limits } = platforms[id];
  return html`<details class="part">
    <summary>${messages.thread(thread.length)}</summary>
    <ol class="thread">
      ${thread.map(
        ({ text }, index) =>
          html`<li>
            <pre id="${id}-part-${index + 1}">${exact(text)}</pre>
            <div class="counts">${countBars(text, limits, language)}</div>
            ${copyButton({ from: `${id}-part-${index + 1}`, what: messages.part(index + 1), language })}
          </li>`,
      )}
    </ol>
  </details>`;
}

function commentBlock({ platform: id, firstComment }: SharePost, language: Language): Html | null {
  const { comment } = platforms[id];
  if (firstComment === undefined || !comment) return null;
  const messages = kitMessages[language];
  return html`<details class="part">
    <summary>${messages.firstComment}</summary>
    <pre id="${id}-comment">${exact(firstComment)}</pre>
    <div class="counts">${countBars(firstComment, [comment], language)}</div>
    ${copyButton({ from: `${id}-comment`, what: messages.firstComment.toLowerCase(), language })}
  </details>`;
}

/** About how the post will look: who, what is said up to the fold, and the picture in its crop. */
function preview(
  { text, platform: id }: SharePost,
  platform: Platform,
  context: PageContext,
): Html {
  const { language, brandName, host, title, description, pictures } = context;
  const [slot] = platform.images;
  const picture = slot && pictureFor(slot, pictures);
  const image =
    slot &&
    picture &&
    html`<img
      src="${picture.name}.jpg"
      alt=""
      width="${picture.width}"
      height="${picture.height}"
      style="aspect-ratio:${slot.width}/${slot.height}"
      loading="lazy"
    />`;
  return html`<div class="mock" data-mock="${id}">
    <p class="who">
      <span aria-hidden="true">${[...brandName][0] ?? ''}</span><strong>${brandName}</strong>
    </p>
    <div data-shown>${shownText(text, platform, language)}</div>
    ${
      slot?.place === 'link'
        ? html`<div class="link-card">
            ${image}
            <p>
              <span class="quiet">${host}</span><strong>${title}</strong><span>${description}</span>
            </p>
          </div>`
        : image
    }
  </div>`;
}
