import type { Language } from '#hub/languages.ts';

import type { ImageSlot, Platform } from '../platform.ts';
import { copyButton } from './copy-button.ts';
import { exact, type Html, html } from './html.ts';
import { kitMessages } from './messages.ts';

/** A picture of the article that lies beside the page. */
export interface KitPicture {
  /** `square`, for `square.jpg`. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** Which of `pictures` has the shape that `slot` asks for. */
export function pictureFor<T extends Pick<KitPicture, 'width' | 'height'>>(
  slot: ImageSlot,
  pictures: readonly T[],
): T | null {
  const off = ({ width, height }: T) =>
    Math.abs(Math.log((width / height) * (slot.height / slot.width)));
  return pictures.toSorted((a, b) => off(a) - off(b))[0] ?? null;
}

/** The pictures for `platform`, each once, with what goes into the field for the alternative text. */
export function pictureBlock(
  platform: Platform,
  {
    id,
    pictures,
    alt,
    fileName,
    language,
  }: {
    id: string;
    pictures: readonly KitPicture[];
    alt: string;
    /** What a picture is called once it is downloaded, without its own name. */
    fileName: string;
    language: Language;
  },
): Html | null {
  const wanted = [...new Set(platform.images.flatMap((slot) => pictureFor(slot, pictures) ?? []))];
  if (wanted.length === 0) return null;
  const messages = kitMessages[language];
  return html`<div class="part">
    <h3>${messages.pictures}</h3>
    <ul class="pictures">
      ${wanted.map(
        ({ name, width, height }) =>
          html`<li>
            <img
              src="${name}.jpg"
              alt=""
              width="${width}"
              height="${height}"
              loading="lazy"
              data-missing="${messages.noPicture}"
            />
            <a href="${name}.jpg" download="${fileName}-${name}.jpg"
              >${messages.download((messages.pictureNames[name] ?? name).toLowerCase())}</a
            >
            <span class="quiet">${width} × ${height}</span>
          </li>`,
      )}
    </ul>
    <p class="label">${messages.altText}</p>
    <pre class="copied-text" id="${id}-alt">${exact(alt)}</pre>
    ${copyButton({ from: `${id}-alt`, what: messages.altText.toLowerCase(), language })}
  </div>`;
}
