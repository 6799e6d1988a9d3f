import { type Language, localeOf } from '#hub/languages.ts';

import { type PersonalKit, whyNotPersonal } from '../personal/personal-posts.ts';
import type { PostState } from '../ledger/posted.ts';
import { type PlatformId, platforms } from '../platforms.ts';
import type { ShareKit } from '../share-kit.ts';
import { dayIn } from './day.ts';
import { documentOf, type PageAssets } from './document.ts';
import { type Html, html } from './html.ts';
import { kitMessages } from './messages.ts';
import { personalSection } from './personal-section.ts';
import type { KitPicture } from './pictures.ts';
import { type PageContext, postSection } from './post-section.ts';

/** What goes onto the page of one article. */
export interface KitPage {
  readonly kit: ShareKit;
  readonly personal: readonly PersonalKit[];
  readonly language: Language;
  readonly brandName: string;
  /** The folder of the kit. */
  readonly folder: string;
  readonly pictures: readonly KitPicture[];
  /** What the ledger says of the article on a platform. */
  readonly stateOn: (platform: PlatformId) => PostState;
}

/** The page from which an editor posts an article everywhere, and a colleague as himself. */
export function kitPage(page: KitPage, assets: PageAssets): string {
  const { kit, language, personal, folder, brandName, pictures } = page;
  const messages = kitMessages[language];
  const context: PageContext = {
    language,
    brandName,
    host: new URL(kit.url).host,
    title: kit.title,
    description: kit.description,
    fileName: folder,
    pictures,
  };
  const body = html`<header class="top">
      <p><a href="../index.html">${messages.allKits}</a></p>
      <h1>${kit.title}</h1>
      <p class="quiet">
        ${messages.published(dayIn(language, kit.publishedAt))} ·
        <a href="${kit.url}" rel="noopener">${messages.readArticle}</a>
      </p>
      <p>${messages.intro}</p>
    </header>
    ${contents(page)}
    <main>
      ${kit.posts.map((post) =>
        postSection(
          {
            post,
            state: page.stateOn(post.platform),
            alternatives: [...kit.saidOn(post.platform)].slice(1),
          },
          context,
        ),
      )}
      ${kit.skipped.map(
        ({ platform, reason }) =>
          html`<section class="post">
            <h2>${labelOf(platform)}</h2>
            <p class="quiet">${messages.skipped(reason)}</p>
          </section>`,
      )}
      ${personal.length > 0 && colleaguesHeading(page)}
      ${personal.map((one) => personalSection(one, language))}
    </main>`;
  return documentOf({ language, title: messages.title(kit.title), body }, assets);
}

/** Before what colleagues share: on which of the brand's platforms they do not, and why. */
function colleaguesHeading({ kit, language }: KitPage): Html {
  const messages = kitMessages[language];
  const lists = new Intl.ListFormat(localeOf[language], { type: 'conjunction' });
  const without = Map.groupBy(kit.posts, ({ platform }) => whyNotPersonal(platform));
  const reasons = (['dead-link', 'titled'] as const).flatMap((why) => {
    const left = without.get(why) ?? [];
    if (left.length === 0) return [];
    return [messages.noPersonal[why](lists.format(left.map(({ platform }) => labelOf(platform))))];
  });
  return html`<div class="divider" id="colleagues">
    <h2>${messages.colleagues}</h2>
    <p class="quiet">${[messages.colleaguesIntro, ...reasons].join(' ')}</p>
  </div>`;
}

function contents({ kit, personal, language }: KitPage): Html {
  const messages = kitMessages[language];
  return html`<nav class="contents" aria-label="${messages.platforms}">
    <ul>
      ${kit.posts.map(
        ({ platform, stale }) =>
          html`<li>
            <a href="#${platform}"
              >${platforms[platform].label}${stale && html` <span class="badge">${messages.stale}</span>`}</a
            >
          </li>`,
      )}${personal.length > 0 && html`<li><a href="#colleagues">${messages.colleagues}</a></li>`}
    </ul>
  </nav>`;
}

function labelOf(platform: string): string {
  return (
    (platforms as Readonly<Record<string, { label: string } | undefined>>)[platform]?.label ??
    platform
  );
}
