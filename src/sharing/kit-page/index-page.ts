import type { Language } from '#hub/languages.ts';

import type { ShareKit } from '../share-kit.ts';
import { platforms } from '../platforms.ts';
import { documentOf, type PageAssets } from './document.ts';
import { html } from './html.ts';
import { dayIn } from './day.ts';
import { kitMessages } from './messages.ts';

/** The page that leads to the kit of every article in `kits`, which are by folder. */
export function kitIndexPage(
  {
    kits,
    language,
    brandName,
  }: { kits: ReadonlyMap<string, ShareKit>; language: Language; brandName: string },
  assets: PageAssets,
): string {
  const messages = kitMessages[language];
  const newestFirst = [...kits]
    .filter(([, { posts }]) => posts.length > 0)
    .toSorted(
      ([a, one], [b, other]) =>
        other.publishedAt.localeCompare(one.publishedAt, 'en') || a.localeCompare(b, 'en'),
    );
  const body = html`<header class="top">
      <p>${brandName}</p>
      <h1>${messages.index}</h1>
      <p>${messages.indexIntro(newestFirst.length)}</p>
    </header>
    <main>
      <p class="search" hidden>
        <label class="label" for="search">${messages.search}</label
        ><input id="search" type="search" autocomplete="off" />
      </p>
      <p role="status" class="quiet" id="none-found" data-none="${messages.noneFound}"></p>
      <ul class="kits">
        ${newestFirst.map(
          ([folder, { title, publishedAt, posts, locale }]) =>
            html`<li>
              <img src="${folder}/og.jpg" alt="" width="1200" height="630" loading="lazy" />
              <div>
                <h2 lang="${locale}"><a href="${folder}/index.html">${title}</a></h2>
                <p class="quiet">
                  ${dayIn(language, publishedAt)} · ${messages.postCount(posts.length)}:
                  ${posts.map(({ platform }) => platforms[platform].label).join(', ')}
                </p>
                ${posts.some(({ stale }) => stale) && html`<p class="badge">${messages.staleCount(posts.filter(({ stale }) => stale).length)}</p>`}
              </div>
            </li>`,
        )}
      </ul>
    </main>`;
  return documentOf({ language, title: `${messages.index} · ${brandName}`, body }, assets);
}
